"""What the words say for each bead: translation likelihoods, and how much of each side finds a partner."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.links import Links, translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.evidence.bead_links import Cells, bead_links, links_of_beads, position_weights
from duiqi.aligner.scoring.evidence.coverage import (
    Matched,
    count_numbers,
    greedy_matching,
    idf_mass,
    link_worth,
    matching_weight,
    same_number,
    weakest_coverage,
)
from duiqi.aligner.scoring.evidence.crossing import crossing_ends
from duiqi.arrays.ragged import cumulative, row_sums, sums
from duiqi.arrays.types import FloatArray, IntArray, SingleArray

# Beads are looked at together that have so many Chinese words, so that their links stay in the processor's cache
# (of 10,000, 25,000, 60,000 and all 25,000 takes least).
TOGETHER = 25_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """Word evidence of ``B`` beads; arrays (B,), all 0 for null beads, likelihoods in nats.

    ``positional_llr_*``: IBM log-likelihood ratio of one side's words given the other's against their background, links
    weighted by closeness of relative position. ``matched_*``: idf mass of the greedy one-to-one matching;
    ``in_place_*``: the same, each pair weighted by closeness; ``idf_mass_*``: idf of all words of that side.
    ``weakest``: of the sentences of both sides the smallest covered share, matched/(mass + PRIOR_IDF_MASS).
    ``numbers_missing``: numbers of both sides that the matching leaves without an equal one.
    ``crossing_end``, of null beads too: how much the sentences beside the end seem to reach over it, 0 for nothing;
    only after self-training.
    """

    positional_llr_en: FloatArray
    positional_llr_zh: FloatArray
    matched_en: FloatArray
    matched_zh: FloatArray
    in_place_en: FloatArray
    in_place_zh: FloatArray
    idf_mass_en: FloatArray
    idf_mass_zh: FloatArray
    weakest: FloatArray
    numbers_missing: FloatArray
    crossing_end: FloatArray


def word_evidence(bitext: Bitext, spans: Spans, after_training: bool = False) -> Evidence:
    """Gather the evidence, by the text's table as it stands, which may be that ``after_training``."""
    links = links_of_beads(bitext, spans, beside_ends=after_training)
    # Links are sorted by their Chinese sentence.
    row = bitext.zh.sentence_of_token.take(links.zh)
    words = _Words.of_text(bitext)
    tables = words.forward, words.backward
    crossing = crossing_ends(bitext, spans, links, tables) if after_training else np.zeros(len(spans))
    parts = []
    for some in _blocks(bitext, spans):
        beads = spans[some]
        own = slice(*row.searchsorted((beads.zh.min(initial=bitext.zh.size), beads.end_zh.max(initial=0))))
        inside = Links(links.zh[own], links.en[own], links.pair[own])
        parts.append(_evidence(bitext, beads, inside, words, crossing[some]))
    if len(parts) == 1:
        return parts[0]
    return Evidence(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Evidence)))


def _blocks(bitext: Bitext, spans: Spans) -> list[slice]:
    """Beads with some TOGETHER Chinese words each; one block at least."""
    offsets = bitext.zh.offsets
    words = ((offsets[spans.end_zh] - offsets[spans.zh]) * (spans.n_en > 0)).cumsum()
    cuts = words.searchsorted(np.arange(TOGETHER, int(words[-1]) if len(words) else 0, TOGETHER)).tolist()
    return [slice(*block) for block in pairwise([0, *cuts, len(spans)])]


@dataclass(frozen=True, slots=True)
class _Words:
    """What is the same for all beads of a text: by pair of the table the translation probabilities both ways, by
    Chinese word the English one that is the same number, and by side the idf of the first 0, 1, … tokens."""

    forward: FloatArray
    backward: FloatArray
    same: IntArray
    idf_zh: FloatArray
    idf_en: FloatArray

    @classmethod
    def of_text(cls, bitext: Bitext) -> _Words:
        """Those of a text."""
        zh, en = bitext.zh, bitext.en
        probabilities = translation_tables(bitext.table, zh.counts, en.counts)
        return cls(*probabilities, same_number(zh, en), *(cumulative(side.idf.take(side.tokens)) for side in (zh, en)))


def _evidence(bitext: Bitext, spans: Spans, links: Links, words: _Words, crossing: FloatArray) -> Evidence:
    """That of some beads, by the links of their sentences; ``crossing`` is what sentences reach over their ends."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    inside = bead_links(bitext, spans, links)
    weight, over_zh, over_en = position_weights(inside)
    # By link, and from there by bead link, of which there are several times as many.
    zh_word, en_word = zh.tokens.take(links.zh), en.tokens.take(links.en)
    en_odds = (words.forward.take(links.pair) / en.share.take(en_word)).take(inside.link)
    zh_odds = (words.backward.take(links.pair) / zh.share.take(zh_word)).take(inside.link)

    strength, idf_zh, idf_en = table.strength.take(links.pair), zh.idf.take(zh_word), en.idf.take(en_word)
    worth = link_worth(strength, idf_zh, idf_en).take(inside.link)
    chosen = greedy_matching(inside, matching_weight(worth, weight))
    owner, link, close = inside.bead.take(chosen), inside.link.take(chosen), weight.take(chosen)
    equal = words.same.take(zh_word.take(link)) == en_word.take(link)
    power = strength.take(link)
    match_en, match_zh = power * idf_en.take(link), power * idf_zh.take(link)

    beads, null, matched = len(spans), spans.is_null, spans.emptied(~spans.is_null)
    weakest = np.minimum(
        weakest_coverage(en, matched.in_en, owner, Matched(links.en.take(link), match_en), words.idf_en),
        weakest_coverage(zh, matched.in_zh, owner, Matched(links.zh.take(link), match_zh), words.idf_zh),
    )
    numbers = count_numbers(zh, spans.in_zh) + count_numbers(en, spans.in_en)
    # A pair of equal ones is a number of either side.
    numbers_missing = numbers - 2.0 * np.bincount(owner[equal], minlength=beads)
    en_odds *= weight
    zh_odds *= weight
    return Evidence(
        positional_llr_en=_likelihood(inside.en_cell, inside.en_cells, en_odds, over_zh),
        positional_llr_zh=_likelihood(inside.zh_cell, inside.zh_cells, zh_odds, over_en),
        matched_en=sums(owner, match_en, beads),
        matched_zh=sums(owner, match_zh, beads),
        in_place_en=sums(owner, match_en * close, beads),
        in_place_zh=sums(owner, match_zh * close, beads),
        idf_mass_en=np.where(null, 0.0, idf_mass(en, spans.in_en, words.idf_en)),
        idf_mass_zh=np.where(null, 0.0, idf_mass(zh, spans.in_zh, words.idf_zh)),
        weakest=np.where(null, 0.0, weakest),
        numbers_missing=np.where(null, 0.0, numbers_missing),
        crossing_end=crossing,
    )


def _likelihood(cell: IntArray, side: Cells, odds: FloatArray, over: SingleArray) -> FloatArray:
    """Σ over the tokens of a side of log(1 - λ + λ·Σ odds of its links / what is summed ``over``) of each bead."""
    explained = sums(cell, odds, side.total)
    explained /= over
    explained *= LAMBDA
    explained += 1.0 - LAMBDA
    return row_sums(np.log(explained, out=explained), side.count)
