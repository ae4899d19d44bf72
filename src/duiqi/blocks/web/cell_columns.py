"""In which column each cell of a table begins, where cells before it go over several columns, or down over several rows
(the HTML Standard, "Forming a table")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ROWS = ("tr", "{*}tr")
CELLS = ("td", "th", "{*}td", "{*}th")
# Cells that go down into one row: those behind are not followed, which keeps the work small. A choice: tables that are
# read have far fewer.
MOST_DOWN = 64


def cell_columns(rows: Any) -> Iterator[tuple[Any, int]]:
    """The cells of the rows of ``rows`` (a table, or a part of one) with the number of the column each begins in."""
    down: list[tuple[int, int, int]] = []  # begin and end of what goes down so far, and the last row that it reaches
    for number, row in enumerate(rows.iterchildren(*ROWS)):
        column, passed = 0, 0
        down = sorted(span for span in down if span[2] >= number)[:MOST_DOWN]
        for cell in row.iterchildren(*CELLS):
            while passed < len(down) and down[passed][0] <= column:
                column = max(column, down[passed][1])
                passed += 1
            yield cell, column
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if height > 1:
                down.append((column, column + width, number + height - 1))
            column += width


def _span(cell: Any, name: str) -> int:
    told = str(cell.get(name) or "1").strip()
    # In HTML 1,000 columns and 65,534 rows at most.
    return int(told) if told.isdecimal() and len(told) < 6 else 1
