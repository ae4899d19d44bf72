"""The code points of a text as numbers, and tables with an entry for each."""

from __future__ import annotations

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
