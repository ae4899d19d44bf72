"""The columns that a user names, by head, letter or number; and how columns are called in messages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from duiqi.blocks.tables.columns import HEAD_LENGTH, Columns, find_columns
from duiqi.errors import InputError
from duiqi.model import SIDES, Language
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER

# How many columns a message lists, and rows by which it is told whether the first one is a heading.
LISTED, TELLING = 30, 100
# A sheet of Excel has 16,384 columns, the last of which is XFD.
MAX_DIGITS, MAX_LETTERS = 5, 3


class NoSuchColumn(InputError):
    """A table without a column that is wanted: in a workbook, other sheets may have it."""


def choose_columns(
    rows: Sequence[Sequence[str]], wanted: tuple[str, str] | None, path: str, sheet: str = ""
) -> Columns:
    """The Chinese and the English column that are ``wanted``, each by what stands in the first row, a letter as
    spreadsheets have it, or a number from 1; without that, those that ``find_columns`` finds. Raises NoSuchColumn, an
    InputError that lists those there are."""
    if wanted is None:
        return find_columns(rows)
    head = [cell.strip().casefold() for cell in rows[0]] if rows else []
    width = max(map(len, rows), default=0)
    found, by_head = [], False
    for name in wanted:
        index = _index(name, head, width)
        if index is None:
            raise NoSuchColumn(
                f"there is no column {name!r}{f' in sheet {sheet}' if sheet else ''}",
                path=path,
                advice=f"there are {_listed(rows, width)}" if width else "the table is empty",
            )
        by_head = by_head or name.strip().casefold() in head
        found.append(index)
    if found[0] == found[1]:
        raise InputError(f"column {letters_of(found[0])} is named for both languages", path=path, advice="name two")
    of = dict(zip(SIDES, found, strict=True))
    return Columns(of, by_head or _is_heading(rows, of))


def choice_note(columns: Columns, rows: Sequence[Sequence[str]]) -> str:
    """``took columns C 'Chinese' and F 'English' of 12; --columns chooses``."""
    names = [_called(rows, columns.of[side], columns.named) for side in SIDES]
    return f"took columns {names[0]} and {names[1]} of {max(map(len, rows))}; --columns chooses"


def letters_of(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def _index(name: str, head: Sequence[str], width: int) -> int | None:
    name = name.strip()
    if name.casefold() in head:
        return head.index(name.casefold())
    if name.isascii() and name.isdigit() and len(name) <= MAX_DIGITS:
        index = int(name) - 1
    elif name.isascii() and name.isalpha() and len(name) <= MAX_LETTERS:
        index = next(i for i in count() if letters_of(i) == name.upper())
    else:
        return None
    return index if 0 <= index < width else None


def _listed(rows: Sequence[Sequence[str]], width: int) -> str:
    names = [_called(rows, index, True) for index in range(min(width, LISTED))]
    return ", ".join(names) + (f" and {width - LISTED} more" if width > LISTED else "")


def _called(rows: Sequence[Sequence[str]], index: int, named: bool) -> str:
    head = rows[0][index].strip() if named and index < len(rows[0]) else ""
    short = head if len(head) <= HEAD_LENGTH else f"{head[:HEAD_LENGTH]}…"
    return f"{letters_of(index)} {short!r}" if head else letters_of(index)


def _is_heading(rows: Sequence[Sequence[str]], of: dict[Language, int]) -> bool:
    """Whether the first row is no pair: its heads name languages, or it has no Chinese where the other rows have."""
    if find_columns(rows[:TELLING]).named:
        return True
    cells = [row[of["zh"]] if of["zh"] < len(row) else "" for row in rows[:TELLING]]
    english = rows[0][of["en"]] if of["en"] < len(rows[0]) else ""
    has_chinese = [bool(HAN_CHAR.search(cell)) for cell in cells]
    return not (has_chinese[0] and LATIN_LETTER.search(english)) and sum(has_chinese) > len(cells) / 2
