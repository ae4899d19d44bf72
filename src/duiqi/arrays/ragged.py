"""Ranges of unequal length laid end to end, and inverted lists: the two idioms that keep loops out of the aligner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.arrays.radix import ascending
from duiqi.arrays.types import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Window:
    """For each Chinese sentence the range ``[low, high)`` of English sentences it is compared with."""

    low: IntArray
    high: IntArray


@dataclass(frozen=True, slots=True)
class Postings:
    """Which sentences hold a word: those of word ``w`` are ``sentences[indptr[w]:indptr[w + 1]]``."""

    indptr: IntArray
    sentences: IntArray

    def within(self, low: int, high: int) -> tuple[IntArray, IntArray]:
        """Where the sentences ``low … high`` (exclusive) of each word begin and end in ``sentences``."""
        width = int(self.sentences.max(initial=0)) + 1
        word = np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))
        keys, words = word * width + self.sentences, np.arange(len(self.indptr) - 1) * width
        first, last = (np.searchsorted(keys, words + min(edge, width)) for edge in (low, high))
        return first, last


def postings(sentence: IntArray, word: IntArray, vocabulary: int) -> Postings:
    """Turn (sentence, word) pairs, sorted by sentence, round."""
    order = ascending(word)
    indptr = np.zeros(vocabulary + 1, dtype=np.int64)
    np.cumsum(np.bincount(word, minlength=vocabulary), out=indptr[1:])
    return Postings(indptr, sentence[order])


def expand(counts: IntArray) -> tuple[IntArray, IntArray]:
    """For ranges of the given lengths: which range each element is of, and its place inside."""
    owner = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) - np.repeat(starts, counts)


def sums(where: IntArray, values: FloatArray, size: int) -> FloatArray:
    """(size,) the sum of the ``values`` of each place; floats even where there are none (np.bincount then counts)."""
    return np.bincount(where, weights=values, minlength=size).astype(np.float64, copy=False)


def range_sums(values: FloatArray, counts: IntArray) -> FloatArray:
    """The sum of each of the ranges of the given lengths that ``values`` consists of."""
    out = np.zeros(len(counts))
    # np.add.reduceat would give the next value for an empty range.
    filled = np.flatnonzero(counts > 0)
    if len(filled):
        out[filled] = np.add.reduceat(values, (np.cumsum(counts) - counts)[filled])
    return out
