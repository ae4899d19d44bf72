"""Word evidence of the first pass: IBM-1 likelihood ratios of every bead in the band, both ways.

That of a bead is a sum over its target sentences, given its source sentences: for each band row and each number of
source sentences that end there the target sentences within reach are laid end to end and summed up cumulatively.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide
from duiqi.aligner.candidates.bead_types import MAX_EN, MAX_ZH
from duiqi.aligner.candidates.links import links_by_pair, translation_tables
from duiqi.aligner.narrowing.band import Band
from duiqi.arrays.ragged import Ranges, sums
from duiqi.arrays.types import FloatArray, IntArray

# Weight of the translation table against the background in IBM-1 (docs/scoring.md, `placed_en`).
LAMBDA = 0.93
# Weaker word pairs double the work and change nothing in the beads kept (macdev, aca: .03 against .1).
MIN_STRENGTH = 0.1
# Numbers of source sentences are looked at together, as many as have so many tokens: all of them for a short text, and
# bounded memory for a long one.
_TOGETHER = 100_000


class WordEvidence:
    """IBM-1 log-likelihood ratios of beads, both directions added, over 10.

    Called with the band nodes (i, j) where beads end and how many sentences each has, arrays that NumPy broadcasts.
    What it says of beads that begin outside the band means nothing.
    """

    def __init__(self, bitext: Bitext, band: Band) -> None:
        n = bitext.zh.size
        low = np.maximum(band.low - MAX_EN, 0)
        last = np.minimum(np.arange(n) + MAX_ZH, n)
        zh, en, table = bitext.zh, bitext.en, bitext.table.stronger(MIN_STRENGTH)
        links = links_by_pair(replace(bitext, table=table), low[1:] if n else low[:0], band.high[last])
        forward, backward = translation_tables(table, zh.counts, en.counts)
        self._en = _span_sums(
            _Direction(zh, en, links.zh, links.en, (forward / en.share[table.en])[links.pair]),
            _Reach(band.low, band.high, MAX_ZH, MAX_EN),
        )
        across = np.arange(en.size + 1)
        low, high = np.searchsorted(band.high, across), np.searchsorted(band.low, across, side="right") - 1
        self._zh = _span_sums(
            _Direction(en, zh, links.en, links.zh, (backward / zh.share[table.zh])[links.pair]),
            _Reach(low, high, MAX_EN, MAX_ZH),
        )

    def __call__(self, i: IntArray, j: IntArray, n_zh: IntArray, n_en: IntArray) -> FloatArray:
        return (self._en(i, j, n_zh, n_en) + self._zh(j, i, n_en, n_zh)) / 10


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
    """The columns ``low … high`` of each band row, and the most source and target sentences that a bead has."""

    low: IntArray
    high: IntArray
    most_sources: int
    most_targets: int


@dataclass(frozen=True, slots=True)
class _SpanSums:
    """Log-likelihood ratio of target sentences given the source sentences that end at a band row."""

    shift: IntArray  # from a target sentence to its cell, for each row
    sums: FloatArray  # by number of source sentences less one, cumulative over the cells

    def __call__(self, i: IntArray, j: IntArray, sources: IntArray, targets: IntArray) -> FloatArray:
        sums, width = self.sums.ravel(), self.sums.shape[1]
        cell = self.shift[i] + j + (sources - 1) * width
        return np.asarray(sums[cell] - sums[cell - targets])


@dataclass(frozen=True, slots=True)
class _Cells:
    """For each band row the target sentences within reach, and their tokens, laid end to end."""

    sentences: IntArray  # all sentences laid end to end
    shift: IntArray  # (rows,) from a sentence to its place among them
    first_token: IntArray  # (rows,) first token
    last_token: IntArray  # (rows,) end of the tokens
    token_shift: IntArray  # (rows,) from a token to its place among the tokens laid end to end


def _cells(target: TokenizedSide, reach: _Reach) -> _Cells:
    first = np.maximum(reach.low - reach.most_targets, 0)
    last = np.maximum(reach.high, first)
    _, sentences = Ranges(first, last - first).numbers()
    first_token, last_token = target.offsets[first], target.offsets[last]
    return _Cells(
        sentences,
        (last - first).cumsum() - last,
        first_token,
        last_token,
        (last_token - first_token).cumsum() - last_token,
    )


def _span_sums(links: _Direction, reach: _Reach) -> _SpanSums:
    """Σ over target tokens of log(1 - λ + λ·Σ odds/(n + .5)), n the tokens of the source sentences."""
    source, target_token = links.source, links.target_token
    cells = _cells(links.target, reach)
    row_tokens = cells.last_token - cells.first_token
    size, rows = int(row_tokens.sum()), np.arange(len(reach.low))
    cell_tokens = (links.target.offsets[1:] - links.target.offsets[:-1])[cells.sentences]
    filled = (cell_tokens > 0).nonzero()[0]  # np.add.reduceat would give the next value for an empty cell
    edges = (cell_tokens.cumsum() - cell_tokens)[filled]
    # Each link counts in the rows from that where its source is the last sentence of the span, as far as its target is
    # within reach there.
    last_row = source.sentence_of_token[links.source_token] + 1
    token = np.arange(len(links.target.tokens))
    from_row = np.maximum(last_row, cells.last_token.searchsorted(token, "right")[target_token])
    to_row = cells.first_token.searchsorted(token, "right")[target_token]
    out = np.zeros((reach.most_sources, len(cell_tokens) + 1))
    before = np.zeros(size)
    step = max(1, _TOGETHER // max(size, len(target_token), 1))
    for first in range(0, reach.most_sources, step):
        some = np.arange(first, min(first + step, reach.most_sources))[:, np.newaxis]
        begin = np.maximum(from_row, last_row + first)
        usable = Ranges(begin, np.maximum(np.minimum(to_row, last_row + (first + len(some))) - begin, 0))
        link, row = usable.numbers()
        place = (target_token - (last_row + first) * size)[link]
        place += (cells.token_shift + rows * size)[row]
        total = sums(place, links.odds[link], len(some) * size).reshape(len(some), size)
        for each in total:  # np.cumsum over the first axis takes many times as long
            each += before
            before = each
        before = before.copy()
        tokens = source.offsets[rows] - source.offsets[np.maximum(rows - some - 1, 0)]
        total *= (LAMBDA / (tokens + 0.5)).repeat(row_tokens, axis=1)
        total += 1.0 - LAMBDA
        if len(filled):
            out[first : first + step, filled + 1] = np.add.reduceat(np.log(total, out=total), edges, axis=1)
    return _SpanSums(cells.shift, out.cumsum(axis=1, out=out))
