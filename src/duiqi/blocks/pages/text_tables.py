"""A plain text with its tables parted into cells, which stand on one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from duiqi.blocks.pages.drawn import Rows, find_drawn
from duiqi.model import Document, Hint

FINDERS = (find_drawn,)


class Table(NamedTuple):
    """The lines ``start`` to ``end`` of a text, and the rows that they are."""

    start: int
    end: int
    rows: Rows


def with_cells(document: Document) -> Document:
    """The document of a plain text with the cells of each table set apart by empty lines, a hint for each with its row;
    rules and bars are gone. A text without tables, and one whose file says what its parts are, comes back as it is."""
    if document.hints:
        return document
    lines = document.text.split("\n")
    tables = list(find_tables(lines))
    if not tables:
        return document
    parts: list[str] = []
    hints: list[Hint] = []
    position = done = rows = 0

    def add(text: str) -> None:
        nonlocal position
        parts.append(text)
        position += len(text)

    for table in tables:
        add("".join(line + "\n" for line in lines[done : table.start]))
        for row in table.rows:
            for cell in row:
                add("\n")
                hints.append(Hint(position, position + len(cell), kind="table cell", row=rows))
                add(cell + "\n")
            rows += 1
        add("\n")
        done = table.end
    add("\n".join(lines[done:]))
    return replace(document, text="".join(parts), hints=tuple(hints))


def find_tables(lines: Sequence[str]) -> Iterator[Table]:
    """The tables of a text, in order."""
    at = 0
    while at < len(lines):
        found = next(filter(None, (find(lines, at) for find in FINDERS)), None) if lines[at].strip() else None
        if found:
            yield Table(at, *found)
            at = found[0]
        else:
            at += 1
