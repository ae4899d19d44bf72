"""Inverted lists: which units (sentences, say) hold a word."""

from __future__ import annotations

from dataclasses import dataclass

from duiqi.arrays.radix import ascending
from duiqi.arrays.ragged import Ragged
from duiqi.arrays.types import IntArray


@dataclass(frozen=True, slots=True)
class Postings:
    """The units that hold each word, one row a word, in ascending order."""

    rows: Ragged
    units: IntArray


def postings(unit: IntArray, word: IntArray, vocabulary: int) -> Postings:
    """Turn (unit, word) pairs, sorted by unit, round."""
    return Postings(Ragged.of_owners(word, vocabulary), unit[ascending(word)])
