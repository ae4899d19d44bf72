"""The lines of a text in arrays: where they begin and end, and which hold characters of a kind.

One look at the code points tells of all lines at once what would else be asked of each in turn, so that only the few
lines that may be concerned are looked at one by one. What a kind is, any function of a character says; it is asked of
each character that occurs, once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from duiqi.text.code_points import AT_A_TIME, code_points, looked_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]

LONG = 1 << 14  # characters from which on it is quicker to mark those that occur than to sort them


class LineFacts:
    """``lines``, parted at line feeds; arrays have an entry for each of them, or for each character of the text with a
    line feed behind every line."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self.lines: Sequence[str] = text.split("\n")
        self.codes: NDArray[np.uint32] = code_points(f"{text}\n")
        self.ends: Places = np.flatnonzero(self.codes == ord("\n"))
        self.starts: Places = np.concatenate(([0], self.ends[:-1] + 1))

    @classmethod
    def of(cls, lines: Sequence[str]) -> LineFacts:
        """The facts of lines that are there; a line feed in one counts as any other white space."""
        text = "\n".join(lines)
        if text.count("\n") >= max(1, len(lines)):
            text = "\n".join([line.replace("\n", " ") for line in lines])
        facts = cls(text)
        facts.lines = lines
        return facts

    @cached_property
    def _occurring(self) -> tuple[int, Places]:
        """The greatest code point, and all that occur."""
        import numpy as np

        size = int(self.codes.max()) + 1
        if len(self.codes) < LONG:
            return size, np.unique(self.codes)
        seen = np.zeros(size, bool)
        for first in range(0, len(self.codes), AT_A_TIME):
            seen[self.codes[first : first + AT_A_TIME]] = True
        return size, np.flatnonzero(seen)

    def each(self, function: Callable[[str], Any], dtype: str = "bool") -> NDArray[Any]:
        """What ``function`` says of each character."""
        import numpy as np

        size, occurring = self._occurring
        table = np.zeros(size, dtype)
        table[occurring] = [function(chr(code)) for code in occurring.tolist()]
        return looked_up(table, self.codes)

    def one_of(self, chars: Collection[str]) -> Flags:
        """Whether each character is one of these."""
        return self.each(chars.__contains__)

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
        """Whether each character is white space."""
        return self.each(str.isspace)

    @cached_property
    def _visible(self) -> Places:
        import numpy as np

        return np.append(np.flatnonzero(~self.is_space), len(self.codes))

    @cached_property
    def first(self) -> Places:
        """The first character of each line that is no white space; of a blank line its end."""
        import numpy as np

        return np.minimum(self._visible[np.searchsorted(self._visible, self.starts)], self.ends)

    @cached_property
    def last(self) -> Places:
        """Behind the last character of each line that is no white space; of a blank line its start."""
        import numpy as np

        places = np.searchsorted(self._visible, self.ends) - 1
        return np.maximum(np.where(places >= 0, self._visible[places] + 1, 0), self.starts)

    @cached_property
    def blank(self) -> Flags:
        """Whether each line shows nothing."""
        return self.first == self.ends
