"""Rows in the order of the text again: a person sorts a table by score, and looks at the doubtful ones first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

from duiqi.corrections.rows.matching import likeness
from duiqi.model import Alignment, Bead, Pair

Key = TypeVar("Key", bound=Hashable)
# As in places.py: what a person edited still shares this with what it was.
SURE = 0.8


def in_order_of_the_text(alignment: Alignment, beads: Sequence[Bead], rows: Sequence[Pair]) -> list[Pair]:
    """The rows by the bead that each reads like, and one that reads like none after the row before it.

    Rows whose beads follow each other already stay as they are, so that text which was moved between neighbours, and
    rows that were put in, are where the person has them.
    """
    old = [alignment.pair(bead) for bead in beads]
    places = _by_texts(old, rows)
    found = [place for place in places if place is not None]
    if all(a <= b for a, b in pairwise(found)):
        return list(rows)
    last = -1
    keys: list[int] = []
    for place in places:
        last = last if place is None else place
        keys.append(last)
    return [rows[k] for k in sorted(range(len(rows)), key=keys.__getitem__)]


def _by_texts(old: Sequence[Pair], rows: Sequence[Pair]) -> list[int | None]:
    """For each row the number of the pair that it was: one with its texts, with its numbers and like texts, with the
    same text on one side."""
    places: list[int | None] = [None] * len(rows)
    free = set(range(len(old)))
    _take(old, rows, places, free, lambda pair: (pair.zh, pair.en, pair.bead.zh, pair.bead.en))
    _take(old, rows, places, free, lambda pair: (pair.zh, pair.en))
    numbered = {(pair.bead.zh, pair.bead.en): k for k, pair in enumerate(old)}
    for k, row in enumerate(rows):
        at = numbered.get((row.bead.zh, row.bead.en))
        if places[k] is None and at in free and _is_of(row, old[at]):
            places[k] = at
            free.discard(at)
    _take(old, rows, places, free, lambda pair: pair.zh)
    _take(old, rows, places, free, lambda pair: pair.en)
    return places


def _take(
    old: Sequence[Pair],
    rows: Sequence[Pair],
    places: list[int | None],
    free: set[int],
    key: Callable[[Pair], Key],
) -> None:
    """Give rows that have no place that of a pair with the same key; of several the first that is free."""
    known: dict[Key, list[int]] = {}
    for k in sorted(free, reverse=True):
        known.setdefault(key(old[k]), []).append(k)
    for k, row in enumerate(rows):
        same = known.get(key(row)) if key(row) else None
        if places[k] is None and same:
            at = same.pop()
            places[k] = at
            free.discard(at)


def _is_of(row: Pair, pair: Pair) -> bool:
    """Whether a row was edited, merged or split from a pair: a side of it is in that of the other, or much like it."""
    sides = ((row.zh, pair.zh), (row.en, pair.en))
    return any(a and b and (a in b or b in a or likeness(a, b) >= SURE) for a, b in sides)
