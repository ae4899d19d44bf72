"""What else a way to spell characters did to its text: quotation marks around a line, signs for spaces.

A program that prints bytes writes ``b'…'`` around each line; one that writes a form for an address makes spaces ``+``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

# Start, end, what stands there once it is undone.
Place = tuple[int, int, str]

_PRINTED = re.compile(r"^[ \t]*(b(['\"])).*(\2)[ \t]*$", re.MULTILINE)
_PLUS = re.compile(r"(?<=[^\s+])\+(?=[^\s+])")
# So many signs, each between two other characters, in a text that has no space: a choice. (``C++``, ``A+B``.)
_LEAST = 3


def printed_bytes(text: str, runs: Sequence[Place]) -> list[Place]:
    """``b'`` and ``'`` around lines, where all that have ``runs`` are between such marks."""
    lines = list(_PRINTED.finditer(text)) if "b'" in text or 'b"' in text else []
    starts = [start for start, _, _ in runs]
    found: list[Place] = []
    inside = 0
    for line in lines:
        mine = bisect_left(starts, line.end()) - bisect_left(starts, line.start())
        inside += mine
        if mine or "\\" not in line[0]:
            found += [(*line.span(group), "") for group in (1, 3)]
    return found if inside == len(runs) else []


def signs_for_spaces(text: str, runs: Sequence[Place]) -> list[Place]:
    """The ``+`` of a text with percent signs, where they stand for spaces: there is no other, spelled or not."""
    signs = [match.span() for match in _PLUS.finditer(text)] if "+" in text and " " not in text else []
    if len(signs) < _LEAST or len(signs) < text.count("+") or any(" " in read for _, _, read in runs):
        return []
    return [(*sign, " ") for sign in signs]
