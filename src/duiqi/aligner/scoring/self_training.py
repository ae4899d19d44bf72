"""Self-training: what the text itself teaches about its words, from a first alignment.

Names, terms and a translator's habits are in no dictionary. A few steps of the position-aware IBM model over the
beads that are probably right find them; the table of word pairs is made stronger by what was learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.links import Links, translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.bead_links import BeadLinks, cells, position_weights
from duiqi.arrays.radix import distinct, positions
from duiqi.arrays.ragged import expand, sums
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.lexicon import MIN_STRENGTH
from duiqi.words.translation_table import TranslationTable

# Least probability of the beads taken, discount (stands for leave-one-out), prior counts, gain: docs/scoring.md,
# self-training. Held-out likelihood on macdev and aca is flat over gains 1–3 and prior counts 1–6, and best for
# discounts of .5–1.
MIN_POSTERIOR, DISCOUNT, PRIOR_COUNT, GAIN = 0.3, 1.0, 3.0, 1.5
# EM steps: 2, 3 and 4 differ by less than 1 nat in 200 of held-out likelihood.
STEPS = 2
# Share of a word's translations that the table does not know, spread over the background, before the first step.
UNKNOWN = 0.1
# A bead of more token pairs than this says nothing about any of them, and would cost memory.
MAX_PAIRS = 4000


def learn_table(bitext: Bitext, spans: Spans, posterior: FloatArray) -> TranslationTable:
    """The text's table with strengths raised, and pairs added, by what its probable beads show."""
    inside, links = _all_pairs(bitext, spans, posterior)
    width = len(bitext.en.vocabulary)
    names, pair = distinct(bitext.zh.tokens[links.zh] * width + bitext.en.tokens[links.en])
    known = _Known.of_table(bitext, names)
    weight, over_zh, over_en = position_weights(inside)
    probability = posterior[inside.bead]
    zh, en = names // width, names % width

    t, forward_count = _estimate(
        _Direction(pair, inside.en_cell, inside.en_cells.total, weight / over_zh, zh),
        probability,
        known.forward,
        bitext.en.share[en],
    )
    u, backward_count = _estimate(
        _Direction(pair, inside.zh_cell, inside.zh_cells.total, weight / over_en, en),
        probability,
        known.backward,
        bitext.zh.share[zh],
    )
    count = np.sqrt(forward_count * backward_count)
    learned = GAIN * np.sqrt(t * u) * np.maximum(count - 1.0, 0.0) / (count + 1.0)
    return known.raised(names, np.minimum(learned, 1.0))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the table knows of word pairs: where each stands among its ``keys``, -1 where it does not, and its
    translation probabilities both ways, 0 where it does not."""

    bitext: Bitext
    keys: IntArray
    place: IntArray
    forward: FloatArray
    backward: FloatArray

    @classmethod
    def of_table(cls, bitext: Bitext, names: IntArray) -> _Known:
        """That of the pairs ``names``, Chinese word times size of the English vocabulary plus English word."""
        table = bitext.table
        keys = table.zh * len(bitext.en.vocabulary) + table.en
        place = positions(keys, names)
        there = (place >= 0).nonzero()[0]
        both = translation_tables(table, bitext.zh.counts, bitext.en.counts)
        known = place[there]
        forward, backward = np.zeros(len(names)), np.zeros(len(names))
        forward[there], backward[there] = both[0][known], both[1][known]
        return cls(bitext, keys, place, forward, backward)

    def raised(self, names: IntArray, learned: FloatArray) -> TranslationTable:
        """The table with what was ``learned`` where that is more, without pairs of less than MIN_STRENGTH."""
        strength = self.bitext.table.strength.copy()
        there = (self.place >= 0).nonzero()[0]
        known = self.place[there]
        strength[known] = np.maximum(strength[known], learned[there])
        new = ((self.place < 0) & (learned >= MIN_STRENGTH)).nonzero()[0]
        # As np.insert does it, for both columns at once.
        old = np.ones(len(self.keys) + len(new), dtype=bool)
        old[self.keys.searchsorted(names[new]) + np.arange(len(new))] = False
        keys, strengths = np.empty(len(old), dtype=np.int64), np.empty(len(old))
        keys[old], strengths[old] = self.keys, strength
        keys[~old], strengths[~old] = names[new], learned[new]
        keep = strengths >= MIN_STRENGTH
        zh, en = np.divmod(keys[keep], max(len(self.bitext.en.vocabulary), 1))
        return TranslationTable.of_pairs(zh, en, strengths[keep], len(self.bitext.zh.vocabulary))


def _all_pairs(bitext: Bitext, spans: Spans, posterior: FloatArray) -> tuple[BeadLinks, Links]:
    """Every token pair inside the probable beads, as links of those beads."""
    probable = (posterior > MIN_POSTERIOR) & ~spans.is_null
    taught = spans.emptied(probable)
    zh_cells, en_cells = cells(bitext.zh, taught.in_zh), cells(bitext.en, taught.in_en)
    pairs = zh_cells.count * en_cells.count
    bead = (probable & (pairs <= MAX_PAIRS)).nonzero()[0]
    owner, place = expand(pairs[bead])
    bead = bead[owner]
    zh_place, en_place = np.divmod(place, en_cells.count[bead])
    links = Links(zh_cells.first_token[bead] + zh_place, en_cells.first_token[bead] + en_place, place)
    inside = BeadLinks(
        bead,
        np.arange(len(bead)),
        zh_cells.start[bead] + zh_place,
        en_cells.start[bead] + en_place,
        zh_cells,
        en_cells,
    )
    return inside, links


@dataclass(frozen=True, slots=True)
class _Direction:
    """Token pairs seen from the target side: word pair, cell of the target token, closeness; and each pair's source."""

    pair: IntArray
    cell: IntArray
    cells: int
    closeness: FloatArray
    source: IntArray


def _estimate(
    links: _Direction, probability: FloatArray, prior: FloatArray, background: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """EM for t(target|source) of each word pair; returns it with the expected counts.

    ``prior`` and ``background`` (p of the target word) are by word pair, ``probability`` (of the bead) by token pair.
    Each target token is explained by the source tokens of its bead, by closeness of position, or by its background.
    """
    t = (1.0 - UNKNOWN) * prior + UNKNOWN * background
    count: FloatArray = np.zeros(len(prior))
    null = UNKNOWN * background[links.pair]
    for _ in range(STEPS):
        joint = t[links.pair] * links.closeness
        total = np.bincount(links.cell, weights=joint, minlength=links.cells)[links.cell] + null
        count = sums(links.pair, probability * joint / total, len(prior))
        per_source = np.bincount(links.source, weights=count)
        t = (np.maximum(count - DISCOUNT, 0.0) + PRIOR_COUNT * prior) / (per_source[links.source] + PRIOR_COUNT)
    return t, count
