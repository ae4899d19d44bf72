"""Where to look for anchors in a long text: a rough path over chunks of sentences, at a cost linear in length."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    similarity = _similarity(bitext, table, chunk)
    low, high, gain = _path_ranges(similarity)
    straight = gain < LEAST_GAIN * min(similarity.shape)
    if straight:
        rows, columns = similarity.shape
        corners = np.arange(rows + 1) * columns // rows
        low, high = np.minimum(corners[:-1], columns - 1), np.maximum(corners[1:] - 1, corners[:-1])
    margin = math.ceil(REACH / chunk)
    of_sentence = np.arange(n) // chunk
    return Corridor(
        np.maximum((low[of_sentence] - margin) * chunk, 0),
        np.minimum((high[of_sentence] + 1 + margin) * chunk, m),
        straight,
    )


def _similarity(bitext: Bitext, table: TranslationTable, chunk: int) -> FloatArray:
    """(chunks of zh, chunks of en): shared words by idf · strength · idf, relative to the best of row and column."""
    zh, en = (UnitWords.of_side(side, chunk, COMMON_SHARE, COMMON_FLOOR) for side in (bitext.zh, bitext.en))
    similarity = Similarity(zh, en, _idf(zh), _idf(en), table)
    total = np.zeros((zh.size, en.size))
    for row in range(zh.size):
        total[row] = similarity.between((row, row + 1), (0, en.size))[0]
    best = np.sqrt(total.max(axis=1)[:, None] * total.max(axis=0)[None, :])
    return np.asarray(total / np.maximum(best, 1e-9))


def _idf(words: UnitWords) -> FloatArray:
    return np.asarray(np.log((words.size + 1.0) / np.maximum(words.frequency, 1)))


def _path_ranges(similarity: FloatArray) -> tuple[IntArray, IntArray, float]:
    """First and last column that the best monotone path visits in each row, and what it gains over no path."""
    rows, columns = similarity.shape
    best = np.zeros((rows + 1, columns + 1))
    ramp = SKIP * np.arange(columns + 1)
    best[0] = -ramp
    for row in range(rows):
        arrive = best[row] - SKIP
        arrive[1:] = np.maximum(arrive[1:], best[row, :-1] + similarity[row] - BAR)
        best[row + 1] = np.maximum.accumulate(arrive + ramp) - ramp
    low, high = np.full(rows, columns - 1), np.zeros(rows, dtype=np.int64)
    row, column = rows, columns
    while row:
        low[row - 1] = min(low[row - 1], max(column - 1, 0))
        high[row - 1] = max(high[row - 1], min(column, columns - 1))
        value = best[row, column]
        if column and math.isclose(
            value, best[row - 1, column - 1] + similarity[row - 1, column - 1] - BAR, abs_tol=1e-9
        ):
            row, column = row - 1, column - 1
        elif math.isclose(value, best[row - 1, column] - SKIP, abs_tol=1e-9):
            row -= 1
        else:
            column -= 1
    return low, high, float(best[rows, columns]) + SKIP * (rows + columns)
