"""Anchors: sentence pairs so alike that the alignment surely passes through them.

Similarity is that of tf-idf vectors, the Chinese one carried into English by the strength of word pairs. A pair is a
candidate when it stands out in its row and column; the heaviest increasing chain of candidates are the anchors.
"""

from __future__ import annotations

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, Side, Table
from duiqi.aligner.narrowing.coarse_path import coarse_window
from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import Postings, Window, expand, postings
from duiqi.arrays.types import FloatArray, IntArray

# Words in more than this share of the sentences say nothing about where one is (ALIGNER recipe: 5%). In a short text
# one sentence is a large share, so words of up to five sentences always count.
COMMON_SHARE, COMMON_FLOOR = 0.05, 5
# Weaker word pairs make up most of the work and none of the anchors: swept 0.1–0.5 on macdev with no anchor lost.
MIN_STRENGTH = 0.3
# The best cells of a row are its candidates, and with those of the column tell what similarity is usual there; how far
# (in multiples of the usual one) a candidate must stand out.
TOP, PRIOR_SIMILARITY, MIN_CONTRAST = 4, 0.15, 0.45
# Anchors farther than this from the median diagonal of their neighbours are dropped.
NEIGHBOURS, MAX_OFF_DIAGONAL = 10, 10
# Up to this many sentences a side every pair is compared; longer texts only near a coarse path.
FULL_WIDTH = 1600
ROWS_AT_A_TIME = 250


def find_anchors(bitext: Bitext) -> list[tuple[int, int]]:
    """Sentence pairs (Chinese, English), strictly increasing on both sides; empty where nothing stands out."""
    n, m = bitext.zh.size, bitext.en.size
    if min(n, m) < TOP:
        return []
    table = bitext.table.stronger(MIN_STRENGTH)
    if max(n, m) <= FULL_WIDTH:
        window = Window(np.zeros(n, dtype=np.int64), np.full(n, m, dtype=np.int64))
    else:
        window = coarse_window(bitext, table)
    candidates = _candidates(bitext, table, window)
    chain = heaviest_chain(*candidates)
    return _on_the_diagonal(chain)


def sentence_words(side: Side) -> tuple[IntArray, IntArray]:
    """Distinct (sentence, word) pairs of the words that are not too common, sorted by sentence."""
    limit = max(COMMON_FLOOR, COMMON_SHARE * side.size)
    width = max(len(side.vocabulary), 1)
    keys, _ = distinct(side.sentence_of_token * width + side.tokens)
    sentence, word = keys // width, keys % width
    rare = np.bincount(word, minlength=width)[word] <= limit
    return sentence[rare], word[rare]


def _candidates(bitext: Bitext, table: Table, window: Window) -> tuple[IntArray, IntArray, FloatArray]:
    """Pairs that stand out, with their similarity relative to what is usual in their row and column."""
    zh, en = bitext.zh, bitext.en
    zh_sentence, zh_word = sentence_words(zh)
    en_sentence, en_word = sentence_words(en)
    where = postings(en_sentence, en_word, len(en.vocabulary))
    zh_norm = _norms(zh_sentence, zh.idf[zh_word], zh.size)
    en_norm = _norms(en_sentence, en.idf[en_word], en.size)

    best_of_column = np.zeros((TOP, en.size))
    kept: list[tuple[IntArray, IntArray, FloatArray, FloatArray]] = []
    for top in range(0, zh.size, ROWS_AT_A_TIME):
        bottom = min(top + ROWS_AT_A_TIME, zh.size)
        low, high = int(window.low[top:bottom].min()), int(window.high[top:bottom].max())
        # A window must hold TOP sentences to choose among.
        low, high = max(min(low, en.size - TOP), 0), max(high, min(TOP, en.size))
        part = slice(*np.searchsorted(zh_sentence, [top, bottom]))
        dense = _similarities(
            zh_sentence[part] - top, zh_word[part], zh.idf, en.idf, table, where, (bottom - top, low, high)
        )
        dense /= zh_norm[top:bottom, None] * en_norm[None, low:high]
        columns, best = _greatest(dense)
        rows = np.repeat(np.arange(top, bottom), TOP)
        kept.append((rows, columns.ravel() + low, best.ravel(), np.repeat(best.mean(axis=1), TOP)))
        stacked = np.concatenate([best_of_column[:, low:high], dense])
        best_of_column[:, low:high] = np.partition(stacked, -TOP, axis=0)[-TOP:]
    row, column, value, usual = (np.concatenate(part) for part in zip(*kept, strict=True))
    contrast = value / ((usual + best_of_column.mean(axis=0)[column]) / 2 + PRIOR_SIMILARITY)
    good = (value > 0) & (contrast >= MIN_CONTRAST)
    return row[good], column[good], contrast[good]


def _greatest(dense: FloatArray) -> tuple[IntArray, FloatArray]:
    """(rows, TOP) the columns of the greatest similarities of each row, the first of equal ones, and these.

    ``dense`` stays as it is.
    """
    rows = np.arange(len(dense))
    columns = np.empty((len(dense), TOP), dtype=np.int64)
    best = np.empty((len(dense), TOP))
    # A few passes for the greatest take a fraction of the time of np.argpartition, whose choice among equal ones may
    # depend on the processor.
    for k in range(TOP):
        columns[:, k] = dense.argmax(axis=1)
        best[:, k] = dense[rows, columns[:, k]]
        dense[rows, columns[:, k]] = -1.0
    dense[rows[:, None], columns] = best
    return columns, best


def _norms(sentence: IntArray, weight: FloatArray, size: int) -> FloatArray:
    squares = np.bincount(sentence, weights=weight * weight, minlength=size)
    return np.sqrt(np.maximum(squares, 1.0))


def _similarities(
    row: IntArray,
    word: IntArray,
    zh_idf: FloatArray,
    en_idf: FloatArray,
    table: Table,
    where: Postings,
    shape: tuple[int, int, int],
) -> FloatArray:
    """Dense (rows, high - low) sums of idf · strength · idf over the word pairs of each sentence pair."""
    rows, low, high = shape
    width = high - low
    owner, place = expand(table.indptr[word + 1] - table.indptr[word])
    pair = table.indptr[word][owner] + place
    stem = table.columns[pair]
    weight = zh_idf[word][owner] * table.strength[pair] * en_idf[stem]
    line = row[owner]
    first, last = where.within(low, high)
    owner, place = expand(last[stem] - first[stem])
    cell = line[owner] * width + where.sentences[first[stem][owner] + place] - low
    dense = np.bincount(cell, weights=weight[owner], minlength=rows * width).reshape(rows, width)
    return dense.astype(np.float64, copy=False)  # bincount of nothing gives integers


def heaviest_chain(row: IntArray, column: IntArray, weight: FloatArray) -> list[tuple[int, int]]:
    """The chain, strictly increasing in row and column, of greatest total weight (ties: the first found).

    A Fenwick tree over columns keeps the best chain that ends at or before each column: O(k log k).
    """
    order = np.lexsort((-column, row))
    rows, columns, weights = row[order].tolist(), column[order].tolist(), weight[order].tolist()
    size = max(columns, default=-1) + 1
    best_value, best_item = [0.0] * (size + 1), [-1] * (size + 1)
    previous = [-1] * len(rows)
    end, end_value = -1, 0.0
    for k, (col, gain) in enumerate(zip(columns, weights, strict=True)):
        value, before, node = 0.0, -1, col
        while node > 0:
            if best_value[node] > value:
                value, before = best_value[node], best_item[node]
            node -= node & -node
        previous[k], value = before, value + gain
        if value > end_value:
            end, end_value = k, value
        node = col + 1
        while node <= size:
            if value > best_value[node]:
                best_value[node], best_item[node] = value, k
            node += node & -node
    chain: list[tuple[int, int]] = []
    while end >= 0:
        chain.append((rows[end], columns[end]))
        end = previous[end]
    return chain[::-1]


def _on_the_diagonal(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop anchors that are far from the median diagonal of the anchors around them."""
    if len(chain) < 3:
        return chain
    diagonal = np.array([j - i for i, j in chain])
    reach = min(NEIGHBOURS, len(chain) - 1)
    padded = np.pad(diagonal, reach, mode="reflect")
    before = np.lib.stride_tricks.sliding_window_view(padded, reach)[: len(chain)]
    after = np.lib.stride_tricks.sliding_window_view(padded, reach)[reach + 1 : reach + 1 + len(chain)]
    # A real gap shifts the diagonal: an anchor may agree with those before it or with those after it.
    off = np.minimum(np.abs(diagonal - np.median(before, axis=1)), np.abs(diagonal - np.median(after, axis=1)))
    return [pair for pair, far in zip(chain, off, strict=True) if far <= MAX_OFF_DIAGONAL]
