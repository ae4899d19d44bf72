"""Inverted lists: which units (sentences, say) hold a word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.arrays.radix import ascending
from duiqi.arrays.ragged import Ragged
from duiqi.arrays.types import IntArray


@dataclass(frozen=True, slots=True)
class Postings:
    """The units that hold each word, one row a word, in ascending order."""

    rows: Ragged
    units: IntArray

    def within(self, low: int, high: int) -> tuple[IntArray, IntArray]:
        """Where the units ``low … high`` (exclusive) of each word begin and end in ``units``."""
        width = int(self.units.max(initial=0)) + 1
        if low <= 0 and high >= width:
            return self.rows.edges[:-1], self.rows.edges[1:]
        keys, words = self.rows.owners * width + self.units, np.arange(len(self.rows)) * width
        first, last = (np.searchsorted(keys, words + min(edge, width)) for edge in (low, high))
        return first, last


def postings(unit: IntArray, word: IntArray, vocabulary: int) -> Postings:
    """Turn (unit, word) pairs, sorted by unit, round."""
    return Postings(Ragged.of_owners(word, vocabulary), unit[ascending(word)])
