"""Two languages side by side in plain text: columns parted by space, each with lines of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.blocks.typed.beside.gaps import GAP
from duiqi.blocks.typed.beside.wrapping import are_wrapped
from duiqi.blocks.typed.tails import LINES, Line, Tails
from duiqi.blocks.typed.widths import MODELS, Width
from duiqi.structure.hard_lines import join_wrapped
from duiqi.structure.paragraph_kind import LIST_ITEM
from duiqi.text.chars import STOP

# Of lines below each other so many have both languages, with the right one at one column.
BOTH, EVEN = 0.5, 0.8

# The number of a row in a column of its own.
ROW_NUMBER = re.compile(r"\s{0,6}(\d{1,4})(?=\s|\Z)")

Rows = list[list[str]]


class ColumnFinder:
    """The columns of a text, looked for in one of its ``lines`` after the other."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._start = self._end = 0
        self._block = _Block([])

    def find(self, start: int) -> tuple[int, Rows] | None:
        """The columns that begin at ``lines[start]``: where they end, and their paragraphs as rows of two cells; None
        where none do."""
        lines = self._lines
        if not GAP.search(lines[start].strip()):
            return None
        # A title may stand right above them.
        if start and lines[start - 1].strip() and GAP.search(lines[start - 1].strip()):
            return None
        if not self._start <= start < self._end:
            self._start = self._end = start
            while self._end < len(lines) and lines[self._end].strip():
                self._end += 1
            self._block = _Block(lines[start : self._end])
        rows = self._block.rows(start - self._start)
        return None if rows is None else (self._end, rows)


class _Block:
    """Lines without an empty one among them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        bare, self._counted = _counted(lines)
        self._tails = Tails(lines)
        # The same but for the numbers of rows.
        self._bare = Tails(bare) if any(self._counted) else self._tails

    def rows(self, tail: int) -> Rows | None:
        """The paragraphs of the lines from that one on, if these are columns."""
        counted = self._counted[tail]
        tails = self._bare if counted else self._tails
        found = tails.order(tail)
        if not found:
            return None
        order, both, all_orders = found
        # The heads of a table with numbers may be parted otherwise.
        if both < all_orders and not counted:
            return None
        # Fewer lines are columns where both sides begin with one number.
        size = len(self._lines) - tail
        numbered = counted or (size < LINES and _begin_alike(tails, tail))
        if not numbered and (size < LINES or both < max(2, BOTH * size)):
            return None
        fits: list[tuple[int, int, int, Width]] = []
        for width in MODELS:
            column, count = tails.column(tail, order, width)
            if count >= EVEN * both:
                fits.append((tails.alone(tail, column, width), -len(fits), column, width))
        if not fits:
            return None
        # Lines of the right side alone show how wide the left one's characters were taken to be.
        _, _, column, width = max(fits, key=lambda fit: fit[:2])
        if not numbered:
            odds = tails.odds(tail, column, width)
            # Lists that begin with one number are rows where nothing speaks against it.
            wrapped = are_wrapped(*odds) and tails.some_end(tail, column, width)
            if not wrapped and not (min(odds) >= 0 and _begin_alike(tails, tail)):
                return None
        sides, first = tails.sides(tail, column, width), self._lines[tail]
        numbers = [counted and ROW_NUMBER.match(line) is not None for line in self._lines[tail:]]
        if counted and not first[:1].isspace() and not numbers[0]:
            head = [text for text in (GAP.split(sides[0].left)[-1], sides[0].right) if text]
            return [head, *_rows(sides[1:], numbers[1:])]
        return _rows(sides, numbers)


def without_row_numbers(block: Sequence[str]) -> tuple[list[str], bool]:
    """The lines with space for the numbers of rows that stand before them, in the middle of a row perhaps; and whether
    there are any: they count up, and all other text begins further right."""
    bare, counted = _counted(block)
    return (bare, True) if any(counted[:1]) else (list(block), False)


def _counted(block: Sequence[str]) -> tuple[list[str], list[bool]]:
    """The lines with space for the numbers before them, and whether these are numbers of rows from each line on."""
    found = [ROW_NUMBER.match(line) for line in block]
    counted: list[bool] = []
    numbers, following, so_far = 0, 0, True
    for line, match in zip(reversed(block), reversed(found), strict=True):
        if match:
            so_far = so_far and (not numbers or following - int(match[1]) == 1)
            numbers, following = numbers + 1, int(match[1])
        counted.append(so_far and numbers >= LINES)
        # The first line of all, which may be the head, need not be set in.
        so_far = so_far and (match is not None or not line.strip() or line[:3].isspace())
    bare = [
        " " * match.end() + line[match.end() :] if match else line for match, line in zip(found, block, strict=True)
    ]
    return bare, counted[::-1]


def _begin_alike(tails: Tails, tail: int) -> bool:
    """Whether both sides of the first line with both languages begin with the same number."""
    line, cut = next((line, cut[0]) for line, cut in zip(tails.lines[tail:], tails.cuts[tail:], strict=True) if cut)
    first, second = LIST_ITEM.match(line), LIST_ITEM.match(line[cut:])
    return first is not None and second is not None and _number(first[0]) == _number(second[0])


def _number(marker: str) -> str:
    """The marker of an item without the marks around its number, of which each language has its own (``1、``)."""
    return "".join(filter(str.isalnum, marker)) or marker.strip()


def _rows(sides: Sequence[Line], numbers: Sequence[bool]) -> Rows:
    """The paragraphs: a new one begins where both sides have ended as sentences do, both begin as entries do, or a
    number stands before them."""
    rows: list[list[list[str]]] = [[[], []]]
    for side, number in zip(sides, numbers, strict=True):
        ended = all(texts and STOP.search(texts[-1]) for texts in rows[-1])
        listed = bool(rows[-1][0] or rows[-1][1]) and all(LIST_ITEM.match(text) for text in side)
        if (ended and side.left and side.right) or listed or (number and any(rows[-1])):
            rows.append([[], []])
        for texts, text in zip(rows[-1], side, strict=True):
            if text:
                texts.append(text)
    return [[join_wrapped(texts) for texts in row if texts] for row in rows]
