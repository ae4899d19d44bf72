"""How strongly the words of one text belong together: a sparse table of Chinese and English words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.arrays.ragged import Ragged
from duiqi.arrays.types import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class TranslationTable:
    """The word pairs of each Chinese word, one row a word: both words, ``zh`` and ``en``, and the ``strength`` of each.

    Words are ids of the two vocabularies of a text.
    """

    rows: Ragged
    zh: IntArray
    en: IntArray
    strength: FloatArray

    @classmethod
    def of_pairs(cls, zh: IntArray, en: IntArray, strength: FloatArray, vocabulary: int) -> TranslationTable:
        """The pairs of ``vocabulary`` Chinese words, sorted by these."""
        return cls(Ragged.of_owners(zh, vocabulary), zh, en, strength)

    def row(self, word: int) -> slice:
        """Where the pairs of a Chinese word are."""
        return slice(int(self.rows.edges[word]), int(self.rows.edges[word + 1]))

    def stronger(self, minimum: float) -> TranslationTable:
        """The pairs of at least ``minimum`` strength."""
        keep = (self.strength >= minimum).nonzero()[0]
        return self.of_pairs(self.zh.take(keep), self.en.take(keep), self.strength.take(keep), len(self.rows))

    def between(self, zh: IntArray, en: IntArray) -> TranslationTable:
        """The pairs of the words ``zh`` with the words ``en``, both ascending, numbered in this order."""
        place = np.full(1 + max(self.en.max(initial=-1), en.max(initial=-1)), -1)
        place[en] = np.arange(len(en))
        owner, pair = self.rows.gather(zh)
        column = place.take(self.en.take(pair))
        here = (column >= 0).nonzero()[0]
        return self.of_pairs(owner.take(here), column.take(here), self.strength.take(pair.take(here)), len(zh))
