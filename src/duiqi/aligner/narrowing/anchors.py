"""Anchors: sentence pairs so alike that the alignment surely passes through them.

Similarity is that of tf-idf vectors, the Chinese one carried into English by the strength of word pairs. A pair is a
candidate when it stands out in its row and column; the heaviest increasing chain of candidates are the anchors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.narrowing.coarse_path import Corridor, coarse_corridor
from duiqi.aligner.narrowing.similarity import Similarity, UnitWords
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.translation_table import TranslationTable

# Words in more than this share of the sentences say nothing about where one is (docs/scoring.md, anchors). In a short
# text one sentence is a large share, so words of up to five sentences always count.
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
# Where nothing tells which way to go sentences come again and again: of equally similar ones those nearest the straight
# line are candidates. So little more, over the whole text, changes nothing else.
NEARER = 1e-9


Alike = tuple[IntArray, IntArray, FloatArray]


def find_anchors(bitext: Bitext, alike: Alike | None = None) -> list[tuple[int, int]]:
    """Sentence pairs (Chinese, English), strictly increasing on both sides; empty where nothing stands out.

    ``alike`` are those that ``alike_sentences`` finds, where they are known.
    """
    return _on_the_diagonal(heaviest_chain(*(alike_sentences(bitext) if alike is None else alike)))


def alike_sentences(bitext: Bitext) -> Alike:
    """Sentence pairs that stand out, with their similarity relative to what is usual in their row and column."""
    n, m = bitext.zh.size, bitext.en.size
    if min(n, m) < TOP:
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    table = bitext.table.stronger(MIN_STRENGTH)
    if max(n, m) <= FULL_WIDTH:
        corridor = Corridor(np.zeros(n, dtype=np.int64), np.full(n, m, dtype=np.int64))
    else:
        corridor = coarse_corridor(bitext, table)
    return _alike(bitext, table, corridor)


def _alike(bitext: Bitext, table: TranslationTable, corridor: Corridor) -> Alike:
    zh, en = bitext.zh, bitext.en
    zh_words, en_words = (UnitWords.of_side(side, 1, COMMON_SHARE, COMMON_FLOOR) for side in (zh, en))
    similarity = Similarity(zh_words, en_words, zh.idf, en.idf, table)
    zh_norm, en_norm = _norms(zh_words, zh.idf), _norms(en_words, en.idf)

    best_of_column = np.zeros((TOP, en.size))
    kept: list[tuple[IntArray, IntArray, FloatArray, FloatArray]] = []
    for top in range(0, zh.size, ROWS_AT_A_TIME):
        bottom = min(top + ROWS_AT_A_TIME, zh.size)
        low, high = int(corridor.low[top:bottom].min()), int(corridor.high[top:bottom].max())
        # There must be TOP sentences to choose among.
        low, high = max(min(low, en.size - TOP), 0), max(high, min(TOP, en.size))
        dense = similarity.between((top, bottom), (low, high))
        dense /= zh_norm[top:bottom, None] * en_norm[None, low:high]
        if corridor.straight:
            middle = (corridor.low[top:bottom] + corridor.high[top:bottom]) / 2
            dense -= NEARER / en.size * np.abs(np.arange(low, high) - middle[:, None])
        columns, best = _greatest(dense)
        usual = best.mean(axis=1, keepdims=True)
        # The others do not stand out, whatever is usual in their columns.
        rows, places = np.nonzero((best > 0) & (best / (usual / 2 + PRIOR_SIMILARITY) >= MIN_CONTRAST))
        kept.append((rows + top, columns[rows, places] + low, best[rows, places], usual[rows, 0]))
        stacked = np.concatenate([best_of_column[:, low:high], dense])
        best_of_column[:, low:high] = _greatest(np.ascontiguousarray(stacked.T))[1].T
    row, column, value, usual = (np.concatenate(part) for part in zip(*kept, strict=True))
    contrast = value / ((usual + best_of_column.mean(axis=0)[column]) / 2 + PRIOR_SIMILARITY)
    good = contrast >= MIN_CONTRAST
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


def _norms(words: UnitWords, idf: FloatArray) -> FloatArray:
    squares = np.bincount(words.unit, weights=idf[words.word] * idf[words.word], minlength=words.size)
    return np.sqrt(np.maximum(squares, 1.0))


def heaviest_chain(row: IntArray, column: IntArray, weight: FloatArray) -> list[tuple[int, int]]:
    """The chain, strictly increasing in row and column, of greatest total weight (all weights are above 0).

    Of the chains so far those are kept that no other ends before and weighs as much as: sorted by where they end they
    are by weight too, so that one search finds the heaviest that ends before a column.
    """
    order = np.lexsort((-column, row))
    rows, columns, weights = row[order].tolist(), column[order].tolist(), weight[order].tolist()
    ends, totals, items = [-1], [0.0], [-1]
    previous = [-1] * len(rows)
    for k, (col, gain) in enumerate(zip(columns, weights, strict=True)):
        at = bisect_left(ends, col)
        previous[k], value = items[at - 1], totals[at - 1] + gain
        beyond = bisect_right(totals, value, at)
        if at < len(ends) and ends[at] == col and totals[at] >= value:
            continue
        if beyond == at + 1:  # most
            ends[at], totals[at], items[at] = col, value, k
        else:
            ends[at:beyond], totals[at:beyond], items[at:beyond] = [col], [value], [k]
    chain: list[tuple[int, int]] = []
    end = items[-1]
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
    # Reflected at both ends, as by np.pad, which takes as long as the rest.
    padded = np.concatenate([diagonal[reach:0:-1], diagonal, diagonal[-2 : -2 - reach : -1]])
    before = np.lib.stride_tricks.sliding_window_view(padded, reach)[: len(chain)]
    after = np.lib.stride_tricks.sliding_window_view(padded, reach)[reach + 1 : reach + 1 + len(chain)]
    # A real gap shifts the diagonal: an anchor may agree with those before it or with those after it.
    off = np.minimum(np.abs(diagonal - _medians(before)), np.abs(diagonal - _medians(after)))
    return [pair for pair, far in zip(chain, off, strict=True) if far <= MAX_OFF_DIAGONAL]


def _medians(rows: IntArray) -> FloatArray:
    """The median of each row, sooner than by np.median."""
    ordered, length = np.sort(rows, axis=1), rows.shape[1]
    return np.asarray((ordered[:, (length - 1) // 2] + ordered[:, length // 2]) / 2)
