"""What stands on a printed page: lines with their places."""

from __future__ import annotations

from typing import NamedTuple


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
