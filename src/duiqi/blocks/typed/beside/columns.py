"""The stretches of a text in which two languages stand beside each other, and the rows or columns that these are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.typed.beside.cuts import LEAST, Cutter, Sides, cutter_of
from duiqi.blocks.typed.beside.gaps import GAP, gap_of
from duiqi.blocks.typed.beside.rows import Rows, rows_of
from duiqi.blocks.typed.beside.wrapping import are_wrapped, odds, some_end
from duiqi.blocks.typed.widths import width_of
from duiqi.text.chars import STOP

# Of a stretch so many lines have both languages, so many have one and go on below such a line, and so much of all
# begins in its column. Choices, by contracts and laws in a dozen layouts.
BOTH, GOING_ON, SURE = 3, 2, 0.25
# Further columns stand in so many of its lines at most.
MORE = 0.2
# One bar, with space before it and behind.
BAR, BARS = re.compile(r"[^|｜│]*\s[|｜│](?:\s[^|｜│]*)?"), re.compile("[|｜│]")
# Neither side has so much more of all than the other: keys and words beside what is said of them have.
UNLIKE = 4
LONGEST_GAP = 2  # empty lines within a stretch


class Beside(NamedTuple):
    """The lines ``start`` to ``end``, and their rows: of two cells each where the languages stand in rows, else of
    one, the left column before the right."""

    start: int
    end: int
    rows: Rows


def find_beside(lines: Sequence[str], may_begin: Collection[int]) -> Iterator[Beside]:
    """The stretches of two languages side by side, in order, that run over several lines in a row; ``may_begin`` are
    the lines that may have a gap, in order."""
    lines = _without_bars(lines, may_begin)
    gaps = {k: gap for k in may_begin if (gap := gap_of(lines[k]))}
    cutter = cutter_of(lines, gaps, BOTH)
    end = 0
    for k, (at, order) in gaps.items() if cutter else ():
        if k < end or cutter is None or order != cutter.order:
            continue
        start, sides = _stretch(lines, k, cutter.column(lines[k], at), cutter, end)
        end = start + len(sides)
        columns = sides if _goes_on(sides) else _wrapped_alike(sides)
        if _are_columns(columns):
            length, rows = rows_of(columns)
            yield Beside(start, start + length, rows)


def _without_bars(lines: Sequence[str], may_begin: Collection[int]) -> Sequence[str]:
    """The lines with a space for the one bar of each, where most that may have one do."""
    barred = {k: lines[k] for k in may_begin if BAR.fullmatch(lines[k])}
    if len(barred) <= max(BOTH, len(may_begin) / 2):
        return lines
    changed = list(lines)
    for k, line in barred.items():
        changed[k] = BARS.sub(" ", line)
    return changed


def _stretch(lines: Sequence[str], at: int, column: int, cutter: Cutter, after: int) -> tuple[int, list[Sides | None]]:
    """Where the stretch begins that holds a line, and the sides of its lines, None for an empty one."""
    start, found = at, list[Sides | None]()
    while start > after and (sides := cutter.sides(lines[start - 1], column)) and sides.left and sides.right:
        start -= 1
    for line in lines[start:]:
        blank = not line.strip()
        sides = None if blank else cutter.sides(line, column)
        if not sides and not blank and found[-1:] == [None] and _is_open(found):
            # The columns of the next page may begin elsewhere.
            column = max(cutter.column(line), round(LEAST * column))
            sides = cutter.sides(line, column)
        if not sides and (not blank or found[-LONGEST_GAP:] == [None] * LONGEST_GAP):
            break
        found.append(sides)
        column = sides.column if sides and sides.left and sides.column else column
    while found and not found[-1]:
        found.pop()
    return start, found


def _is_open(stretch: Sequence[Sides | None]) -> bool:
    """Whether the last text of the right side ends no sentence."""
    last = next((sides.right for sides in reversed(stretch) if sides and sides.right), "")
    return bool(last) and not STOP.search(last)


def _goes_on(stretch: Sequence[Sides | None]) -> bool:
    """Whether lines of one side go on below lines of both."""
    going_on = sum(
        above is not None and below is not None and not (below.left and below.right)
        for above, below in pairwise(stretch)
    )
    return going_on >= GOING_ON


def _wrapped_alike(stretch: Sequence[Sides | None]) -> Sequence[Sides | None]:
    """The stretch to the empty line behind its last one with both sides, if they are wrapped; else nothing."""
    last = max((k for k, sides in enumerate(stretch) if sides and sides.left and sides.right), default=0)
    stretch = stretch[: next((k for k in range(last, len(stretch)) if not stretch[k]), len(stretch))]
    columns = [[(sides.left, sides.right)[side] if sides else "" for sides in stretch] for side in (0, 1)]
    return stretch if all(map(some_end, columns)) and are_wrapped(*map(odds, columns)) else []


def _are_columns(stretch: Sequence[Sides | None]) -> bool:
    lines = [sides for sides in stretch if sides]
    both = [sides for sides in lines if sides.left and sides.right]
    if len(both) < BOTH:
        return False
    widths = [sum(map(width_of, side)) for side in zip(*((sides.left, sides.right) for sides in lines), strict=True)]
    if max(widths) > UNLIKE * min(widths):
        return False
    sure = sum(bool(sides.column) for sides in lines)
    more = sum(bool(GAP.search(sides.left) or GAP.search(sides.right)) for sides in both)
    return sure >= SURE * len(lines) and more <= MORE * len(both)
