"""What a file tells of its text follows the text through the repairs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from duiqi.cleaning.edits import batches
from duiqi.inline import Code, Codes
from duiqi.model import Edit, Hint


def carry(hints: Sequence[Hint], edits: Sequence[Edit]) -> tuple[Hint, ...]:
    """The hints with their offsets in the text after ``edits``.

    A bound inside what an edit replaced moves to the end of what replaced it, a start to its beginning.
    """
    if not hints or not edits:
        return tuple(hints)
    starts = [hint.start for hint in hints]
    ends = [hint.end for hint in hints]
    for batch in batches(edits):
        positions = [edit.start for edit in batch]
        shifts = [0]
        for edit in batch:
            shifts.append(shifts[-1] + len(edit.after) - len(edit.before))
        starts = [_moved(start, batch, positions, shifts, opening=True) for start in starts]
        ends = [_moved(end, batch, positions, shifts, opening=False) for end in ends]
    return tuple(
        hint if hint.start == s and hint.end == e else replace(hint, start=s, end=max(s, e))
        for hint, s, e in zip(hints, starts, ends, strict=True)
    )


def carry_codes(codes: Sequence[Code], edits: Sequence[Edit]) -> Codes:
    """The inline codes at their offsets in the text after ``edits``. Those within what was replaced are not there any
    more, and neither are their partners."""
    if not codes or not edits:
        return tuple(codes)
    places = [code.start for code in codes]
    lost: set[int] = set()
    for batch in batches(edits):
        positions = [edit.start for edit in batch]
        shifts = [0]
        for edit in batch:
            shifts.append(shifts[-1] + len(edit.after) - len(edit.before))
        for k, place in enumerate(places):
            index = bisect_right(positions, place) - 1
            if index >= 0 and positions[index] < place < positions[index] + len(batch[index].before):
                lost.add(k)
            places[k] = _moved(place, batch, positions, shifts, opening=codes[k].element != "ept")
    pairs = {codes[k].get("i") for k in lost} - {""}
    return tuple(
        code.at(place, place)
        for k, (code, place) in enumerate(zip(codes, places, strict=True))
        if k not in lost and not (pairs and code.get("i") in pairs)
    )


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
