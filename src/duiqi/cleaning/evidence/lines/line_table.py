"""The lines of a text in figures: their language, their width, how they begin and end; one pass over its characters."""

from __future__ import annotations

import unicodedata
from enum import IntFlag
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from duiqi.cleaning.evidence.census import Census
from duiqi.text.chars import HAN_CHAR
from duiqi.text.code_points import AT_A_TIME, looked_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Flags = NDArray[np.bool_]

# Of a line that is longer, the language is told by its beginning.
MAX_COLUMNS = 120
NO_LANGUAGE, CHINESE, ENGLISH = range(3)


class _Class(IntFlag):
    """What the line table asks of a character."""

    KNOWN = 1
    HAN = 2
    LATIN = 4
    SPACE = 8
    WIDE = 16  # two columns on a screen
    CANNOT_OPEN = 32
    ENDS_CHINESE = 64
    ENDS_ENGLISH = 128
    LOWER = 256
    STRAIGHT_QUOTE = 512


_MEMBERS = (
    (_Class.CANNOT_OPEN, "，。、；：！？”’」』）》〉"),
    (_Class.ENDS_CHINESE, "。！？!?；;：:…”’」』）)]】》.—"),
    (_Class.ENDS_ENGLISH, '.!?:;"”)]'),
    (_Class.LOWER | _Class.LATIN, "abcdefghijklmnopqrstuvwxyz"),
    (_Class.STRAIGHT_QUOTE, "\"'"),
    (_Class.LATIN, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint16]:
    """The classes of each code point, filled in as they are met."""
    import numpy as np

    return np.zeros(0x110000, np.uint16)


def _classes(codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
    import numpy as np

    table = _table()
    found = looked_up(table, codes)
    if not found.all():
        for first in range(0, len(codes), AT_A_TIME):
            some = slice(first, first + AT_A_TIME)
            for code in np.unique(codes[some][table.take(codes[some]) == 0]).tolist():
                table[code] = _class(chr(code))
        found = looked_up(table, codes)
    return found


def _class(char: str) -> _Class:
    found = _Class.KNOWN
    for each, members in _MEMBERS:
        if char in members:
            found |= each
    if HAN_CHAR.match(char):
        found |= _Class.HAN
    if char.isspace():
        found |= _Class.SPACE
    return found | _Class.WIDE if unicodedata.east_asian_width(char) in "WFA" else found


class Line(NamedTuple):
    """A line: its bounds, and those of what is in it without the white space around (no meaning in a blank line)."""

    start: int
    end: int
    first: int
    last: int
    word: int  # the end of its first word
    columns: int  # its width on a screen, without the white space around
    han: int  # Chinese characters
    open_zh: bool  # no mark at its end that ends a Chinese sentence, or closes something
    open_en: bool
    cannot_open: bool  # begins with a mark that cannot begin a line
    opens_lower: bool
    language: int


class LineTable:
    """The lines of a text, a column for each field of Line."""

    def __init__(self, census: Census) -> None:
        import numpy as np

        self.start, self.end = census.bounds[:-1] + 1, census.bounds[1:]
        classes = np.append(_classes(census.codes), np.uint16(_Class.SPACE))
        begins, ends = _words(classes)
        first_word = np.searchsorted(begins, self.start)
        self.first = begins[first_word]
        self.last = ends[np.searchsorted(ends[:-2], self.end, side="right") - 1]
        self.word = ends[first_word]
        self.columns = _columns(classes, self.first, self.last, self.first < self.end)
        beginning = np.minimum(self.end, self.start + MAX_COLUMNS)
        han, latin = (_parts(classes, kind, self.start, beginning) for kind in (_Class.HAN, _Class.LATIN))
        self.han = han.sum(axis=1)
        before, after = classes[self.last - 1], classes[self.first]
        # A straight quotation mark closes what ends before it.
        quoted = ((before & _Class.STRAIGHT_QUOTE) > 0) & (self.last - 2 >= self.first)
        ended = before | np.where(quoted, classes.take(self.last - 2, mode="clip"), np.uint16(0))
        self.open_zh = (ended & _Class.ENDS_CHINESE) == 0
        self.open_en = (before & _Class.ENDS_ENGLISH) == 0
        self.cannot_open = (after & _Class.CANNOT_OPEN) > 0
        self.opens_lower = (after & _Class.LOWER) > 0
        few = self.first + 1 >= beginning
        few |= (self.word == self.first + 1) & (begins[first_word + 1] >= beginning)
        self.language = self._languages(han[:, 0], latin[:, 0], few)
        self.language[self.first >= beginning] = NO_LANGUAGE

    def move(self, shifts: Numbers) -> None:
        """Let the bounds of each line count from elsewhere."""
        for name in ("start", "end", "first", "last", "word"):
            setattr(self, name, getattr(self, name) + shifts)

    def rows(self, numbers: Numbers) -> list[Line]:
        """The lines of the given numbers."""
        columns = (getattr(self, name)[numbers].tolist() for name in Line._fields)
        return list(map(Line._make, zip(*columns, strict=True)))

    def _languages(self, han: Numbers, latin: Numbers, few: Flags) -> NDArray[np.uint8]:
        """By the number of Chinese characters and of letters; what shows only one character has none."""
        import numpy as np

        found = np.where(latin > 0, ENGLISH, NO_LANGUAGE).astype(np.uint8)
        found[(han * 2 >= latin) & (han > 0)] = CHINESE
        found[few] = NO_LANGUAGE
        found[self.cannot_open] = CHINESE
        return found


def table_of_neighbours(census: Census) -> LineTable | None:
    """The lines of each part between empty lines in which a line of at most MAX_COLUMNS columns has another one below,
    with an empty line behind each part; None where there is no such part."""
    import numpy as np

    starts, ends = census.bounds[:-1] + 1, census.bounds[1:]
    written = ends > starts
    padded = np.concatenate(([False], written, [False]))
    begins, stops = np.flatnonzero(padded[1:] & ~padded[:-1]), np.flatnonzero(padded[:-1] & ~padded[1:])
    # White space around a line counts in no width.
    short = ends - starts <= MAX_COLUMNS
    long = np.flatnonzero(written & ~short)
    for edge in (starts[long], ends[long] - 1):
        short[long] |= (_classes(census.codes[edge]) & _Class.SPACE) > 0
    before = np.concatenate(([0], np.cumsum(written[:-1] & written[1:] & short[:-1])))
    chosen = before[stops - 1] > before[begins]
    if not chosen.any():
        return None
    begins, stops = begins[chosen], stops[chosen]
    firsts, lasts = starts[begins], ends[stops - 1]
    parts = [census.text[first:last] for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]
    table = LineTable(Census("\n\n".join(parts) + "\n"))
    there = np.concatenate(([0], np.cumsum(lasts - firsts + 2)[:-1]))
    table.move(np.repeat(firsts - there, stops - begins + 1))
    return table


def _words(classes: NDArray[np.uint16]) -> tuple[Numbers, Numbers]:
    """Where words begin and end (what has no white space in it); behind the last one the end of the text, twice."""
    import numpy as np

    visible = np.concatenate(([False], (classes & _Class.SPACE) == 0))
    edges = np.flatnonzero(visible[1:] != visible[:-1])
    padding = [len(classes) - 1] * 2
    return np.concatenate((edges[::2], padding)), np.concatenate((edges[1::2], padding))


def _parts(classes: NDArray[np.uint16], kind: _Class, start: Numbers, cut: Numbers) -> Numbers:
    """For each line how many characters of ``kind`` it has before ``cut``, and how many from there on."""
    import numpy as np

    # The line feed behind each line, and the space behind the last, make no part empty that is asked for.
    bounds = np.column_stack((start, cut)).ravel()
    return _counts(classes, kind, bounds).reshape(-1, 2)


def _columns(classes: NDArray[np.uint16], first: Numbers, last: Numbers, visible: Flags) -> Numbers:
    """The width of each line that shows something, 0 of others."""
    import numpy as np

    columns = np.where(visible, last - first, 0)
    if visible.any():
        bounds = np.column_stack((first[visible], last[visible])).ravel()
        columns[visible] += _counts(classes, _Class.WIDE, bounds)[::2]
    return columns


def _counts(classes: NDArray[np.uint16], kind: _Class, bounds: Numbers) -> Numbers:
    """How many characters of ``kind`` there are from each of the rising bounds to the next one; some lines at a time,
    because each is counted as a number of eight bytes."""
    import numpy as np

    found = np.empty(len(bounds), np.intp)
    steps = np.arange(AT_A_TIME, int(bounds[-1]) if len(bounds) else 0, AT_A_TIME)
    cuts = sorted({0, *np.searchsorted(bounds, steps).tolist(), len(bounds)})
    for first, last in pairwise(cuts):
        end = int(bounds[last]) if last < len(bounds) else len(classes)
        part = classes[bounds[first] : end] & kind
        found[first:last] = np.add.reduceat(part > 0, bounds[first:last] - bounds[first], dtype=np.intp)
    return found
