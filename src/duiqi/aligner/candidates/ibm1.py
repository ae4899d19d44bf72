"""Word evidence of the first pass: IBM-1 likelihood ratios of every bead in the band, both ways.

That of a bead is a sum over its target sentences, given the block of source sentences: for each band row and each
height of the block that ends there the sentences within reach are laid end to end and summed up cumulatively.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, Side
from duiqi.aligner.candidates.bead_types import MAX_EN, MAX_ZH
from duiqi.aligner.candidates.links import links_by_pair, translation_tables
from duiqi.aligner.narrowing.band import Band
from duiqi.arrays.ragged import expand, range_sums
from duiqi.arrays.types import FloatArray, IntArray

# Weight of the translation table against the background in IBM-1 (ALIGNER recipe, point 8).
LAMBDA = 0.93
# Weaker word pairs double the work and change nothing in the beads kept (macdev, aca: .03 against .1).
MIN_STRENGTH = 0.1


class WordEvidence:
    """IBM-1 log-likelihood ratios of beads, both directions added, over 10.

    Called with the band nodes where beads end and their type.
    """

    def __init__(self, bitext: Bitext, band: Band) -> None:
        n = bitext.zh.size
        low = np.maximum(band.low - MAX_EN, 0)
        last = np.minimum(np.arange(n) + MAX_ZH, n)
        bitext = replace(bitext, table=bitext.table.stronger(MIN_STRENGTH))
        links = links_by_pair(bitext, low[1:] if n else low[:0], band.high[last])
        forward, backward = translation_tables(bitext.table, bitext.zh.counts, bitext.en.counts)
        columns, rows = bitext.table.columns, bitext.table.rows
        self._row, self._column = band.row, band.column
        self._en = _block_sums(
            bitext.zh, bitext.en, links.zh, links.en, (forward / bitext.en.share[columns])[links.pair],
            band.low, band.high, MAX_ZH, MAX_EN,
        )  # fmt: skip
        across = np.arange(bitext.en.size + 1)
        self._zh = _block_sums(
            bitext.en, bitext.zh, links.en, links.zh, (backward / bitext.zh.share[rows])[links.pair],
            np.searchsorted(band.high, across), np.searchsorted(band.low, across, side="right") - 1, MAX_EN, MAX_ZH,
        )  # fmt: skip

    def __call__(self, nodes: IntArray, a: int, b: int) -> FloatArray:
        i, j = self._row[nodes], self._column[nodes]
        return (self._en(i, j, a, b) + self._zh(j, i, b, a)) / 10


@dataclass(frozen=True, slots=True)
class _BlockSums:
    """Log-likelihood ratio of target sentences given a block of source sentences that ends at a band row."""

    shift: IntArray  # from a target sentence to its cell, for each row
    sums: tuple[FloatArray, ...]  # by block height, cumulative over the cells

    def __call__(self, i: IntArray, j: IntArray, height: int, width: int) -> FloatArray:
        cell = self.shift[i] + j
        total = self.sums[height - 1]
        return np.asarray(total[cell] - total[cell - width])


@dataclass(frozen=True, slots=True)
class _Cells:
    """For each band row the target sentences within reach, and their tokens, laid end to end."""

    sentences: IntArray  # all sentences laid end to end
    shift: IntArray  # (rows,) from a sentence to its place among them
    first_token: IntArray  # (rows,) first token
    last_token: IntArray  # (rows,) end of the tokens
    token_shift: IntArray  # (rows,) from a token to its place among the tokens laid end to end


def _cells(target: Side, low: IntArray, high: IntArray, widths: int) -> _Cells:
    first = np.maximum(low - widths, 0)
    last = np.maximum(high, first)
    row, place = expand(last - first)
    first_token, last_token = target.offsets[first], target.offsets[last]
    return _Cells(
        first[row] + place,
        np.cumsum(last - first) - last,
        first_token,
        last_token,
        np.cumsum(last_token - first_token) - last_token,
    )


def _block_sums(
    source: Side,
    target: Side,
    source_token: IntArray,
    target_token: IntArray,
    odds: FloatArray,
    low: IntArray,
    high: IntArray,
    heights: int,
    widths: int,
) -> _BlockSums:
    """Σ over target tokens of log(1 - λ + λ·Σ odds/(n + .5)), for each block of up to ``heights`` sentences.

    ``odds`` are t(target|source)/p(target) of the links, n the tokens of the block.
    """
    cells = _cells(target, low, high, widths)
    row_tokens = cells.last_token - cells.first_token
    cell_tokens = np.diff(target.offsets)[cells.sentences]
    rows = np.arange(len(low))
    source_row = source.sentence_of_token[source_token]
    # Blocks that would end below the last row have no tokens.
    first_token, last_token, shift = (
        np.pad(column, (0, heights)) for column in (cells.first_token, cells.last_token, cells.token_shift)
    )
    total = np.zeros(int(row_tokens.sum()))
    by_height = []
    for height in range(1, heights + 1):
        row = source_row + height
        usable = np.flatnonzero((target_token >= first_token[row]) & (target_token < last_token[row]))
        np.add.at(total, (shift[row] + target_token)[usable], odds[usable])
        block = source.offsets[rows] - source.offsets[np.maximum(rows - height, 0)]
        ratio = np.log(1.0 - LAMBDA + total * np.repeat(LAMBDA / (block + 0.5), row_tokens))
        by_height.append(np.concatenate([[0.0], np.cumsum(range_sums(ratio, cell_tokens))]))
    return _BlockSums(cells.shift, tuple(by_height))
