"""Where to look for anchors in a long text: a rough path over chunks of sentences, at a cost linear in length."""

from __future__ import annotations

import math

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, Side, Table
from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import Window, expand, postings
from duiqi.arrays.types import FloatArray, IntArray

# A text is cut into about this many chunks a side, however long it is, but chunks are no smaller than SMALLEST.
CHUNKS, SMALLEST = 400, 25
# Words in more chunks than this share tell nothing about place (as for anchors); up to 8 chunks always count.
COMMON_SHARE, COMMON_FLOOR = 0.05, 8
# A chunk pair on the path gains its similarity (1 = as good as row and column get) less BAR; each step that skips a
# chunk costs SKIP. Swept on the development documents joined and with 2,000 sentences taken out: BAR .1–.4.
BAR, SKIP = 0.25, 0.02
# Sentences looked at on either side of the path.
REACH = 150


def coarse_window(bitext: Bitext, table: Table) -> Window:
    """For each Chinese sentence the range of English sentences near the rough path."""
    n, m = bitext.zh.size, bitext.en.size
    chunk = max(SMALLEST, math.ceil(max(n, m) / CHUNKS))
    similarity = _similarity(bitext, table, chunk)
    low, high = _path_ranges(similarity)
    margin = math.ceil(REACH / chunk)
    of_sentence = np.arange(n) // chunk
    return Window(
        np.maximum((low[of_sentence] - margin) * chunk, 0),
        np.minimum((high[of_sentence] + 1 + margin) * chunk, m),
    )


def _chunk_words(side: Side, chunk: int) -> tuple[IntArray, IntArray, FloatArray]:
    """Distinct (chunk, word) pairs of the words that tell, and each word's idf over chunks."""
    chunks, width = math.ceil(side.size / chunk), max(len(side.vocabulary), 1)
    keys, _ = distinct(side.sentence_of_token // chunk * width + side.tokens)
    where, word = keys // width, keys % width
    frequency = np.bincount(word, minlength=width)
    telling = frequency[word] <= max(COMMON_FLOOR, COMMON_SHARE * chunks)
    return where[telling], word[telling], np.log((chunks + 1.0) / np.maximum(frequency, 1))


def _similarity(bitext: Bitext, table: Table, chunk: int) -> FloatArray:
    """(chunks of zh, chunks of en): shared words by idf · strength · idf, relative to the best of row and column."""
    zh_chunk, zh_word, zh_idf = _chunk_words(bitext.zh, chunk)
    en_chunk, en_word, en_idf = _chunk_words(bitext.en, chunk)
    where = postings(en_chunk, en_word, len(bitext.en.vocabulary))
    rows, columns = math.ceil(bitext.zh.size / chunk), math.ceil(bitext.en.size / chunk)
    total = np.zeros((rows, columns))
    for row in range(rows):
        word = zh_word[slice(*np.searchsorted(zh_chunk, [row, row + 1]))]
        owner, place = expand(table.indptr[word + 1] - table.indptr[word])
        pair = table.indptr[word][owner] + place
        stem = table.columns[pair]
        weight = zh_idf[word][owner] * table.strength[pair] * en_idf[stem]
        owner, place = expand(where.indptr[stem + 1] - where.indptr[stem])
        column = where.sentences[where.indptr[stem][owner] + place]
        total[row] = np.bincount(column, weights=weight[owner], minlength=columns)
    best = np.sqrt(total.max(axis=1)[:, None] * total.max(axis=0)[None, :])
    return np.asarray(total / np.maximum(best, 1e-9))


def _path_ranges(similarity: FloatArray) -> tuple[IntArray, IntArray]:
    """First and last column that the best monotone path visits in each row."""
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
        low[row - 1], high[row - 1] = (
            min(low[row - 1], max(column - 1, 0)),
            max(high[row - 1], min(column, columns - 1)),
        )
        value = best[row, column]
        if column and math.isclose(
            value, best[row - 1, column - 1] + similarity[row - 1, column - 1] - BAR, abs_tol=1e-9
        ):
            row, column = row - 1, column - 1
        elif math.isclose(value, best[row - 1, column] - SKIP, abs_tol=1e-9):
            row -= 1
        else:
            column -= 1
    return low, high
