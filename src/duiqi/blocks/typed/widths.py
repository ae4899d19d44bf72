"""Where characters stand on a line of type of one width: a Chinese character takes two columns, or one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import accumulate

Width = Callable[[str], int]


@cache
def narrow(char: str) -> int:
    """Columns on most terminals (Unicode Standard Annex 11, ambiguous characters narrow)."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


@cache
def wide(char: str) -> int:
    """Columns where ambiguous characters (box-drawing ones, curly quotes) are wide, as in old Chinese programs."""
    return 2 if unicodedata.east_asian_width(char) in "WFA" else narrow(char)


def single(char: str) -> int:
    """One column a character, as programs count that know nothing of Chinese."""
    return 1


MODELS: tuple[Width, ...] = (narrow, wide, single)


def starts(line: str, width: Width) -> list[int]:
    """The column of each character of ``line``, and where it ends."""
    if line.isascii():
        return list(range(len(line) + 1))
    return list(accumulate(map(_NARROW.__getitem__ if width is narrow else width, line), initial=0))


def columns_of(text: str, width: Width) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_NARROW.__getitem__ if width is narrow else width, text))


def width_of(line: str) -> int:
    """The columns that a line takes, as most terminals count."""
    return columns_of(line, narrow)


class _Narrow(dict[str, int]):
    """The width of each character that was met: looking one up takes half the time of a call."""

    def __missing__(self, char: str) -> int:
        self[char] = narrow(char)
        return self[char]


_NARROW = _Narrow()
