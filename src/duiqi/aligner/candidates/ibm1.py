"""Word evidence of the first pass: IBM-1 likelihood ratios of every bead in the band, both ways.

That of a bead is a sum over its target sentences, given its source sentences: for each band row and each number of
source sentences that end there the target sentences within reach are laid end to end and summed up cumulatively.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide
from duiqi.aligner.candidates.bead_types import MAX_EN, MAX_ZH, WIDEST_EN, WIDEST_ZH
from duiqi.aligner.candidates.links import links_by_pair, translation_tables
from duiqi.aligner.narrowing.band import Band
from duiqi.arrays.radix import ascending
from duiqi.arrays.ragged import Ranges, cumulative, edges_of
from duiqi.arrays.types import FloatArray, IntArray, SingleArray

# Weight of the translation table against the background in IBM-1 (docs/scoring.md, `placed_en`).
LAMBDA = 0.93
# Weaker word pairs double the work and change nothing in the beads kept (macdev, aca: .03 against .1).
MIN_STRENGTH = 0.1
# The share of the background as if it were so many links of odds 1 for each source token (and another half).
_BACKGROUND = (1.0 - LAMBDA) / LAMBDA
# Rows are looked at together, all of them in a short text; of a long one so many that what is summed up stays in the
# processor's cache, as far as the calls of NumPy allow: of 24, 32, 40, 48, 64, 96, 128 and 192, 48 to 192 take least.
_TOGETHER = 48
# Fewer where these would have more tokens within reach, as where a few sentences face many, to bound memory. Not swept.
_MOST_TOKENS = 50_000
# The most targets of a bead.
_BEFORE = max(MAX_ZH, MAX_EN)


class WordEvidence:
    """IBM-1 log-likelihood ratios of beads, both directions added, over 10.

    Called with the band nodes (i, j) where beads end and how many sentences each has, arrays that NumPy broadcasts.
    What it says of beads that begin outside the band means nothing.
    """

    def __init__(self, bitext: Bitext, band: Band) -> None:
        n = bitext.zh.size
        zh, en, table = bitext.zh, bitext.en, bitext.table.stronger(MIN_STRENGTH)
        in_en = _Reach.of_rows(band.low, band.high, WIDEST_EN)
        across = np.arange(en.size + 1)
        low, high = np.searchsorted(band.high, across), np.searchsorted(band.low, across, side="right") - 1
        in_zh = _Reach.of_rows(low, high, WIDEST_ZH)
        last = np.minimum(np.arange(n) + len(WIDEST_EN), n)
        links = links_by_pair(replace(bitext, table=table), in_en.first[1:].min(axis=1), band.high[last])
        forward, backward = translation_tables(table, zh.counts, en.counts)
        self._en = _span_sums(
            _Direction(zh, en, links.zh, links.en, (forward / en.share[table.en]).take(links.pair)), in_en
        )
        self._zh = _span_sums(
            _Direction(en, zh, links.en, links.zh, (backward / zh.share[table.zh]).take(links.pair)), in_zh
        )

    def __call__(self, i: IntArray, j: IntArray, n_zh: IntArray, n_en: IntArray) -> FloatArray:
        return (self._en(i, j, n_zh, n_en) + self._zh(j, i, n_en, n_zh)) / 10

    def of_types(self, i: IntArray, j: IntArray, n_zh: IntArray, n_en: IntArray) -> FloatArray:
        """(types, nodes) those of the beads with so many sentences (types,) that end at the nodes (i, j): sooner."""
        found = self._en.of_types(i, j, n_zh, n_en)
        found += self._zh.of_types(j, i, n_en, n_zh)
        found /= 10
        return found


@dataclass(frozen=True, slots=True)
class _Direction:
    """Which side explains which, the tokens of the links on each, and t(target|source)/p(target) of these."""

    source: TokenizedSide
    target: TokenizedSide
    source_token: IntArray
    target_token: IntArray
    odds: FloatArray


@dataclass(frozen=True, slots=True)
class _Reach:
    """(rows, most) the target sentences ``first … last`` (exclusive) within reach of the beads that end at each band
    row and have 1, 2, … source sentences."""

    first: IntArray
    last: IntArray

    @classmethod
    def of_rows(cls, low: IntArray, high: IntArray, widest: Sequence[int]) -> _Reach:
        """That of the columns ``low … high`` of each row, where beads of 1, 2, … sources have so many targets at most.

        A bead ends in its row and begins in one before, so that those of many sources, with few targets, reach little.
        """
        before = np.arange(len(low))[:, np.newaxis] - np.arange(1, len(widest) + 1)
        begin = np.maximum(before, 0)
        first = np.maximum(low[begin], low[:, np.newaxis] - widest)
        last = np.minimum(high[begin] + widest, high[:, np.newaxis])
        return cls(first, np.where(before < 0, first, np.maximum(last, first)))


@dataclass(frozen=True, slots=True)
class _SpanSums:
    """Log-likelihood ratio of target sentences given the source sentences that end at a band row."""

    shift: IntArray  # (rows, most) from a target sentence to its place in ``sums``
    sums: FloatArray  # cumulative over the target sentences of each row and number of sources

    def __call__(self, i: IntArray, j: IntArray, sources: IntArray, targets: IntArray) -> FloatArray:
        place = self.shift.ravel().take(i * self.shift.shape[1] + (sources - 1))
        place += j
        found = self.sums.take(place)
        place -= targets
        found -= self.sums.take(place)
        return np.asarray(found)

    def of_types(self, i: IntArray, j: IntArray, sources: IntArray, targets: IntArray) -> FloatArray:
        """(types, nodes) those of beads of each type that end at each node."""
        # By number of sources first, of which there are fewer than types.
        place = self.shift.T.take(i, axis=1)
        place += j
        found = self.sums.take(place).take(sources - 1, axis=0)
        place = place.take(sources - 1, axis=0)
        place -= targets[:, np.newaxis]
        found -= self.sums.take(place)
        return np.asarray(found)


def _span_sums(links: _Direction, reach: _Reach) -> _SpanSums:
    """Σ over target tokens of log(1 - λ + λ·Σ odds/(n + .5)), n the tokens of the source sentences."""
    rows, most = reach.first.shape
    blocks = _blocks(links.target, reach)
    source, token = links.source.sentence_of_token.take(links.source_token), links.target_token
    # Four bytes are enough for what only chooses beads, and take half the time.
    odds = links.odds.astype(np.float32)
    if len(blocks) > 1:
        order = ascending(source)
        source, token, odds = source.take(order), token.take(order), odds.take(order)
    # Beads that begin outside the band may be asked for before the first row and behind the last one.
    edges = edges_of(_sentences(reach).count) + _BEFORE
    found = np.zeros(edges[-1] + int((links.target.size - reach.last).max()) + 1)
    for top, bottom in blocks:
        own = slice(*source.searchsorted((top - most, bottom - 1))) if len(blocks) > 1 else slice(None)
        near = _Near(source[own] - (top - most), token[own], odds[own])
        block = _Reach(reach.first[top:bottom], reach.last[top:bottom])
        found[1 + edges[top * most] : 1 + edges[bottom * most]] = _likelihoods(links, block, near, top)
    found.cumsum(out=found)
    return _SpanSums(edges[:-1].reshape(rows, most) - reach.first, found)


def _blocks(target: TokenizedSide, reach: _Reach) -> list[tuple[int, int]]:
    """Runs of rows (from, to) that are looked at together."""
    first = target.offsets.take(reach.first.min(axis=1)).tolist()
    last = target.offsets.take(reach.last.max(axis=1)).tolist()
    blocks, top = [], 0
    while top < len(first):
        bottom = min(top + _TOGETHER, len(first))
        while bottom > top + 1 and (bottom - top) * (last[bottom - 1] - first[top]) > _MOST_TOKENS:
            bottom = (top + bottom) // 2
        blocks.append((top, bottom))
        top = bottom
    return blocks


@dataclass(frozen=True, slots=True)
class _Near:
    """Links of the sources of some rows: which of these sources, the target token, and the odds."""

    source: IntArray
    token: IntArray
    odds: SingleArray


def _likelihoods(links: _Direction, reach: _Reach, near: _Near, top: int) -> FloatArray:
    """Those of the target sentences within reach of the rows from ``top`` on, of each row and number of sources."""
    target = links.target
    rows, most = reach.first.shape
    # So many tokens have the sources of the rows; before the first source of a text there is nothing.
    tokens = np.zeros(rows + most)
    edges = links.source.offsets[max(top - most, 0) : top + rows + 1]
    tokens[max(most - top, 0) :][: len(edges) - 1] = edges[1:] - edges[:-1]
    total, start = _odds(reach, target, near, tokens)
    np.log(total, out=total)
    # λ/(n + .5), by which all tokens of a span are too great.
    behind, row = cumulative(tokens), np.arange(most, most + rows)[:, np.newaxis]
    scale = np.log(LAMBDA / (behind[row] - behind[row - np.arange(1, most + 1)] + 0.5)).ravel()
    sentences = _sentences(reach)
    at = target.offsets.take(sentences.members())
    counts = np.zeros(len(at), dtype=np.int64)
    np.subtract(at[1:], at[:-1], out=counts[:-1])
    counts[sentences.count.cumsum() - 1] = 0
    out = counts * scale.repeat(sentences.count)
    cell = np.arange(0, total.size, total.shape[2]) - start.repeat(most)
    # What lies behind the last sentence, and np.add.reduceat gives for an empty one, counts nothing.
    out += np.add.reduceat(total.ravel(), at + cell.repeat(sentences.count)) * (counts > 0)
    return np.asarray(out)


def _sentences(reach: _Reach) -> Ranges:
    """The target sentences within reach of each row and number of sources, and the end of the last one."""
    return Ranges(reach.first.ravel(), (reach.last - reach.first).ravel() + 1)


def _odds(reach: _Reach, target: TokenizedSide, near: _Near, tokens: FloatArray) -> tuple[SingleArray, IntArray]:
    """(rows, most, W) by row, number of sources and target token the sum of the odds, with the share of the background,
    and (rows,) the first of these W tokens.

    The tokens of a row begin so many behind those of the row before (``slant``) that all rows need few.
    """
    rows, most = reach.first.shape
    begin, end = target.offsets.take(reach.first.min(axis=1)), target.offsets.take(reach.last.max(axis=1))
    slant = int(begin[-1] - begin[0] + end[-1] - end[0]) // (2 * rows)
    start = np.arange(rows) * slant
    start += (begin - start).min()
    width = int((end - start).max()) + 1
    # Of a source the tokens of all rows that it is a source of.
    wide = width + (most - 1) * slant
    place = near.token - (start[0] - (most - 1) * slant + near.source * slant)
    inside = (place.view(np.uint64) < wide).nonzero()[0]  # those before the first are beyond all as well
    place = near.source.take(inside) * wide + place.take(inside)
    by_source = np.empty((rows + most, wide), dtype=np.float32)
    by_source[:] = (_BACKGROUND * tokens)[:, np.newaxis]
    np.add.at(by_source.ravel(), place, near.odds.take(inside))
    total = np.empty((rows, most, width), dtype=np.float32)
    # Each number of sources is one source more than that before.
    upto = by_source[most - 1 : -1, :width] + np.float32(_BACKGROUND / 2)
    for k in range(most):
        if k:
            upto += by_source[most - 1 - k : -1 - k, k * slant : k * slant + width]
        total[:, k] = upto
    return total, start
