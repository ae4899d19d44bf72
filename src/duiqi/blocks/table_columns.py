"""A table with a column for each language: which columns those are, and its rows as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.blocks.contents import Line
from duiqi.model import Language, Omission
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language import language_of
from duiqi.text.language_tags import language_of_name
from duiqi.text.third_language import foreign_lines

# A longer cell is text.
HEAD_LENGTH = 40
BRACKETED = re.compile(r"[(（\[](.*?)[)）\]]")
LETTER = re.compile(r"[^\W\d_]")
# A column is in a language when this share of its cells with letters is; names and figures account for the rest.
SHARE = 0.6


def column_lines(
    rows: Sequence[Sequence[str]], places: Sequence[str], first_row: int = 0
) -> tuple[list[Line], list[Omission]]:
    """The cells of the Chinese and the English column, row by row; what the other columns hold is left out.

    Without such two columns every cell with letters is a line, and those of a row belong together. ``places`` say
    where each row is; rows are numbered from ``first_row``.
    """
    named = _named(rows[0]) if rows else {}
    chosen = named if len(named) == 2 else _by_content(rows)
    if len(chosen) < 2:
        lines = [
            Line(cell, None, "table cell" if len([c for c in row if c.strip()]) > 1 else None, first_row + i, place)
            for i, (row, place) in enumerate(zip(rows, places, strict=True))
            for cell in row
            if LETTER.search(cell)
        ]
        return lines, []
    languages = {index: language for language, index in chosen.items()}
    lines, omissions = [], []
    for i, (row, place) in enumerate(zip(rows, places, strict=True)):
        for index, cell in enumerate(row):
            if not cell.strip():
                continue
            if i == 0 and named == chosen:
                omissions.append(Omission("head of a column", cell))
            elif index not in languages:
                omissions.append(Omission(f"column {index + 1}", cell))
            else:
                lines.append(Line(cell, languages[index], "table cell", first_row + i, place))
    return lines, omissions


def _named(head: Sequence[str]) -> dict[Language, int]:
    """The column of each language by its head; nothing when two columns are named alike."""
    found: dict[Language, int] = {}
    for index, cell in enumerate(head):
        language = language_of_head(cell)
        if language in found:
            return {}
        if language:
            found[language] = index
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


def _by_content(rows: Sequence[Sequence[str]]) -> dict[Language, int]:
    """The column of each language with the most text in it, among the columns that are in that language."""
    columns: dict[int, list[str]] = {}
    for row in rows:  # once: a row of many cells must not cost every other row as much
        for index, cell in enumerate(row):
            if LETTER.search(cell):
                columns.setdefault(index, []).append(cell)
    best: dict[Language, tuple[int, int]] = {}
    for index, cells in sorted(columns.items()):
        foreign = foreign_lines(cells)
        languages = Counter("other" if other else language_of(cell) for cell, other in zip(cells, foreign, strict=True))
        for language in ("zh", "en"):
            if languages[language] < SHARE * len(cells):
                continue
            size = sum(count_han(cell) if language == "zh" else len(LATIN_LETTER.findall(cell)) for cell in cells)
            if language not in best or size > best[language][0]:
                best[language] = (size, index)
    return {language: index for language, (_, index) in best.items()}
