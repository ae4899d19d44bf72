"""A table with a column for each language: which columns those are, and its rows as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.model import Language, Omission
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language import language_of
from duiqi.text.language_tags import language_of_name
from duiqi.text.third_language import foreign_lines

# A longer cell is text.
HEAD_LENGTH = 40
# What duiqi writes into these are codes.
CODE_COLUMNS = ("zh_lang", "en_lang")
BRACKETED = re.compile(r"[(（\[](.*?)[)）\]]")
# Characters of a cell in a text file: the default limit of Python's csv module. A chapter has fewer.
MAX_CELL = 131_072
LETTER = re.compile(r"[^\W\d_]")
# A column is in a language when this share of its cells with letters is; names and figures account for the rest.
SHARE = 0.6
# English has 3.4 letters to a Chinese character (duiqi.pairs.filters); a few are added to both, so that short cells are
# judged mildly. So many rows tell which of several columns is the translation.
USUAL_RATIO, SHORT, COMPARED = 3.4, 10.0, 200


class Row(NamedTuple):
    """The cells of a row, and its number in the file or sheet, from 1."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each language (none, one or two of them); ``named`` when a heading, the first row, says so."""

    of: Mapping[Language, int]
    named: bool = False


def find_columns(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns that the first row names, or else those that are told by what they hold."""
    heads = _named(rows[0]) if rows else {}
    if len(heads) == 2:
        body = rows[1:]
        return Columns({language: _fullest(body, columns) for language, columns in heads.items()}, named=True)
    return Columns(_by_content(rows))


def read_table(rows: Iterable[Row], name: str, encoding: str) -> Reading:
    """The language columns of a file that is one table, as text to be aligned. Raises InputError for a giant cell."""
    whole = [row for row in rows if any(cell.strip() for cell in row.cells)]
    for row in whole:
        if max(map(len, row.cells)) > MAX_CELL:
            raise InputError(
                "it is no table", path=name, line=row.number, advice=f"cells have at most {MAX_CELL:,} characters"
            )
    lines, omissions = column_lines(whole, "line ")
    return assemble(lines, name, encoding, omissions)


def column_lines(rows: Sequence[Row], place: str, first_row: int = 0) -> tuple[list[Line], list[Omission]]:
    """The cells of the Chinese and the English column, row by row; what the other columns hold is left out.

    Without such two columns every cell with letters is a line, and those of a row belong together. ``place`` and the
    row's number say where each is; rows are numbered from ``first_row`` as what belongs together.
    """
    columns = find_columns([row.cells for row in rows])
    if len(columns.of) < 2:
        lines = [
            Line(cell, None, "table cell" if several else None, number, f"{place}{row.number}")
            for number, row in enumerate(rows, first_row)
            for several in (sum(bool(cell.strip()) for cell in row.cells) > 1,)
            for cell in row.cells
            if LETTER.search(cell)
        ]
        return lines, []
    languages = {index: language for language, index in columns.of.items()}
    lines, omissions = [], []
    for number, row in enumerate(rows, first_row):
        for index, cell in enumerate(row.cells):
            if not cell.strip():
                continue
            if number == first_row and columns.named:
                omissions.append(Omission("head of a column", cell))
            elif index not in languages:
                omissions.append(Omission(f"column {index + 1}", cell))
            else:
                lines.append(Line(cell, languages[index], "table cell", number, f"{place}{row.number}"))
    return lines, omissions


def _named(head: Sequence[str]) -> dict[Language, list[int]]:
    """The columns of each language by their heads. ``zh`` counts before ``zh-TW``, and ``Chinese`` before
    ``Notes (Chinese)``."""
    found: dict[Language, list[int]] = {}
    for name_of in (str.strip, language_of_name, language_of_head):
        names = [name_of(cell.lower()) if cell not in CODE_COLUMNS else None for cell in head]
        for language in ("zh", "en"):
            columns = [index for index, name in enumerate(names) if name == language]
            if columns:
                found.setdefault(language, columns)
    return found


def language_of_head(cell: str) -> Language | None:
    """The language that the head of a column names: ``zh_TW``, ``Chinese (Simplified)``, ``原文（中文）``."""
    if len(cell) > HEAD_LENGTH:
        return None
    named = language_of_name(cell)
    if named:
        return named
    inside = BRACKETED.search(cell)
    return language_of_name(BRACKETED.sub("", cell)) or (language_of_name(inside[1]) if inside else None)


def _fullest(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> int:
    """Of columns that are named alike, the one with the most text."""
    sizes = {column: sum(len(row[column]) for row in rows if column < len(row)) for column in columns}
    return max(columns, key=lambda column: sizes[column])


def _by_content(rows: Sequence[Sequence[str]]) -> dict[Language, int]:
    """The Chinese column with the most text, and the English one whose lengths are those of its translation."""
    columns: dict[int, list[str]] = {}
    for row in rows:  # once: a row of many cells must not cost every other row as much
        for index, cell in enumerate(row):
            if LETTER.search(cell):
                columns.setdefault(index, []).append(cell)
    candidates: dict[Language, list[int]] = {"zh": [], "en": []}
    for index, cells in sorted(columns.items()):
        foreign = foreign_lines(cells)
        languages = Counter("other" if other else language_of(cell) for cell, other in zip(cells, foreign, strict=True))
        for language, chosen in candidates.items():
            if languages[language] >= SHARE * len(cells):
                chosen.append(index)
    found: dict[Language, int] = {}
    if candidates["zh"]:
        found["zh"] = max(candidates["zh"], key=lambda index: sum(map(count_han, columns[index])))
    if candidates["en"]:
        found["en"] = min(candidates["en"], key=lambda index: _unlikeness(rows, found.get("zh"), index))
    return found


def _unlikeness(rows: Sequence[Sequence[str]], zh: int | None, en: int) -> float:
    """How far the lengths of two columns are from those of texts and their translations, row by row; 0 for one column
    alone."""
    if zh is None:
        return 0.0
    logs = []
    for row in rows[:COMPARED]:
        texts = [row[index].strip() if index < len(row) else "" for index in (zh, en)]
        if any(texts):
            lengths = USUAL_RATIO * count_han(texts[0]) + SHORT, len(LATIN_LETTER.findall(texts[1])) + SHORT
            logs.append(abs(log(lengths[1] / lengths[0])))
    return sum(logs) / len(logs)
