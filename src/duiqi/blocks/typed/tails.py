"""A block of lines read as two columns from any of its lines on: what is counted of each such tail, all at once.

Columns may begin below a title, and so in any line of a block; each tail read by itself takes the square of the lines.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import NamedTuple, TypeVar

from duiqi.blocks.typed.beside.gaps import NEAR, Order, gap_of
from duiqi.blocks.typed.beside.wrapping import steps
from duiqi.blocks.typed.widths import Width, starts, width_of
from duiqi.text.chars import STOP

# So many lines below each other.
LINES = 3
WIDEST = 16  # columns that the widest line of wrapped text has, at least

Number = TypeVar("Number", int, float)


class Line(NamedTuple):
    """The two sides of a line, either of which may be empty."""

    left: str
    right: str


class Tails:
    """The tails of ``lines``, each named by the index of its first line; no line is empty."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        # Where the right side of each line begins, and the languages of both.
        self.cuts = [gap_of(line) for line in lines]
        self._most: dict[tuple[Order, Width], list[tuple[int, int]]] = {}
        self._sides: dict[tuple[int, Width], list[Line]] = {}
        self._alone: dict[tuple[int, Width], list[int]] = {}
        self._wrapped: dict[tuple[int, Width], list[_Wrapped]] = {}

    @cached_property
    def _orders(self) -> list[tuple[Order, int, int] | None]:
        found: list[tuple[Order, int, int] | None] = []
        counts: Counter[Order] = Counter()
        for cut in reversed(self.cuts):
            if cut:
                counts[cut[1]] += 1
                # The first order of the tail wins a tie.
                usual = max(counts, key=lambda order: (counts[order], order == cut[1]))
                found.append((usual, counts[usual], counts.total()))
            else:
                found.append(found[-1] if found else None)
        return found[::-1]

    def order(self, tail: int) -> tuple[Order, int, int] | None:
        """The usual order of the languages, how many lines have it, and how many have both; None where none has."""
        return self._orders[tail]

    def column(self, tail: int, order: Order, width: Width) -> tuple[int, int]:
        """The column in which most right sides of lines in that order begin, and how many do."""
        if (order, width) not in self._most:
            most, counts = (0, 0), Counter[int]()
            found = []
            for line, cut in zip(reversed(self.lines), reversed(self.cuts), strict=True):
                if cut and cut[1] == order:
                    column = starts(line, width)[cut[0]]
                    counts[column] += 1
                    most = max(most, (column, counts[column]), key=lambda item: item[1])
                found.append(most)
            self._most[order, width] = found[::-1]
        return self._most[order, width][tail]

    def alone(self, tail: int, column: int, width: Width) -> int:
        """How many lines begin near ``column``."""
        if (column, width) not in self._alone:
            near = [abs(_indent(line, width) - column) <= NEAR for line in self.lines]
            self._alone[column, width] = _from_end(near, add)
        return self._alone[column, width][tail]

    def sides(self, tail: int, column: int, width: Width) -> list[Line]:
        """The sides of each line, the right one from ``column`` on."""
        return self._all_sides(column, width)[tail:]

    def _all_sides(self, column: int, width: Width) -> list[Line]:
        if (column, width) not in self._sides:
            self._sides[column, width] = [_sides(line, column, width) for line in self.lines]
        return self._sides[column, width]

    def odds(self, tail: int, column: int, width: Width) -> list[float]:
        """The log-odds that the lines of each side were wrapped."""
        return [texts.odds(tail) for texts in self._columns(column, width)]

    def some_end(self, tail: int, column: int, width: Width) -> bool:
        """Whether on both sides some of the lines end a sentence, and not all."""
        return all(texts.some_end(tail) for texts in self._columns(column, width))

    def _columns(self, column: int, width: Width) -> list[_Wrapped]:
        if (column, width) not in self._wrapped:
            sides = zip(*self._all_sides(column, width), strict=True)
            self._wrapped[column, width] = [_Wrapped(texts) for texts in sides]
        return self._wrapped[column, width]


class _Wrapped:
    """The texts of a side, some of them empty, each of which the column may begin with."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._lines = texts
        self._widest = _from_end([width_of(text) for text in texts], max)
        self._texts = _from_end([int(bool(text)) for text in texts], add)
        self._ends = _from_end([int(STOP.search(text) is not None) for text in texts], add)
        # By the widest: a few widths.
        self._odds: dict[int, list[float]] = {}

    def some_end(self, tail: int) -> bool:
        """Whether some of the texts from that one on end a sentence, and not all."""
        return 0 < self._ends[tail] < self._texts[tail]

    def odds(self, tail: int) -> float:
        """The log-odds that the texts from that one on are wrapped lines."""
        widest = self._widest[tail]
        if widest < WIDEST:
            return -math.inf
        if widest not in self._odds:
            says = steps(self._lines, widest)
            # Nothing goes on to the first of the tail.
            self._odds[widest] = [*_from_end(list(says), add)[1:], 0.0]
        return self._odds[widest][tail]


def _from_end(values: Sequence[Number], combine: Callable[[Number, Number], Number]) -> list[Number]:
    """The values from each one to the last, combined."""
    return list(accumulate(reversed(values), combine))[::-1]


def _indent(line: str, width: Width) -> int:
    """The column that a line begins in."""
    return starts(line, width)[len(line) - len(line.lstrip())]


def _sides(line: str, column: int, width: Width) -> Line:
    """The sides of a line whose right one begins at ``column``; a line that does not reach it, or that has no space
    before it, is left."""
    if line[:1].isspace() and abs(_indent(line, width) - column) <= NEAR:
        return Line("", line.strip())
    at = next((k for k, place in enumerate(starts(line, width)) if place >= column), len(line))
    if line[max(0, at - 2) : at].strip():
        return Line(line.strip(), "")
    return Line(line[:at].strip(), line[at:].strip())
