"""Self-training: what the text itself teaches about its words, from a first alignment.

Names, terms and a translator's habits are in no dictionary. A few steps of the position-aware IBM model over the
beads that are probably right find them; the table of word pairs is made stronger by what was learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.links import translation_tables
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
# Token pairs looked at together, so that memory is bounded: 64,000 take as long as 400,000 and a tenth less than 8,000.
PAIRS_AT_A_TIME = 64_000


def learn_table(bitext: Bitext, spans: Spans, posterior: FloatArray) -> TranslationTable:
    """The text's table with strengths raised, and pairs added, by what its probable beads show."""
    parts = [_token_pairs(bitext, spans[some], posterior[some]) for some in _taught(bitext, spans, posterior)]
    names, pair = distinct(np.concatenate([part.word_pair for part in parts]))
    width = max(len(bitext.en.vocabulary), 1)
    zh = names // width
    en = names - zh * width
    known = _Known.of_table(bitext, names)
    pairs = np.split(pair, np.cumsum([len(part.word_pair) for part in parts[:-1]]))

    t, forward_count = _estimate(
        [_Direction(each, part.en, part.probability) for each, part in zip(pairs, parts, strict=True)],
        zh,
        known.forward,
        bitext.en.share[en],
    )
    u, backward_count = _estimate(
        [_Direction(each, part.zh, part.probability) for each, part in zip(pairs, parts, strict=True)],
        en,
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
        width = max(len(self.bitext.en.vocabulary), 1)
        zh = keys[keep] // width
        en = keys[keep] - zh * width
        return TranslationTable.of_pairs(zh, en, strengths[keep], len(self.bitext.zh.vocabulary))


def _taught(bitext: Bitext, spans: Spans, posterior: FloatArray) -> list[IntArray]:
    """The probable beads, some at a time: at least one list, which may be empty."""
    pairs = np.multiply(
        *(side.offsets[covered.end] - side.offsets[covered.first]
          for side, covered in ((bitext.zh, spans.in_zh), (bitext.en, spans.in_en)))
    )  # fmt: skip
    beads = ((posterior > MIN_POSTERIOR) & (pairs <= MAX_PAIRS) & ~spans.is_null).nonzero()[0]
    upto = pairs[beads].cumsum()
    cuts = upto.searchsorted(np.arange(PAIRS_AT_A_TIME, int(upto[-1]) if len(upto) else 0, PAIRS_AT_A_TIME))
    return np.split(beads, cuts)


@dataclass(frozen=True, slots=True)
class _Targets:
    """Token pairs seen from the target side: the number of the target token, of so many, and how close the places of
    the two are to each other, all sources together making 1."""

    token: IntArray
    tokens: int
    closeness: FloatArray


@dataclass(frozen=True, slots=True)
class _TokenPairs:
    """Every pair of tokens inside some beads: the number of the word pair, and the bead's probability."""

    word_pair: IntArray
    probability: FloatArray
    zh: _Targets
    en: _Targets


def _token_pairs(bitext: Bitext, spans: Spans, posterior: FloatArray) -> _TokenPairs:
    zh_cells, en_cells = cells(bitext.zh, spans.in_zh), cells(bitext.en, spans.in_en)
    # By Chinese token first, of which there are far fewer than pairs.
    bead, place = expand(zh_cells.count)
    row, en_place = expand(en_cells.count[bead])
    zh_cell = (zh_cells.start[bead] + place).take(row)
    en_cell = en_cells.start[bead].take(row) + en_place
    word = bitext.zh.tokens[zh_cells.first_token[bead] + place] * max(len(bitext.en.vocabulary), 1)
    en_token = en_cells.first_token[bead].take(row) + en_place
    bead = bead.take(row)
    # Links are asked for their cells alone.
    weight, over_zh, over_en = position_weights(BeadLinks(bead, row, zh_cell, en_cell, zh_cells, en_cells))
    return _TokenPairs(
        word.take(row) + bitext.en.tokens.take(en_token),
        posterior.take(bead),
        _Targets(zh_cell, zh_cells.total, weight / over_en),
        _Targets(en_cell, en_cells.total, weight / over_zh),
    )


@dataclass(frozen=True, slots=True)
class _Direction:
    """Token pairs seen from the target side, with the place of the word pair of each and its bead's probability."""

    pair: IntArray
    target: _Targets
    probability: FloatArray


def _estimate(
    parts: Sequence[_Direction], source: IntArray, prior: FloatArray, background: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """EM for t(target|source) of each word pair; returns it with the expected counts.

    ``source`` (word), ``prior`` and ``background`` (p of the target word) are by word pair. Each target token is
    explained by the source tokens of its bead, by closeness of position, or by its background.
    """
    null = UNKNOWN * background
    t = (1.0 - UNKNOWN) * prior + null
    count: FloatArray = np.zeros(len(prior))
    for _ in range(STEPS):
        count = np.zeros(len(prior))
        for part in parts:
            joint = t.take(part.pair)
            joint *= part.target.closeness
            total = sums(part.target.token, joint, part.target.tokens).take(part.target.token)
            total += null.take(part.pair)
            joint *= part.probability
            joint /= total
            np.add.at(count, part.pair, joint)
        per_source = np.bincount(source, weights=count)
        t = (np.maximum(count - DISCOUNT, 0.0) + PRIOR_COUNT * prior) / (per_source[source] + PRIOR_COUNT)
    return t, count
