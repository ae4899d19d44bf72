"""The rows of a table as text to be aligned: the cells of its two language columns, what the others hold left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.tables.both import columns_of_both, on_two_lines
from duiqi.blocks.tables.columns import HEAD_CELL, Columns, Row, find_columns, head_row, language_of_head
from duiqi.blocks.tables.keyed import key_column, keyed_lines
from duiqi.blocks.tables.named import choice_note, choose_columns
from duiqi.errors import InputError
from duiqi.model import Omission
from duiqi.text.chars import LETTER

# Characters of a cell in a text file: the default limit of Python's csv module. A chapter has fewer.
MAX_CELL = 131_072

# Rows of a table that is turned on its side: a few languages, and a number or note. A choice.
MOST_TURNED = 6


@dataclass(frozen=True, slots=True)
class TableText:
    """The lines of a table, what of it was left out, and what there is to tell of its columns."""

    lines: tuple[Line, ...]
    omissions: tuple[Omission, ...] = ()
    notes: tuple[str, ...] = ()


def read_table(rows: Iterable[Row], name: str, encoding: str, wanted: tuple[str, str] | None = None) -> Reading:
    """The language columns of a file that is one table, as text to be aligned. Raises InputError for a giant cell, and
    where there are no such columns as are ``wanted``."""
    whole = [row for row in rows if any(map(str.strip, row.cells))]
    for row in whole:
        if max(map(len, row.cells)) > MAX_CELL:
            raise InputError(
                "it is no table", path=name, line=row.number, advice=f"cells have at most {MAX_CELL:,} characters"
            )
    found = titled_lines(whole, "line ", 0, wanted, name)
    return replace(assemble(found.lines, name, encoding, found.omissions), notes=found.notes)


def titled_lines(
    rows: Sequence[Row], place: str, first_row: int, wanted: tuple[str, str] | None, name: str, sheet: str = ""
) -> TableText:
    """The same as ``column_lines`` of a table that may have titles above the heads of its columns, which are lines of
    their own. Raises NoSuchColumn where it has none of those ``wanted``."""
    at = head_row([row.cells for row in rows])
    titles = [
        Line(cell, None, None, number, f"{place}{row.number}")
        for number, row in enumerate(rows[:at], first_row)
        for cell in row.cells
        if LETTER.search(cell)
    ]
    columns = choose_columns([row.cells for row in rows[at:]], wanted, name, sheet) if wanted and rows else None
    found = column_lines(rows[at:], place, first_row + at, columns)
    return replace(found, lines=(*titles, *found.lines))


def column_lines(rows: Sequence[Row], place: str, first_row: int = 0, columns: Columns | None = None) -> TableText:
    """The cells of the Chinese and the English column, row by row; what the other columns hold is left out.

    Where columns hold both languages, these are taken. Without either every cell with letters is a line, and those of a
    row belong together; a column of keys is none of them. ``place`` and the row's number say where each is; rows are
    numbered from ``first_row`` as what belongs together. ``columns`` are those that were chosen, where they are not to
    be found.
    """
    chosen = columns is not None
    columns = columns or find_columns([row.cells for row in rows])
    if not chosen and len(columns.of) < 2 and (turned := _turned(rows)):
        return column_lines(turned, f"{place.removesuffix('line ')}column ", first_row)
    both = [] if chosen else columns_of_both([row.cells for row in rows], columns)
    if both:
        return _lines_of_both(rows, place, first_row, both)
    keys = key_column(rows) if len(columns.of) < 2 else None
    if keys is not None:
        keyed, others = keyed_lines(rows, place, first_row, keys)
        return TableText(tuple(keyed), tuple(others))
    if len(columns.of) < 2:
        lines = [
            Line(cell, None, "table cell" if several else None, number, f"{place}{row.number}")
            for number, row in enumerate(rows, first_row)
            for several in (sum(bool(cell.strip()) for cell in row.cells) > 1,)
            for cell in row.cells
            if LETTER.search(cell)
        ]
        return TableText(tuple(lines))
    languages = {index: language for language, index in columns.of.items()}
    lines, omissions = [], []
    for number, row in enumerate(rows, first_row):
        for index, cell in enumerate(row.cells):
            if not cell.strip():
                continue
            if number == first_row and columns.named:
                omissions.append(Omission(HEAD_CELL, cell))
            elif index not in languages:
                omissions.append(Omission(f"column {index + 1}", cell))
            else:
                lines.append(Line(cell, languages[index], "table cell", number, f"{place}{row.number}"))
    notes = (choice_note(columns, [row.cells for row in rows]),) if columns.rivals else ()
    return TableText(tuple(lines), tuple(omissions), notes)


def _turned(rows: Sequence[Row]) -> list[Row]:
    """The columns of a table whose few rows begin with the names of languages, which are its rows; none of others."""
    if not 2 <= len(rows) <= MOST_TURNED or max(len(row.cells) for row in rows) <= len(rows):
        return []
    languages = [language_of_head(row.cells[0]) if row.cells else None for row in rows]
    if languages.count("zh") != 1 or languages.count("en") != 1:
        return []
    columns = zip_longest(*(row.cells for row in rows), fillvalue="")
    return [Row(number, cells) for number, cells in enumerate(columns, 1)]


def _lines_of_both(rows: Sequence[Row], place: str, first_row: int, both: Sequence[int]) -> TableText:
    """The cells of the columns that hold both languages."""
    lines, omissions = [], []
    for number, row in enumerate(rows, first_row):
        for index, cell in enumerate(row.cells):
            if index in both and LETTER.search(cell):
                lines.append(Line(on_two_lines(cell), None, "table cell", number, f"{place}{row.number}"))
            elif cell.strip():
                omissions.append(Omission(f"column {index + 1}", cell))
    return TableText(tuple(lines), tuple(omissions))
