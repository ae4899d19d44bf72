"""What stands on a printed page: lines with their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiqi.structure.hard_lines import glue

# Parts of a line stand at one height and no further apart than this, in units of the size of type.
LEVEL, GAP, SPACE = 0.35, 0.9, 0.12


class Place(NamedTuple):
    """A cell of a table on a page: the number of the table, of the row and of the column."""

    table: int
    row: int
    column: int


class Printed(NamedTuple):
    """A line on a page, or the part of one in a cell: its text, its ends and base line in points (``base`` grows
    upwards), and size of type."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    cell: Place | None = None


def one_line(page: Sequence[Printed]) -> list[Printed]:
    """The lines of a page, those put together that the file has in parts where the type changes."""
    lines: list[Printed] = []
    for line in page:
        last = lines[-1] if lines else None
        if last and _goes_on(last, line):
            spaced = line.left - last.right > SPACE * line.size
            between = glue(last.text[-1:], line.text[0]) if spaced else ""
            lines[-1] = last._replace(text=last.text + between + line.text, right=line.right)
        else:
            lines.append(line)
    return lines


def _goes_on(last: Printed, line: Printed) -> bool:
    size = max(last.size, line.size)
    return (
        abs(last.base - line.base) < LEVEL * size
        and -LEVEL * size < line.left - last.right < GAP * size
        and last.cell == line.cell
    )
