"""The pairs of a table, a row a pair and a column for each field, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from duiqi.blocks.tables import NoSuchColumn, Row, choice_note, choose_columns
from duiqi.blocks.tables.term_cells import forbidden_terms, forbids, is_mark, marks_plainly, status_columns
from duiqi.errors import InputError
from duiqi.model import Pair
from duiqi.pairs.fields import FIELDS, Labels, Source, Written, fields
from duiqi.pairs.from_fields import pair_of_texts
from duiqi.text.chars import SURROGATE

# Rows that are looked at to tell the columns of a table without a heading, and characters of each of their cells.
LOOK_AHEAD = 100
LOOKED_AT = 1_000
FORBIDDEN = "terms that are forbidden"


def table_lines(
    pairs: Iterable[Pair], labels: Labels, written: Written, separator: str, cell: Callable[[str], str]
) -> Iterator[str]:
    """The lines of a table as text: a heading, then a unit a row; ``cell`` quotes or escapes a text."""
    yield separator.join(FIELDS) + "\n"
    for pair in pairs:
        values = map(str, fields(pair, labels).values())  # numbers and lists of them as JSON has them
        line, removed = SURROGATE.subn("", separator.join(map(cell, values)))
        written.units += 1
        written.removed += removed
        yield line + "\n"


def pairs_of_rows(rows: Iterable[Row], source: Source) -> Iterator[Pair]:
    """The pairs of a table, whose first row may be a heading. Raises InputError with the row's number."""
    rows = (row for row in rows if any(row.cells))
    ahead = list(islice(rows, LOOK_AHEAD))
    if not ahead:
        return
    columns, named = _columns([row.cells for row in ahead], source)
    heads = ahead[0].cells if named else ()
    marks = status_columns(heads)
    beside = [at for at, head in enumerate(heads) if forbids(head) and at not in columns.values()]
    for index, row in enumerate(chain(ahead[named:], rows)):
        if source.options.forbidden == "alone":
            yield from _forbidden(row, heads, columns, index, source)
        elif source.options.forbidden == "taken":
            for at in beside:
                source.lost[FORBIDDEN] += len(forbidden_terms(row.cells[at])) if at < len(row.cells) else 0
            if any(marks_plainly(heads[at], row.cells[at]) for at in marks if at < len(row.cells)):
                source.lost[FORBIDDEN] += 1
            else:
                yield _pair(row, columns, index, source)
        elif any(is_mark(row.cells[at]) for at in marks if at < len(row.cells)):
            source.lost[FORBIDDEN] += 1
        else:
            yield _pair(row, columns, index, source)


def _forbidden(
    row: Row, heads: Sequence[str], columns: Mapping[str, int], index: int, source: Source
) -> Iterator[Pair]:
    """The Chinese of a row with each English that a column of it says is not to be used."""
    pair = _pair(row, columns, index, source)
    if any(is_mark(row.cells[at]) for at in status_columns(heads) if at < len(row.cells)):
        yield pair
    for at, head in enumerate(heads[: len(row.cells)]):
        if forbids(head) and at not in columns.values():
            yield from (replace(pair, en=term) for term in forbidden_terms(row.cells[at]))


def pairs_of_sheets(sheets: Iterable[tuple[str, Iterator[Row]]], source: Source) -> Iterator[Pair]:
    """The pairs of the sheets of a workbook, each with its name; of those that have the columns that are wanted. Raises
    InputError with sheet and row, or when no sheet has them."""
    empty = True
    missing: NoSuchColumn | None = None
    for sheet, rows in sheets:
        place = replace(source, path=f"{source.path} ({sheet})")
        try:
            for pair in pairs_of_rows(rows, place):
                empty = False
                yield pair
        except NoSuchColumn as error:
            missing = missing or error
    if empty and missing:
        raise missing
    if empty and source.need_ids:
        raise InputError("the workbook is empty", path=source.path)


def _columns(rows: Sequence[Sequence[str]], source: Source) -> tuple[dict[str, int], bool]:
    """Field name → column, and whether the first row is a heading."""
    short = [[cell[:LOOKED_AT] for cell in row] for row in rows]
    wanted, path = source.options.columns, source.path
    found = choose_columns(short, wanted, path)
    if found.rivals:
        source.options.tell(choice_note(found, short))
    if len(found.of) < 2:
        raise InputError(
            "no Chinese and English columns are found in it",
            path=path,
            line=1,
            advice="name the columns zh and en in a first row, or choose them with --columns",
        )
    columns: dict[str, int] = {}
    if found.named:
        heads = [cell.strip().lower() for cell in rows[0]]
        # What other programs call a kind, or checked, is none of ours.
        names = FIELDS if {"type", "document"} <= set(heads) else FIELDS[: FIELDS.index("repair")]
        columns = {name: heads.index(name) for name in names if name in heads}
    return {**columns, "zh": found.of["zh"], "en": found.of["en"]}, found.named


def _pair(row: Row, columns: Mapping[str, int], index: int, source: Source) -> Pair:
    if max(columns["zh"], columns["en"]) >= len(row.cells):
        raise InputError(
            f"has {len(row.cells)} columns only",
            path=source.path,
            line=row.number,
            advice="check the tabs or commas",
        )
    unit = {name: row.cells[at] for name, at in columns.items() if at < len(row.cells)}
    try:
        return pair_of_texts(unit, index, source.need_ids)
    except (ValueError, RecursionError) as error:
        raise InputError(str(error), path=source.path, line=row.number) from None
