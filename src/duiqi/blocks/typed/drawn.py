"""Tables drawn with bars, ``+---+`` or box-drawing characters in plain text: their rows and cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from duiqi.blocks.typed.widths import MODELS, Width, columns_of
from duiqi.structure.hard_lines import join_wrapped

# Box-drawing characters (U+2500 to U+257F) by what they do, and the full-width bar.
HORIZONTAL = "─━┄┅┈┉╌╍═╴╶╸╺╼╾"
VERTICAL = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿｜"
DRAWN = str.maketrans(
    {
        **{chr(code): "+" for code in range(0x2500, 0x2580)},
        **dict.fromkeys(HORIZONTAL, "-"),
        **dict.fromkeys(VERTICAL, "|"),
    }
)
# ``+----+===+``, ``|---+---|``, ``| :-- | --: |``, ``----+----`` and ``--- | ---``.
RULE = re.compile(r"\s*(?=[^\s]*\s?[+|])[+|]?(?:\s?:?[-=]{2,}:?\s?[+|])*(?:\s?:?[-=]{2,}:?\s?)?[+|]?\s*")
OF_RULES = "+|-=:"  # what it begins and ends with
TWO_STROKES = ("--", "==", "-=", "=-")  # which one of those has that is longer than three characters
BORDER = re.compile("[+|]")
BOX = re.compile("[\u2500-\u257f]+")
# A bar between cells of a table without outer bars has room around it.
INNER_BAR = re.compile(r"(?<=\s)\|(?=\s|\Z)")
# A rule that begins in a line with text: the cell above it ends there, those beside it go on.
INNER_RULE = re.compile(r"[-=]{3,}")
# Of the lines of a table so many have their bars below those of the rules, or they are cut at every bar. A choice:
# lines that do not fit were broken by a program that counts characters in another way, and then most do not.
ALIGNED = 0.8

Cells = list[tuple[int, str]]  # each with the number of its column
Rows = list[list[str]]


class Borders(NamedTuple):
    """The columns of a table's bars, in order too, and how wide its characters are; ``outer``: whether it has bars
    around it."""

    width: Width
    columns: frozenset[int]
    rising: tuple[int, ...]
    outer: bool


class _Line(NamedTuple):
    """A line of a table, the same with its box-drawing characters replaced, and whether it is a rule."""

    text: str
    plain: str
    rule: bool


def find_drawn(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """The table that begins at ``lines[start]``: where it ends, and its rows; None where none does, no rows where lines
    with bars are none."""
    if not _has_bar(lines[start]):
        return None
    first = _plain(lines[start])
    below = _plain(lines[start + 1]) if start + 1 < len(lines) else ""
    if is_rule(first):
        bars = first.strip()[0] in "+|"
        if not bars or not _is_row(below, bars):
            return None
    else:
        bars = _is_row(first, bars=True)
        if not bars and not (_is_row(first, bars) and is_rule(below)):
            return None
    end = start
    found: list[_Line] = []
    while end < len(lines):
        plain = _plain(lines[end])
        rule = is_rule(plain)
        if not (rule or _is_row(plain, bars)):
            break
        found.append(_Line(lines[end].rstrip(), plain.rstrip(), rule))
        end += 1
    if not any(line.rule for line in found) and not _even([line.plain for line in found]):
        return end, []
    return end, _rows(found)


def _has_bar(line: str) -> bool:
    """Whether a bar or a corner stands in a line, as in the first one of any table: most lines are done with here."""
    return "|" in line or "+" in line or "｜" in line or (not line.isascii() and BOX.search(line) is not None)


def _plain(line: str) -> str:
    """The line, its box-drawing characters replaced; most have none."""
    if line.isascii() or not (BOX.search(line) or "｜" in line):
        return line
    return line.translate(DRAWN)


def is_rule(line: str) -> bool:
    """Whether a line, its box-drawing characters replaced, is the rule between two rows."""
    if not any(two in line for two in TWO_STROKES):  # most rows
        return False
    text = line.strip()
    return len(text) > 3 and text[0] in OF_RULES and text[-1] in OF_RULES and RULE.fullmatch(line) is not None


def _is_row(line: str, bars: bool) -> bool:
    """Whether a line has cells: within ``bars``, or with a bar between two of them."""
    if not bars:
        return INNER_BAR.search(line) is not None
    line = line.strip()
    return line[:1] in ("|", "+") and ("|" in line[1:] or line[-1] == "+")


def _even(lines: Sequence[str]) -> bool:
    """Whether lines without any rule are a table: two and more within bars, with as many cells each."""
    counts = {line.count("|") for line in lines}
    return len(lines) > 1 and len(counts) == 1 and min(counts) > 2 and all(line.strip()[-1] == "|" for line in lines)


def _rows(lines: Sequence[_Line]) -> Rows:
    borders = _borders(lines)
    segments = [[_cut(line, borders) for line in group] for rule, group in groupby(lines, _is_ruled) if not rule]
    rows: list[list[Cells]] = []
    for segment in segments:
        # Where rules part all rows, what is between two of them is one, else each line is, but for those that go on.
        if len(segments) > 2:
            rows.append(segment)
            continue
        for line in segment:
            if rows and line is not segment[0] and not line[0][1]:
                rows[-1].append(line)
            else:
                rows.append([line])
    return [row for row in map(_joined, rows) if row]


def _is_ruled(line: _Line) -> bool:
    return line.rule


def _joined(row: Sequence[Cells]) -> list[str]:
    """The cells of a row, each from its lines; a rule inside ends a cell, and what is below it is another one."""
    cells: dict[int, list[list[str]]] = {}
    for line in row:
        for column, text in line:
            parts = cells.setdefault(column, [[]])
            if text[:1].isalnum():
                parts[-1].append(text if text.isascii() else BOX.sub(" ", text).strip())
            elif INNER_RULE.fullmatch(_plain(text).strip("+|")):
                parts.append([])
            elif BOX.sub("", text).strip():
                parts[-1].append(BOX.sub(" ", text).strip())
    texts = [join_wrapped(part) for column in sorted(cells) for part in cells[column]]
    return [text for text in texts if text]


def _borders(lines: Sequence[_Line]) -> Borders | None:
    """Where the borders are, by the width of characters with which the bars of the lines stand below the rules'."""
    drawn = [line for line in lines if line.rule]
    texts = [line for line in lines if not line.rule]
    outer = any(line.plain.strip()[0] in "+|" for line in drawn)
    for width in MODELS if drawn else ():
        columns = frozenset(column for line in drawn for column in _bars(line, width))
        found = Borders(width, columns, tuple(sorted(columns)), outer)
        if sum(_fits(line, found) for line in texts) >= ALIGNED * len(texts):
            return found
    return None


@lru_cache(maxsize=1_024)  # asked for twice of each line of a table
def _bars(line: _Line, width: Width) -> tuple[int, ...]:
    """The columns of the bars and corners of a line."""
    places = (match.start() for match in BORDER.finditer(line.plain))
    if line.text.isascii():
        return tuple(places)
    columns: list[int] = []
    before = column = 0
    for place in places:
        column += columns_of(line.text[before:place], width)
        columns.append(column)
        before = place
    return tuple(columns)


def _fits(line: _Line, borders: Borders) -> bool:
    own = _bars(line, borders.width)
    if borders.outer:
        return own[0] in borders.columns and own[-1] in borders.columns
    end = columns_of(line.text, borders.width)
    return all(column in own for column in borders.columns if column < end)


def _cut(line: _Line, borders: Borders | None) -> Cells:
    """The cells of a line: cut at the borders, or at every bar where those are not known."""
    text, drawn = line.text, line.plain
    cells: Cells = []
    left = number = 0  # where the cell begins, and its column
    columns = _bars(line, borders.width) if borders else ()
    for index, match in enumerate(BORDER.finditer(drawn) if borders else re.finditer(r"\|", drawn)):
        at = match.start()
        if borders and columns[index] not in borders.columns:
            continue
        cells.append((number, text[left:at].strip()))
        left = at + 1
        number = bisect_left(borders.rising, columns[index] + borders.width(text[at])) if borders else len(cells)
    cells.append((number, text[left:].strip()))
    outer = borders.outer if borders else drawn.strip()[:1] == "|"
    if outer and len(cells) > 1:
        # Outside the outer bars is nothing; where the right one is missing the last cell is one.
        cells = cells[1:] if cells[-1][1] else cells[1:-1]
    return cells or [(0, "")]
