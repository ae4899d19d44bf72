"""What the words say for each bead: translation likelihoods, and how much of each side finds a partner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.links import Links, translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.bead_links import Cells, bead_links, inner_ends, links_of_beads, position_weights
from duiqi.aligner.scoring.coverage import (
    count_numbers,
    greedy_matching,
    idf_mass,
    link_worth,
    matching_weight,
    same_number,
    weakest_coverage,
)
from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import Ranges, row_sums, sums
from duiqi.arrays.types import FloatArray, IntArray

# Weight of the translation table where sentences are asked whether they reach over an end: with that of the first pass
# every common word that is linked by chance counts half as much as a rare one (docs/scoring.md, `crossing_end`).
CROSSING_LAMBDA = 0.5


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
    zh, en, table = bitext.zh, bitext.en, bitext.table
    links = links_of_beads(bitext, spans, beside_ends=after_training)
    inside = bead_links(bitext, spans, links)
    weight, over_zh, over_en = position_weights(inside)
    # By link, and from there by bead link, of which there are several times as many.
    zh_word, en_word = zh.tokens.take(links.zh), en.tokens.take(links.en)
    forward, backward = translation_tables(table, zh.counts, en.counts)
    en_odds = forward.take(links.pair) / en.share.take(en_word)
    zh_odds = backward.take(links.pair) / zh.share.take(zh_word)
    crossing = _crossing_end(bitext, spans, links, (zh_odds, en_odds)) if after_training else np.zeros(len(spans))
    en_odds, zh_odds = en_odds.take(inside.link), zh_odds.take(inside.link)

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
        crossing_end=crossing,
    )


def _likelihood(cell: IntArray, side: Cells, odds: FloatArray) -> FloatArray:
    """Σ over the tokens of a side of log(1 - λ + λ·Σ odds of its links) of each bead."""
    return row_sums(np.log(1.0 - LAMBDA + LAMBDA * sums(cell, odds, side.total)), side.count)


def _crossing_end(bitext: Bitext, spans: Spans, links: Links, odds: tuple[FloatArray, FloatArray]) -> FloatArray:
    """How much sentences beside the end of each bead seem to reach over it; ``odds`` are those of the links.

    An English sentence before the end reaches over it by so many nats as its last words, as many as say most, are
    likelier given the Chinese sentence behind the end than given the one before it, and as the first words of the
    former are likelier given this English sentence than given the one behind: both must hold, so it is the geometric
    mean of the two. The same of the Chinese sentence before the end. Of both the mean of log(1 + nats).
    """
    crossing = np.zeros(len(spans))
    i, j = inner_ends(bitext, spans)
    if not len(i):
        return crossing
    width = bitext.en.size + 1
    # Each sentence beside an end with each on the other side.
    keys, pair = distinct(np.concatenate([(i - a) * width + j - b for a in (1, 0) for b in (1, 0)]))
    before, zh_before, en_before, behind = np.split(pair, 4)
    zh = keys // width
    one = np.ones(len(keys), dtype=np.int64)
    pairs = bead_links(bitext, Spans(zh, keys - zh * width, one, one), links)
    of_en = _WordsOfPairs.of_links(pairs.en_cells, pairs.zh_cells, pairs.en_cell, odds[1].take(pairs.link))
    of_zh = _WordsOfPairs.of_links(pairs.zh_cells, pairs.en_cells, pairs.zh_cell, odds[0].take(pairs.link))
    # Of ``zh_before`` and ``en_before`` one sentence is before the end and the other behind it.
    en_over = of_en.last(en_before, before) * of_zh.first(en_before, behind)
    zh_over = of_zh.last(zh_before, before) * of_en.first(zh_before, behind)
    of_end = (np.log1p(np.sqrt(en_over)) + np.log1p(np.sqrt(zh_over))) / 2
    inner, ends = i * width + j, spans.end_zh * width + spans.end_en
    place = inner.searchsorted(ends)
    there = (np.append(inner, -1).take(place) == ends).nonzero()[0]
    crossing[there] = of_end.take(place.take(there))
    return crossing


@dataclass(frozen=True, slots=True)
class _WordsOfPairs:
    """The words of one side of pairs of sentences, a cell before each sentence and one for each word: log-likelihood
    ratio given the other side, 0 in the former. ``start`` and ``count`` are the cells of each pair."""

    value: FloatArray
    start: IntArray
    count: IntArray

    @classmethod
    def of_links(cls, own: Cells, other: Cells, cell: IntArray, odds: FloatArray) -> _WordsOfPairs:
        """Those of the cells ``own``, by the links of each ``cell`` with the ``other`` side."""
        explained = sums(cell, odds, own.total) * (CROSSING_LAMBDA / (other.count + 0.5)).repeat(own.count)
        pairs = np.arange(len(own.count))
        value = np.zeros(own.total + len(pairs))
        value[np.arange(own.total) + (pairs + 1).repeat(own.count)] = np.log(1.0 - CROSSING_LAMBDA + explained)
        return cls(value, own.start + pairs, own.count + 1)

    def _gained(self, pair: IntArray, than: IntArray) -> tuple[FloatArray, IntArray, IntArray]:
        """What words say more in ``pair`` than in another with the same sentence, cumulated; first, last cells."""
        count = self.count.take(pair)
        gained = self.value.take(Ranges(self.start.take(pair), count).members())
        gained -= self.value.take(Ranges(self.start.take(than), count).members())
        last = count.cumsum()
        return gained.cumsum(out=gained), last - count, last - 1

    def first(self, pair: IntArray, than: IntArray) -> FloatArray:
        """By how much the first words, as many as say most, are likelier in ``pair``."""
        gained, first, _ = self._gained(pair, than)
        return np.maximum.reduceat(gained, first) - gained.take(first)

    def last(self, pair: IntArray, than: IntArray) -> FloatArray:
        """The same of the last words."""
        gained, first, last = self._gained(pair, than)
        return gained.take(last) - np.minimum.reduceat(gained, first)
