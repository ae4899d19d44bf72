"""How alike stretches of the two texts are: their words as tf-idf vectors, the Chinese carried into English.

Anchors compare sentences, the coarse path chunks of sentences; both are units here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import TokenizedSide
from duiqi.arrays.postings import Postings, postings
from duiqi.arrays.radix import names
from duiqi.arrays.ragged import Ranges
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.translation_table import TranslationTable


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words that tell where one is: distinct (unit, word) pairs, sorted by unit, of ``size`` units.

    ``frequency`` is by vocabulary id: how many units hold the word.
    """

    unit: IntArray
    word: IntArray
    frequency: IntArray
    size: int

    @classmethod
    def of_side(cls, side: TokenizedSide, sentences: int, common_share: float, common_floor: int) -> UnitWords:
        """Units of so many ``sentences``. Words in more of them than this share, or than this many, tell nothing."""
        size, width = math.ceil(side.size / sentences), max(len(side.vocabulary), 1)
        keys = names(side.sentence_of_token // sentences * width + side.tokens)
        unit = keys // width
        word = keys - unit * width
        frequency = np.bincount(word, minlength=width)
        telling = (frequency[word] <= max(common_floor, common_share * size)).nonzero()[0]
        return cls(unit[telling], word[telling], frequency, size)

    def between(self, first: int, last: int) -> tuple[IntArray, IntArray]:
        """The pairs of the units ``first … last`` (exclusive), these counted from ``first``."""
        part = slice(*np.searchsorted(self.unit, [first, last]))
        return self.unit[part] - first, self.word[part]


class Similarity:
    """Sums of idf · strength · idf over the word pairs of each pair of units; ``idf`` are by vocabulary id."""

    def __init__(
        self, zh: UnitWords, en: UnitWords, zh_idf: FloatArray, en_idf: FloatArray, table: TranslationTable
    ) -> None:
        self._zh, self._en, self._zh_idf, self._en_idf, self._table = zh, en, zh_idf, en_idf, table
        self._columns = (0, 0)
        self._holders = self._held(self._columns)

    def between(self, rows: tuple[int, int], columns: tuple[int, int]) -> FloatArray:
        """Those of the Chinese units of ``rows`` and the English ones of ``columns`` (first, end), as a matrix."""
        unit, word = self._zh.between(*rows)
        owner, pair = self._table.rows.gather(word)
        stem = self._table.en.take(pair)
        weight = self._zh_idf.take(word).take(owner) * self._table.strength.take(pair) * self._en_idf.take(stem)
        # Those of the rows before were mostly the same.
        if columns != self._columns:
            self._columns, self._holders = columns, self._held(columns)
        first, count = self._holders.rows.edges.take(stem), self._holders.rows.counts.take(stem)
        held, place = Ranges(first, count).numbers()
        height, width = rows[1] - rows[0], columns[1] - columns[0]
        cell = (unit * width).take(owner).take(held) + self._holders.units.take(place)
        dense = np.bincount(cell, weights=weight.take(held), minlength=height * width).reshape(height, width)
        return dense.astype(np.float64, copy=False)  # bincount of nothing gives integers

    def _held(self, columns: tuple[int, int]) -> Postings:
        """The English units of these columns, counted from the first, that hold each word."""
        return postings(*self._en.between(*columns), len(self._en_idf))
