"""Where a line is parted that has one language on its left and the other on its right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.typed.beside.gaps import NEAR, Order, gap_of
from duiqi.blocks.typed.widths import MODELS, Width, starts
from duiqi.text.chars import HAN
from duiqi.text.language import language_of
from duiqi.text.late_patterns import late_pattern

CHINESE = late_pattern(f"[{HAN}\u3001-\u303f\uff01-\uff60]")
# The one space behind the last Chinese, or before the first.
BEHIND = late_pattern(f"[{HAN}\u3001-\u303f\uff01-\uff60][^\\s{HAN}]{{0,20}}(\\s+)[^\\s{HAN}][^{HAN}]*\\Z")
BEFORE = late_pattern(f"\\A[^{HAN}]*[^\\s{HAN}](\\s+)[^\\s{HAN}]{{0,20}}[{HAN}]")
# A left side that was parted by its language ends between so much of the column's beginning and two beyond.
LEAST, BEYOND = 0.5, 2
LONGEST = 400  # characters of a line that holds two columns


class Sides(NamedTuple):
    """The two sides of a line, either of which may be empty, and the column in which its right one begins, 0 where
    only its language tells. ``set_in``: which of the sides begin behind the edge of their column."""

    left: str
    right: str
    column: int
    set_in: tuple[bool, bool] = (False, False)


class Cutter:
    """What parts the lines of a text with the languages in that order, each character as wide as ``width`` says."""

    def __init__(self, order: Order, width: Width) -> None:
        self.order = order
        self._width = width

    def column(self, line: str, at: int | None = None) -> int:
        """The column of a character of a line, or that in which it begins."""
        return starts(line, self._width)[len(line) - len(line.lstrip()) if at is None else at]

    def sides(self, line: str, column: int) -> Sides | None:
        """The sides of a line among others whose right ones begin at ``column``; None where it is none of them."""
        text = line.rstrip()
        if len(text) > LONGEST:
            return None
        places = starts(text, self._width)
        first = len(text) - len(text.lstrip())
        left, right = self.order
        if places[first] >= column - NEAR:
            fits = places[first] < 2 * column and language_of(text) in (right, None)
            return Sides("", text.strip(), places[first], (False, places[first] > column)) if fits else None
        at = self._at_column(text, places, column, gap=2) or self._by_gap(text, places, column)
        if at:
            return self._parted(text, first, at, places[at])
        at = self._by_language(text, places, column) or self._at_column(text, places, column, gap=1)
        if at:
            return self._parted(text, first, at, column if places[at] == column else 0)
        fits = places[-1] <= column + BEYOND and language_of(text) in (left, None)
        return Sides(text.strip(), "", 0, (first > 0, False)) if fits else None

    def _parted(self, text: str, first: int, at: int, column: int) -> Sides:
        return Sides(text[first:at].strip(), text[at:].strip(), column, (first > 0, False))

    def _at_column(self, text: str, places: Sequence[int], column: int, gap: int) -> int:
        """The right side at the column itself, behind a gap of two spaces, or wherever the script changes."""
        if column not in places[1:-1]:
            return 0
        at = places.index(column)
        left, right = text[:at], text[at:]
        if right[0].isspace():
            return 0
        if gap > 1:
            return at if left[-2:].isspace() and language_of(right) in (self.order[1], None) else 0
        parted = left[-1].isspace() or bool(CHINESE.match(left[-1])) != bool(CHINESE.match(right[0]))
        return at if parted and self._fits(left, right) else 0

    def _by_gap(self, text: str, places: Sequence[int], column: int) -> int:
        at, order = gap_of(text) or (0, None)
        return at if order == self.order and LEAST * column <= places[at] <= column / LEAST else 0

    def _by_language(self, text: str, places: Sequence[int], column: int) -> int:
        match = (BEHIND if self.order[0] == "zh" else BEFORE).search(text)
        if not match or not LEAST * column <= places[match.end(1)] <= column + BEYOND:
            return 0
        return match.end(1) if self._fits(text[: match.end(1)], text[match.end(1) :]) else 0

    def _fits(self, left: str, right: str) -> bool:
        languages = language_of(left), language_of(right)
        return all(found in (own, None) for found, own in zip(languages, self.order, strict=True)) and any(languages)


def cutter_of(lines: Sequence[str], gaps: Mapping[int, tuple[int, Order]], least: int) -> Cutter | None:
    """What parts the lines, in the order of languages and by the widths of characters that most of them agree in, by
    the ``gaps`` between two languages; None where fewer than ``least`` lines have one."""
    orders = Counter(order for _, order in gaps.values())
    if not orders or max(orders.values()) < least:
        return None
    order = orders.most_common(1)[0][0]
    own = {k: at for k, (at, found) in gaps.items() if found == order}
    return Cutter(order, max(MODELS, key=lambda width: _agreeing(lines, own, width)))


def _agreeing(lines: Sequence[str], gaps: Mapping[int, int], width: Width) -> int:
    """How many of the lines have their right side where the next line with a gap has it, or where the line below
    begins."""
    begins = {k: starts(lines[k], width)[at] for k, at in gaps.items()}
    below = {k: lines[k + 1] for k in gaps if k + 1 < len(lines) and k + 1 not in gaps}
    alike = sum(begins[k] == len(line) - len(line.lstrip()) for k, line in below.items())
    return alike + sum(begins[a] == begins[b] for a, b in pairwise(gaps))
