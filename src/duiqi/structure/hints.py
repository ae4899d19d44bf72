"""Hints follow their text: through the repairs of cleaning, and from a place in the text to the hint that holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duiqi.model import Edit, Hint


def carry(hints: Sequence[Hint], edits: Sequence[Edit]) -> tuple[Hint, ...]:
    """The hints with their offsets in the text after ``edits``.

    A bound inside what an edit replaced moves to the end of what replaced it, a start to its beginning.
    """
    if not hints or not edits:
        return tuple(hints)
    starts = [hint.start for hint in hints]
    ends = [hint.end for hint in hints]
    for batch in _batches(edits):
        positions = [edit.start for edit in batch]
        shifts = [0]
        for edit in batch:
            shifts.append(shifts[-1] + len(edit.after) - len(edit.before))
        starts = [_moved(start, batch, positions, shifts, opening=True) for start in starts]
        ends = [_moved(end, batch, positions, shifts, opening=False) for end in ends]
    return tuple(replace(hint, start=s, end=max(s, e)) for hint, s, e in zip(hints, starts, ends, strict=True))


class HintFinder:
    """Finds the hint that a line of the text stands in."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._hints = hints
        self._starts = [hint.start for hint in hints]

    def at(self, start: int, end: int) -> Hint | None:
        """The hint of the line ``start:end``: the last one that begins in or before it, if it reaches into it."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self._hints[index].end > start:
            return self._hints[index]
        if index + 1 < len(self._hints) and self._hints[index + 1].start < end:
            return self._hints[index + 1]
        return None


def _batches(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Runs of edits of one text, first to last: cleaning lists the edits of one fix from the last to the first."""
    batch: list[Edit] = []
    for edit in edits:
        if batch and edit.start + len(edit.before) > batch[-1].start:
            yield batch[::-1]
            batch = []
        batch.append(edit)
    if batch:
        yield batch[::-1]


def _moved(offset: int, batch: list[Edit], positions: list[int], shifts: list[int], *, opening: bool) -> int:
    index = bisect_right(positions, offset) - 1
    if index < 0:
        return offset
    edit = batch[index]
    inside = offset < edit.start + len(edit.before)
    if offset == edit.start and (opening or len(edit.before)):
        return edit.start + shifts[index]
    if inside:
        return edit.start + shifts[index] + (0 if opening else len(edit.after))
    return offset + shifts[index + 1]
