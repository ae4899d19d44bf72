"""The characters of all sentences of a side as one array of kinds, in which they are counted all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from duiqi.arrays.types import FloatArray, IntArray

Kinds = NDArray[np.uint8]
# What a character is, one bit each. A clause mark is one of those that part clauses; space is what str.split cuts at.
SPACE, DIGIT, CLAUSE_MARK, POINT, HYPHEN = (1 << k for k in range(5))
_CHARACTERS = {
    SPACE: "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
    DIGIT: "0123456789０１２３４５６７８９",
    CLAUSE_MARK: "，,、；;：:—–…。！？!?",
    POINT: ".",
    HYPHEN: "-",
}


class Characters(NamedTuple):
    """``kinds`` of the characters of ``n`` sentences, each with a line break after it, and one more at the end;
    sentence ``i`` has those from ``first[i]`` to ``end[i]`` (exclusive)."""

    kinds: Kinds
    first: IntArray
    end: IntArray

    @classmethod
    def of_sentences(cls, sentences: Sequence[str]) -> Characters:
        """Those of some sentences."""
        text = "\n".join([*sentences, "\n"])
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = _kind_of_code().take(codes, mode="clip")
        ends = np.fromiter(map(len, sentences), np.int64, count=len(sentences)).cumsum() + np.arange(len(sentences))
        return cls(kinds, np.append(0, ends[:-1] + 1)[: len(sentences)], ends)

    def lengths(self) -> FloatArray:
        """(n,) characters of each sentence without spaces."""
        spaces = (self.kinds & SPACE).nonzero()[0]
        inside = spaces.searchsorted(self.end) - spaces.searchsorted(self.first)
        return (self.end - self.first - inside).astype(np.float64)


@lru_cache(maxsize=1)
def _kind_of_code() -> Kinds:
    """The kind of each character by its code, as far as there are any; the last stands for all beyond."""
    table = np.zeros(max(map(ord, "".join(_CHARACTERS.values()))) + 2, dtype=np.uint8)
    for kind, characters in _CHARACTERS.items():
        table[list(map(ord, characters))] |= kind
    return table
