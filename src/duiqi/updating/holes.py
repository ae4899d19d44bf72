"""What was deleted from a memory that ``align`` wrote, before any update made a record of it.

Its units bear the numbers of their sentences. When the release is as it was (each unit of it is among the new pairs,
with the same numbers), a new pair whose sentences the memory passes over was there and is no more. One after the last
unit may as well have been added to the release, and one that scores below all of them may have been filtered out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from duiqi.model import Pair


@dataclass(frozen=True, slots=True)
class NumberedUnit:
    """A unit that duiqi made: its id (8 bytes), the numbers of its sentences as ``x-ids`` has them, its score."""

    id: bytes
    numbers: str
    score: float


def numbers_of(pair: Pair) -> str:
    """The numbers of a pair's sentences as ``x-ids`` has them."""
    return f"{list(pair.bead.zh)}:{list(pair.bead.en)}"


def passed_over(units: Sequence[NumberedUnit], pairs: Sequence[tuple[bytes, Pair]]) -> set[bytes]:
    """The ids of those of ``pairs`` that the memory passes over; ``units`` and ``pairs`` are of one document."""
    numbers = {id: numbers_of(pair) for id, pair in pairs}
    times = Counter(unit.id for unit in units)
    for unit in units:
        if unit.id not in numbers or (times[unit.id] == 1 and numbers[unit.id] != unit.numbers):
            return set()
    known = [pair for id, pair in pairs if id in times]
    if not known:
        return set()
    zh, en = max(pair.bead.zh.stop for pair in known), max(pair.bead.en.stop for pair in known)
    lowest = min(unit.score for unit in units)
    return {
        id
        for id, pair in pairs
        if id not in times and pair.score >= lowest and pair.bead.zh.stop <= zh and pair.bead.en.stop <= en
    }
