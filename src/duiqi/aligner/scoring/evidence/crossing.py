"""Whether sentences beside the end of a bead reach over it: the feature ``crossing_end``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.links import Links
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.evidence.bead_links import Cells, bead_links, inner_ends
from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import Ranges, sums
from duiqi.arrays.types import FloatArray, IntArray

# Weight of the translation table where sentences are asked whether they reach over an end: with that of the first pass
# every common word that is linked by chance counts half as much as a rare one (docs/scoring.md, `crossing_end`).
CROSSING_LAMBDA = 0.5


def crossing_ends(bitext: Bitext, spans: Spans, links: Links, tables: tuple[FloatArray, FloatArray]) -> FloatArray:
    """(B,) how much sentences beside the end of each bead seem to reach over it, by the links between them and the
    translation probabilities both ways (those of the English words first) by pair of the text's table.

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
    known = links.pair.take(pairs.link)
    en_odds = tables[0].take(known) / bitext.en.share.take(bitext.en.tokens.take(links.en.take(pairs.link)))
    zh_odds = tables[1].take(known) / bitext.zh.share.take(bitext.zh.tokens.take(links.zh.take(pairs.link)))
    of_en = _WordsOfPairs.of_links(pairs.en_cells, pairs.zh_cells, pairs.en_cell, en_odds)
    of_zh = _WordsOfPairs.of_links(pairs.zh_cells, pairs.en_cells, pairs.zh_cell, zh_odds)
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
