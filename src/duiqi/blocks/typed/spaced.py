"""Tables whose columns are parted by space in plain text: their rows and cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from duiqi.blocks.typed.widths import MODELS, Width, narrow, starts
from duiqi.structure.hard_lines import join_wrapped
from duiqi.text.chars import list_marker_end

# ``=====  ===``, ``----- -----``: the rule of a table with a stretch for each column.
RULED = re.compile(r"\s*(?:={2,}|-{2,})(?:[ \t]+(?:={2,}|-{2,}))+\s*")
STRETCH = re.compile("[=-]+")
GAP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
# Without rules so many lines one below the other show a column, and of them so many have text on both sides. Fewer are
# an address, a signature, two names side by side.
LINES, BOTH = 3, 0.6
LONGEST = 1_000  # lines of a table between rules
# What is said of a key or an option is no translation of it: ``<F1>``, ``-v``, ``--help``.
LABEL = re.compile(
    r"[:：]\Z|\A\W*\Z|\A[(（]?(?:\d{1,3}|[A-Za-z])[.)、．）]?\Z|\A<[\w+-]+>\Z|\A--?[A-Za-z][\w-]*(?:,? -.*)?\Z"
)

Rows = list[list[str]]


class Column(NamedTuple):
    """A column of the page that is empty on all lines up to ``start``, where text begins."""

    start: int
    width: Width


def find_spaced(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """The table that begins at ``lines[start]``: where it ends, and its rows; None where none does."""
    return find_ruled(lines, start) or _unruled(lines, start)


def find_ruled(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """A table between rules that have a stretch for each column, as in reStructuredText."""
    if not RULED.fullmatch(lines[start]):
        return None
    rules = [start]
    for index in range(start + 1, len(lines)):
        if RULED.fullmatch(lines[index]):
            rules.append(index)
            # The last rule has an empty line below, that of the head has text.
            if len(rules) == 3 or index + 1 == len(lines) or not lines[index + 1].strip():
                break
        elif index - start > LONGEST:
            return None
    if len(rules) < 2 or rules[-1] - start < 2:
        return None
    columns = [match.start() for match in STRETCH.finditer(lines[start])]
    texts = [line for index, line in enumerate(lines[start : rules[-1] + 1], start) if index not in rules]
    width = next((model for model in MODELS if all(_fits(line, columns, model) for line in texts)), None)
    if width is None:
        return None
    cells = [_cut(line, columns, width) for line in texts if line.strip()]
    return rules[-1] + 1, _rows(_without_empty(cells))


def _without_empty(cells: list[list[str]]) -> list[list[str]]:
    """The cells of lines without the columns at the left that have no text, the place of a picture beside a note."""
    first = next((k for k, column in enumerate(zip(*cells, strict=True)) if any(column)), 0)
    return [line[first:] for line in cells]


def _unruled(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """Lines between two empty ones that all have their columns at the same places."""
    if (start and lines[start - 1].strip()) or not _has_gap(lines[start]):
        return None
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    block = lines[start:end]
    if len(block) < LINES:
        return None
    columns = _columns(block)
    cells = [_cut(line, [0, *columns], narrow) for line in block]
    if not columns or sum(all(row) for row in cells) < BOTH * len(cells):
        return None
    # Bullets, numbers and labels with the text set in behind them are lists.
    if 2 * sum(bool(LABEL.search(row[0])) or list_marker_end(row[0]) > 0 for row in cells if row[0]) >= len(cells):
        return None
    return end, _rows(cells)


def _has_gap(line: str) -> bool:
    """Whether text stands on both sides of more than a space."""
    line = line.strip()
    return ("  " in line or "\t" in line) and GAP.search(line) is not None


def _columns(block: Sequence[str]) -> list[int]:
    """Where columns begin: text starts there on most lines, behind a gap, and on none there is text across."""
    columns = [starts(line, narrow) for line in block]
    begins: dict[int, int] = {}
    for line, at in zip(block, columns, strict=True):
        for match in GAP.finditer(line):
            begins[at[match.end()]] = begins.get(at[match.end()], 0) + 1
    found = [column for column, count in begins.items() if count >= BOTH * len(block)]
    return sorted(column for column in found if all(_fits(line, [column], narrow) for line in block))


def _fits(line: str, columns: Sequence[int], width: Width) -> bool:
    """Whether there is space before each column but the first of a line."""
    at = starts(line, width)
    for column in columns:
        if 0 < column < at[-1]:
            index = next(k for k, place in enumerate(at) if place >= column)
            if at[index] > column or line[index - 1].strip():
                return False
    return True


def _cut(line: str, columns: Sequence[int], width: Width) -> list[str]:
    at = starts(line, width)
    places = [next((k for k, place in enumerate(at) if place >= column), len(line)) for column in columns]
    return [line[a:b].strip() for a, b in zip(places, [*places[1:], len(line)], strict=True)]


def _rows(cells: Sequence[list[str]]) -> Rows:
    """The rows: a line whose first cell is empty goes on with the one above."""
    rows: list[list[list[str]]] = []
    for line in cells:
        if rows and not line[0]:
            for cell, text in zip(rows[-1], line, strict=True):
                cell += [text] if text else []
        else:
            rows.append([[text] if text else [] for text in line])
    return [[join_wrapped(cell) for cell in row if cell] for row in rows]
