"""The lines of a text in arrays: where they begin and end, and which hold characters of a kind.

One look at the code points tells of all lines at once what would else be asked of each in turn, so that only the few
lines that may be concerned are looked at one by one. What a kind is, any function of a character says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from duiqi.text.code_points import code_points, told_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]


class LineFacts:
    """``lines``, parted at line feeds; arrays have an entry for each of them, or for each character of the text with a
    line feed behind every line."""

    def __init__(self, text: str, lines: Sequence[str] | None = None) -> None:
        import numpy as np

        self.text = text
        self.lines: Sequence[str] = text.split("\n") if lines is None else lines
        self.codes: NDArray[np.uint32] = code_points(f"{text}\n")
        self.ends: Places = np.flatnonzero(self.codes == ord("\n"))
        self.starts: Places = np.concatenate(([0], self.ends[:-1] + 1))

    @classmethod
    def of(cls, lines: Sequence[str]) -> LineFacts:
        """The facts of lines that are there; a line feed in one counts as any other white space."""
        text = "\n".join(lines)
        if text.count("\n") >= max(1, len(lines)):
            text = "\n".join([line.replace("\n", " ") for line in lines])
        return cls(text, lines)

    def each(self, function: Callable[[str], int]) -> NDArray[np.uint8]:
        """What ``function`` says of each character, a number up to 254. It is a constant of its module: what it says is
        kept."""
        return told_of(function, self.codes)

    def all_of(self, function: Callable[[str], bool]) -> Flags:
        """Of which characters ``function`` says yes; as in ``each``."""
        found: Flags = self.each(function) != 0
        return found

    def one_of(self, chars: frozenset[str]) -> Flags:
        """Whether each character is one of these, a constant of its module."""
        return self.all_of(chars.__contains__)

    def at(self, places: Places, chars: frozenset[str]) -> Flags:
        """As ``one_of``, for the characters at these places alone."""
        return self.told_at(places, chars.__contains__)

    def told_at(self, places: Places, function: Callable[[str], bool]) -> Flags:
        """Of which of the characters at these places ``function`` says yes; as in ``each``."""
        found: Flags = told_of(function, self.codes[places]) != 0
        return found

    def hold(self, flags: Flags) -> Flags:
        """Which lines hold a character of those."""
        import numpy as np

        return np.logical_or.reduceat(flags, self.starts)

    def lines_at(self, places: Places) -> Places:
        """The lines that characters stand in."""
        import numpy as np

        return np.searchsorted(self.ends, places)

    @cached_property
    def is_space(self) -> Flags:
        """Whether each character is white space. Plain spaces are seen by themselves; beyond U+3000 there is none."""
        codes = self.codes
        found: Flags = codes == 0x20
        asked = ((codes < 0x20) | ((codes >= 0x80) & (codes <= 0x3000))).nonzero()[0]
        found[asked] = self.told_at(asked, str.isspace)
        return found

    @cached_property
    def _edges(self) -> tuple[Places, Places]:
        """Where white space and other characters change over: where words begin, and behind their ends, after ``0``."""
        import numpy as np

        space = np.concatenate(([True], self.is_space))
        edges = np.flatnonzero(space[1:] != space[:-1])
        begins, ends = edges[::2], edges[1::2]
        return np.append(begins, len(self.codes)), np.concatenate(([0], ends))

    @cached_property
    def first(self) -> Places:
        """The first character of each line that is no white space; of a blank line its end."""
        import numpy as np

        begins = self._edges[0]
        return np.minimum(begins[np.searchsorted(begins, self.starts)], self.ends)

    @cached_property
    def last(self) -> Places:
        """Behind the last character of each line that is no white space; of a blank line its start."""
        import numpy as np

        ends = self._edges[1]
        return np.maximum(ends[np.searchsorted(ends, self.ends, side="right") - 1], self.starts)

    @cached_property
    def blank(self) -> Flags:
        """Whether each line shows nothing."""
        found: Flags = self.first == self.ends
        return found

    def word_ends(self, places: Places) -> Places:
        """Where the words end that characters stand in; those that are no white space."""
        import numpy as np

        return self._edges[1][np.searchsorted(self._edges[0], places, side="right")]

    @cached_property
    def _in_words(self) -> Places:
        """How many characters that are no white space stand in so many words from the first."""
        import numpy as np

        begins, ends = self._edges
        return np.concatenate(([0], np.cumsum(ends[1:] - begins[:-1])))

    def shown(self, starts: Places, ends: Places) -> Places:
        """How many characters between these places are no white space."""
        return self._shown_before(ends) - self._shown_before(starts)

    def _shown_before(self, places: Places) -> Places:
        import numpy as np

        begun = np.searchsorted(self._edges[0][:-1], places, side="right")
        found: Places = self._in_words[begun] - np.maximum(0, self._edges[1][begun] - places)
        return found


@lru_cache(maxsize=1)
def facts_of(text: str) -> LineFacts:
    """The facts of a text, kept until another is asked for or ``facts_of.cache_clear()``: what looks at one text in
    turn shares them."""
    return LineFacts(text)
