"""Keyword in context: a line for each place where a term stands, with the terms under each other and the other
language beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from duiqi.memory.concordance import Hit
from duiqi.text.printable import printable

# What is between the columns, and what stands where a text is cut.
BETWEEN, CUT = " │ ", "…"


def kwic_lines(hits: Sequence[Hit], width: int, marks: tuple[str, str] = ("", "")) -> Iterator[str]:
    """Lines of ``width`` columns on a terminal, wide characters counted as two: the text around each mark of the hits,
    and the other language from its beginning. ``marks`` stand around what was found and take no room, unless they are
    visible."""
    taken = sum(display_width(mark) for mark in marks if "\x1b" not in mark)
    places = [place for hit in hits for place in _places(hit)]
    longest = max((display_width(term) for _, term, _, _ in places), default=0)
    room = max(width - len(BETWEEN) - taken, 24)
    # Half of the line for the translation, the rest for both sides of the term.
    half = room // 2
    beside = max((room - half - min(longest, room // 4)) // 2, 4)
    right = room - half - beside
    for before, term, after, other in places:
        left, found = clipped_left(before, beside), clipped(term, right)
        rest = clipped(term + after, right)[len(term) :] if found == term else ""
        gap = " " * (right - display_width(found + rest))
        around = " " * (beside - display_width(left)) + left + marks[0] + found + marks[1] + rest + gap
        yield (around + BETWEEN + clipped(other, half)).rstrip()


def _places(hit: Hit) -> Iterator[tuple[str, str, str, str]]:
    """What stands before a mark, in it and after it, and the text in the other language."""
    sides = [(hit.pair.zh, hit.zh_marks, hit.pair.en), (hit.pair.en, hit.en_marks, hit.pair.zh)]
    text, marks, other = next((side for side in sides if side[1]), sides[0])
    for mark in marks or (range(0),):
        parts = text[: mark.start], text[mark.start : mark.stop], text[mark.stop :], other
        before, term, after, beside = (printable(" ".join(f"|{part}|".split())) for part in parts)
        yield before[1:-1], term[1:-1], after[1:-1], beside[1:-1].strip()


def display_width(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters (Unicode's East Asian Width), none for combining
    marks. Where fonts differ, as for “ and …, it is one."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def clipped(text: str, width: int) -> str:
    """The beginning of a text in ``width`` columns."""
    if display_width(text) <= width:
        return text
    end, room = 0, width - display_width(CUT)
    while end < len(text) and (room := room - display_width(text[end])) >= 0:
        end += 1
    return text[:end] + CUT


def clipped_left(text: str, width: int) -> str:
    """The end of a text in ``width`` columns."""
    if display_width(text) <= width:
        return text
    start, room = len(text), width - display_width(CUT)
    while start and (room := room - display_width(text[start - 1])) >= 0:
        start -= 1
    return CUT + text[start:]
