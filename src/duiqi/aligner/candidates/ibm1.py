"""Word evidence of the first pass: IBM-1 likelihood ratios of every bead in the band, both ways.

That of a bead is a sum over its target sentences, given its source sentences: for each band row and each number of
source sentences that end there the target sentences within reach are laid end to end and summed up cumulatively.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide
from duiqi.aligner.candidates.bead_types import WIDEST_EN, WIDEST_ZH
from duiqi.aligner.candidates.links import links_by_pair, translation_tables
from duiqi.aligner.narrowing.band import Band
from duiqi.arrays.radix import ascending
from duiqi.arrays.ragged import Ranges, edges_of, sums
from duiqi.arrays.types import FloatArray, IntArray

# Weight of the translation table against the background in IBM-1 (docs/scoring.md, `placed_en`).
LAMBDA = 0.93
# Weaker word pairs double the work and change nothing in the beads kept (macdev, aca: .03 against .1).
MIN_STRENGTH = 0.1
# Rows are looked at together, as many as have so many values: all of them for a short text; of a long one so few that
# they stay in the processor's cache: of 16,000 to 256,000, all over 32,000 take about the same.
_TOGETHER = 64_000


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
        links = links_by_pair(replace(bitext, table=table), in_en.first[1:], in_en.last[last])
        forward, backward = translation_tables(table, zh.counts, en.counts)
        self._en = _span_sums(
            _Direction(zh, en, links.zh, links.en, (forward / en.share[table.en]).take(links.pair)), in_en
        )
        self._zh = _span_sums(
            _Direction(en, zh, links.en, links.zh, (backward / zh.share[table.zh]).take(links.pair)), in_zh
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
    """The target sentences ``first … last`` (exclusive) within reach of the beads that end at each band row, neither of
    which decreases, and the ``most`` source sentences that a bead has."""

    first: IntArray
    last: IntArray
    most: int

    @classmethod
    def of_rows(cls, low: IntArray, high: IntArray, widest: Sequence[int]) -> _Reach:
        """That of the columns ``low … high`` of each row, where beads of 1, 2, … sources have so many targets at most.

        A bead ends in its row and begins in one before, so that those of many sources reach no further back.
        """
        rows = np.arange(len(low))
        starts = [np.maximum(low[np.maximum(rows - k, 0)], low - most) for k, most in enumerate(widest, start=1)]
        first = np.maximum(np.minimum.reduce(starts), 0)
        return cls(first, np.maximum(high, first), len(widest))


@dataclass(frozen=True, slots=True)
class _SpanSums:
    """Log-likelihood ratio of target sentences given the source sentences that end at a band row."""

    shift: IntArray  # from a target sentence to its cell, for each row
    sums: FloatArray  # by number of source sentences less one, cumulative over the cells

    def __call__(self, i: IntArray, j: IntArray, sources: IntArray, targets: IntArray) -> FloatArray:
        sums, width = self.sums.ravel(), self.sums.shape[1]
        cell = (self.shift.take(i) + j) + (sources - 1) * width
        found = sums.take(cell)
        cell -= targets
        found -= sums.take(cell)
        return np.asarray(found)


@dataclass(frozen=True, slots=True)
class _Cells:
    """For each band row the target sentences within reach, and their tokens, laid end to end."""

    sentences: IntArray  # all sentences laid end to end
    edges: IntArray  # (rows + 1,) where the sentences of a row begin among them
    shift: IntArray  # (rows,) from a sentence to its place among them
    first_token: IntArray  # (rows,) first token
    last_token: IntArray  # (rows,) end of the tokens
    token_edges: IntArray  # (rows + 1,) where the tokens of a row begin among the tokens laid end to end


def _cells(target: TokenizedSide, reach: _Reach) -> _Cells:
    first, last = reach.first, reach.last
    sentences = Ranges(first, last - first).members()
    edges = edges_of(last - first)
    first_token, last_token = target.offsets[first], target.offsets[last]
    return _Cells(sentences, edges, edges[1:] - last, first_token, last_token, edges_of(last_token - first_token))


@dataclass(frozen=True, slots=True)
class _Spread:
    """Links, sorted by the row where their source is the last sentence of the span, with the rows where they count."""

    last_row: IntArray
    from_row: IntArray
    to_row: IntArray
    target_token: IntArray
    odds: FloatArray


def _span_sums(links: _Direction, reach: _Reach) -> _SpanSums:
    """Σ over target tokens of log(1 - λ + λ·Σ odds/(n + .5)), n the tokens of the source sentences."""
    cells, most = _cells(links.target, reach), reach.most
    cell_tokens = (links.target.offsets[1:] - links.target.offsets[:-1])[cells.sentences]
    blocks = _blocks(cells.token_edges, max(_TOGETHER // most, 1))
    spread = _spread(links, cells, most, len(blocks) > 1)
    out = np.zeros((most, len(cell_tokens) + 1))
    for top, bottom in blocks:
        inside = slice(int(cells.edges[top]), int(cells.edges[bottom]))
        tokens = cell_tokens[inside]
        filled = (tokens > 0).nonzero()[0]  # np.add.reduceat would give the next value for an empty cell
        if len(filled):
            value = _log_likelihood(spread, links.source, cells, (top, bottom), most)
            out[:, inside.start + 1 + filled] = np.add.reduceat(value, (tokens.cumsum() - tokens)[filled], axis=1)
    return _SpanSums(cells.shift, out.cumsum(axis=1, out=out))


def _blocks(edges: IntArray, size: int) -> list[tuple[int, int]]:
    """Runs of rows (from, to) with some ``size`` tokens each, by the ``edges`` of the rows."""
    cuts = edges.searchsorted(np.arange(size, int(edges[-1]), size))
    return list(pairwise(sorted({0, *cuts.tolist(), len(edges) - 1})))


def _spread(links: _Direction, cells: _Cells, most: int, sort: bool) -> _Spread:
    # Each link counts in the rows from that where its source is the last sentence of the span, as far as its target is
    # within reach there.
    last_row = links.source.sentence_of_token.take(links.source_token) + 1
    token = np.arange(len(links.target.tokens))
    from_row = np.maximum(last_row, cells.last_token.searchsorted(token, "right").take(links.target_token))
    to_row = np.minimum(cells.first_token.searchsorted(token, "right").take(links.target_token), last_row + most)
    if not sort:
        return _Spread(last_row, from_row, to_row, links.target_token, links.odds)
    order = ascending(last_row)
    places = last_row.take(order), from_row.take(order), to_row.take(order)
    return _Spread(*places, links.target_token.take(order), links.odds.take(order))


def _log_likelihood(
    links: _Spread, source: TokenizedSide, cells: _Cells, rows: tuple[int, int], most: int
) -> FloatArray:
    """(most, tokens) for spans of 1, 2, … sources that of each target token within reach of the rows."""
    top, bottom = rows
    start, size = cells.token_edges[top], int(cells.token_edges[bottom] - cells.token_edges[top])
    own = slice(None)
    if top or bottom < len(cells.first_token):
        own = slice(*links.last_row.searchsorted((top - most + 1, bottom)))
    first = np.maximum(links.from_row[own], top)
    count = np.maximum(np.minimum(links.to_row[own], bottom) - first, 0)
    row = Ranges(first, count).members()
    # Cell by number of sources, row and target token.
    place = (links.target_token[own] - links.last_row[own] * size).repeat(count)
    across = np.arange(top, bottom)
    place += (cells.token_edges[top:bottom] - start - cells.first_token[top:bottom] + across * size).take(row - top)
    # To four bytes, which are enough for what only chooses beads, and take half the time.
    total = sums(place, links.odds[own].repeat(count), most * size).astype(np.float32).reshape(most, size)
    for before, each in pairwise(total):  # np.cumsum over the first axis takes many times as long
        each += before
    tokens = source.offsets[across] - source.offsets[np.maximum(across - np.arange(1, most + 1)[:, np.newaxis], 0)]
    row_tokens = cells.token_edges[top + 1 : bottom + 1] - cells.token_edges[top:bottom]
    total *= (LAMBDA / (tokens + 0.5)).astype(np.float32).repeat(row_tokens, axis=1)
    total += np.float32(1.0 - LAMBDA)
    # As eight bytes again, because np.add.reduceat takes longer for four.
    return np.log(total, out=total).astype(np.float64)
