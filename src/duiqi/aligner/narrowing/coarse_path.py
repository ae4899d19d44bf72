"""Where to look for anchors in a long text: a rough path over chunks of sentences, at a cost linear in length."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.narrowing.similarity import Similarity, UnitWords
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.translation_table import TranslationTable

# A text is cut into about this many chunks a side, however long it is, but chunks are no smaller than SMALLEST.
CHUNKS, SMALLEST = 400, 25
# Words in more chunks than this share tell nothing about place (as for anchors); up to 8 chunks always count.
COMMON_SHARE, COMMON_FLOOR = 0.05, 8
# A chunk pair on the path gains its similarity (1 = as good as row and column get) less BAR; each step that skips a
# chunk costs SKIP. Swept on the development documents joined and with 2,000 sentences taken out: BAR .1–.4.
BAR, SKIP = 0.25, 0.02
# A path that gains less than this a chunk (of the side with fewer) says nothing, and the straight line is taken. The
# development texts gain .73 a chunk, unrelated ones .14, and those made of a few sentences over and over 0.
LEAST_GAIN = 0.05
# Sentences looked at on either side of the path.
REACH = 150
# Where a chunk is longer than REACH, a second path is sought near the first, over chunks of so many sentences: else
# the sentences looked at would be the more the longer the text is. A choice: as long as in a text of 30,000 sentences.
FINER = 75
# Rows compared together, where they have the same columns: more would take memory for thousands of their words.
ROWS_AT_A_TIME = 8


@dataclass(frozen=True, slots=True)
class Corridor:
    """For each Chinese sentence the range ``low … high`` (exclusive) of English sentences it is compared with.

    ``straight``: around the straight line, because nothing tells which way to go.
    """

    low: IntArray
    high: IntArray
    straight: bool = False


def coarse_corridor(bitext: Bitext, table: TranslationTable) -> Corridor:
    """For each Chinese sentence the range of English sentences near the rough path."""
    n, m = bitext.zh.size, bitext.en.size
    chunk = max(SMALLEST, math.ceil(max(n, m) / CHUNKS))
    corridor = _corridor(bitext, table, chunk, Corridor(np.zeros(n, dtype=np.int64), np.full(n, m, dtype=np.int64)))
    return corridor if chunk <= REACH else _corridor(bitext, table, FINER, corridor)


def _corridor(bitext: Bitext, table: TranslationTable, chunk: int, within: Corridor) -> Corridor:
    """That around a path over chunks of so many sentences, inside a wider one."""
    n, m = bitext.zh.size, bitext.en.size
    similarity = _similarity(bitext, table, chunk, within)
    rows, columns = len(similarity.rows), similarity.columns
    low, high, gain = _path_ranges(similarity)
    straight = within.straight or gain < LEAST_GAIN * min(rows, columns)
    if straight:
        corners = np.arange(rows + 1) * columns // rows
        low, high = np.minimum(corners[:-1], columns - 1), np.maximum(corners[1:] - 1, corners[:-1])
    margin = math.ceil(REACH / chunk)
    of_sentence = np.arange(n) // chunk
    return Corridor(
        np.maximum((low[of_sentence] - margin) * chunk, 0),
        np.minimum((high[of_sentence] + 1 + margin) * chunk, m),
        straight,
    )


@dataclass(frozen=True, slots=True)
class _Similarity:
    """How alike chunks are: for each Chinese one the ``first`` of the English ones looked at, and its row of these;
    the English ones are ``columns``."""

    first: Sequence[int]
    rows: Sequence[FloatArray]
    columns: int


def _similarity(bitext: Bitext, table: TranslationTable, chunk: int, within: Corridor) -> _Similarity:
    """Of chunks within a corridor: shared words by idf · strength · idf, relative to the best of row and column."""
    zh, en = (UnitWords.of_side(side, chunk, COMMON_SHARE, COMMON_FLOOR) for side in (bitext.zh, bitext.en))
    similarity = Similarity(zh, en, _idf(zh), _idf(en), table)
    edges = np.append(np.arange(0, bitext.zh.size, chunk), bitext.zh.size)
    first, last = within.low[edges[:-1]] // chunk, (within.high[edges[1:] - 1] - 1) // chunk + 1
    ranges = list(zip(first.tolist(), last.tolist(), strict=True))
    rows: list[FloatArray] = []
    for (columns, _), some in groupby(range(len(ranges)), key=lambda row: (ranges[row], row // ROWS_AT_A_TIME)):
        rows.extend(similarity.between((len(rows), len(rows) + len(list(some))), columns))
    best = np.zeros(en.size)
    for row, (start, end) in zip(rows, ranges, strict=True):
        np.maximum(best[start:end], row, out=best[start:end])
    for row, (start, end) in zip(rows, ranges, strict=True):
        row /= np.maximum(np.sqrt(row.max() * best[start:end]), 1e-9)
    return _Similarity(first.tolist(), rows, en.size)


def _idf(words: UnitWords) -> FloatArray:
    return np.asarray(np.log((words.size + 1.0) / np.maximum(words.frequency, 1)))


def _path_ranges(similarity: _Similarity) -> tuple[IntArray, IntArray, float]:
    """First and last column that the best monotone path visits in each row, and what it gains over no path.

    The nodes of a row are those where its own cells begin and those of the row before end.
    """
    rows, columns, starts = len(similarity.rows), similarity.columns, [0, *similarity.first]
    ends = [start + len(cells) for start, cells in zip(similarity.first, similarity.rows, strict=True)]
    best = [-SKIP * np.arange(columns + 1)]
    for row, (cells, end) in enumerate(zip(similarity.rows, [*ends[1:], columns], strict=True)):
        start = similarity.first[row]
        above = best[row][start - starts[row] :]
        arrive = np.full(end + 1 - start, -np.inf)
        arrive[: len(above)] = above[: len(arrive)] - SKIP
        arrive[1 : len(cells) + 1] = np.maximum(arrive[1 : len(cells) + 1], above[: len(cells)] + cells - BAR)
        ramp = SKIP * np.arange(start, end + 1)
        best.append(np.maximum.accumulate(arrive + ramp) - ramp)
    low, high = np.full(rows, columns - 1), np.zeros(rows, dtype=np.int64)
    row, column = rows, columns
    while row:
        low[row - 1] = min(low[row - 1], max(column - 1, 0))
        high[row - 1] = max(high[row - 1], min(column, columns - 1))
        value, above = best[row][column - starts[row]], best[row - 1]
        at, cell = column - starts[row - 1], column - 1 - starts[row]
        if 0 <= cell < len(similarity.rows[row - 1]) and math.isclose(
            value, above[at - 1] + similarity.rows[row - 1][cell] - BAR, abs_tol=1e-9
        ):
            row, column = row - 1, column - 1
        elif at < len(above) and math.isclose(value, above[at] - SKIP, abs_tol=1e-9):
            row -= 1
        else:
            column -= 1
    return low, high, float(best[rows][columns - starts[rows]]) + SKIP * (rows + columns)
