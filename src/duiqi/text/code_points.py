"""The code points of a text as numbers, and tables with an entry for each."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entry = TypeVar("Entry", bound=np.generic)

# Characters looked at together, to bound memory.
AT_A_TIME = 1 << 17


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def looked_up(table: NDArray[Entry], codes: NDArray[np.unsignedinteger]) -> NDArray[Entry]:
    """The entry of each code point, some at a time: NumPy makes numbers of eight bytes of all that it looks up."""
    import numpy as np

    found = np.empty(len(codes), table.dtype)
    for first in range(0, len(codes), AT_A_TIME):
        some = slice(first, first + AT_A_TIME)
        found[some] = table.take(codes[some])
    return found


@lru_cache(maxsize=64)
def _told(function: Callable[[str], int]) -> NDArray[np.uint8]:
    """What a function says of each code point and one, 0 while it was not asked."""
    import numpy as np

    return np.zeros(0x110000, np.uint8)


def told_of(function: Callable[[str], int], codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """What ``function`` says of each character, a number up to 254. It is asked of each once in a process, so that it
    must be a constant of its module."""
    import numpy as np

    table = _told(function)
    found = looked_up(table, codes)
    if not found.all():
        for first in range(0, len(codes), AT_A_TIME):
            some = slice(first, first + AT_A_TIME)
            for code in np.unique(codes[some][found[some] == 0]).tolist():
                table[code] = function(chr(code)) + 1
        found = looked_up(table, codes)
    found -= 1
    return found
