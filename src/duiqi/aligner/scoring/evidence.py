"""What the words say for each bead: translation likelihoods, and how much of each side finds a partner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.links import translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.bead_links import Cells, bead_links, links_of_beads, position_weights
from duiqi.aligner.scoring.coverage import (
    count_numbers,
    greedy_matching,
    idf_mass,
    link_worth,
    matching_weight,
    same_number,
    weakest_coverage,
)
from duiqi.arrays.ragged import row_sums, sums
from duiqi.arrays.types import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Evidence:
    """Word evidence of ``B`` beads; arrays (B,), all 0 for null beads, likelihoods in nats.

    ``positional_llr_*``: IBM log-likelihood ratio of one side's words given the other's against their background, links
    weighted by closeness of relative position. ``matched_*``: idf mass of the greedy one-to-one matching;
    ``in_place_*``: the same, each pair weighted by closeness; ``idf_mass_*``: idf of all words of that side.
    ``weakest``: of the sentences of both sides the smallest covered share, matched/(mass + PRIOR_IDF_MASS).
    ``numbers_missing``: numbers of both sides that the matching leaves without an equal one.
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


def word_evidence(bitext: Bitext, spans: Spans) -> Evidence:
    """Gather the evidence, by the text's table as it stands."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    links = links_of_beads(bitext, spans)
    inside = bead_links(bitext, spans, links)
    weight, over_zh, over_en = position_weights(inside)
    # By link, and from there by bead link, of which there are several times as many.
    zh_word, en_word = zh.tokens.take(links.zh), en.tokens.take(links.en)
    forward, backward = translation_tables(table, zh.counts, en.counts)
    en_odds = (forward.take(links.pair) / en.share.take(en_word)).take(inside.link)
    zh_odds = (backward.take(links.pair) / zh.share.take(zh_word)).take(inside.link)

    strength, idf_zh, idf_en = table.strength.take(links.pair), zh.idf.take(zh_word), en.idf.take(en_word)
    worth = link_worth(strength, idf_zh, idf_en).take(inside.link)
    chosen = greedy_matching(inside, matching_weight(worth, weight))
    owner, link, close = inside.bead.take(chosen), inside.link.take(chosen), weight.take(chosen)
    equal = same_number(zh, en)[zh_word[link]] == en_word[link]
    power = strength.take(link)
    match_en, match_zh = power * idf_en.take(link), power * idf_zh.take(link)

    beads, null, matched = len(spans), spans.is_null, spans.emptied(~spans.is_null)
    weakest = np.minimum(
        weakest_coverage(en, matched.in_en, owner, links.en[link], match_en),
        weakest_coverage(zh, matched.in_zh, owner, links.zh[link], match_zh),
    )
    numbers = count_numbers(zh, spans.in_zh) + count_numbers(en, spans.in_en)
    # A pair of equal ones is a number of either side.
    numbers_missing = numbers - 2.0 * np.bincount(owner[equal], minlength=beads)
    return Evidence(
        positional_llr_en=_likelihood(inside.en_cell, inside.en_cells, en_odds * weight / over_zh),
        positional_llr_zh=_likelihood(inside.zh_cell, inside.zh_cells, zh_odds * weight / over_en),
        matched_en=sums(owner, match_en, beads),
        matched_zh=sums(owner, match_zh, beads),
        in_place_en=sums(owner, match_en * close, beads),
        in_place_zh=sums(owner, match_zh * close, beads),
        idf_mass_en=np.where(null, 0.0, idf_mass(en, spans.in_en)),
        idf_mass_zh=np.where(null, 0.0, idf_mass(zh, spans.in_zh)),
        weakest=np.where(null, 0.0, weakest),
        numbers_missing=np.where(null, 0.0, numbers_missing),
    )


def _likelihood(cell: IntArray, side: Cells, odds: FloatArray) -> FloatArray:
    """Σ over the tokens of a side of log(1 - λ + λ·Σ odds of its links) of each bead."""
    return row_sums(np.log(1.0 - LAMBDA + LAMBDA * sums(cell, odds, side.total)), side.count)
