"""Stretches of text in an encoding that nobody has found: what is not understood stays as it is.

A wrong encoding leaves rare ideographs, signs of other scripts, private and lost characters side by side. Where such a
stretch could not be read, its half-width marks, private characters and blanks may each be half a character: a fix that
took them for what they look like would make it unreadable for good.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.census import Census, Kind
from duiqi.io.xml import XML_ILLEGAL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a wrong encoding leaves.
ODD = Kind.RARE | Kind.SIGN | Kind.PRIVATE | Kind.LOST | Kind.HIGH_LATIN
# Odd characters with at most so many others between them are one stretch.
_GAP = 3
# So many odd characters, and this share of a stretch, make it unread. Text with a foreign mark strewn in, at one place
# in eight (the densest of damage.py), has a quarter; text in a wrong encoding half and more (damages.py).
_LEAST, _LEAST_SHARE = 4, 0.45
# Of these so many are there: where all is lost, as in the holes that cleaning writes, nothing is left to be read.
_LEAST_THERE, _LOST = 2, 0xFFFD
# A line of which this share is in such stretches is unread as a whole.
_LINE_SHARE = 0.4


class Unread:
    """The stretches of a text that are in an unknown encoding; looked for when a fix is about to change something."""

    def __init__(self, census: Census) -> None:
        self.text = census.text
        self._census = census

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """(start, end) of each, in order; whole lines where most of the line is."""
        return _stretches(self._census)

    def spares(self, change: Change) -> bool:
        """Whether ``change`` leaves these stretches alone: it neither alters nor touches one. What no text can hold
        goes wherever it stands, or becomes a break or U+FFFD; and what was struck twice is proven by that."""
        at = bisect_left(self.stretches, change.start, key=lambda stretch: stretch[1])
        if at == len(self.stretches) or self.stretches[at][0] > change.end or change.process == "overstrikes":
            return True
        removed = self.text[change.start : change.end]
        return bool(removed) and not change.after.strip("\n \ufffd") and not XML_ILLEGAL.sub("", removed)


def _stretches(census: Census) -> list[tuple[int, int]]:
    import numpy as np

    if not census.present & ODD:
        return []
    codes = census.codes
    places = census.places(ODD)
    # No-break spaces and soft hyphens are strewn into sound text.
    places = places[(codes[places] != 0xA0) & (codes[places] != 0xAD)]
    if len(places) < _LEAST:
        return []
    lines = np.searchsorted(census.bounds[1:-1], places)
    apart = (np.diff(places) > _GAP + 1) | (np.diff(lines) > 0)
    firsts = np.concatenate(([0], np.flatnonzero(apart) + 1))
    lasts = np.concatenate((firsts[1:], [len(places)])) - 1
    counts = lasts - firsts + 1
    there = np.concatenate(([0], np.cumsum(codes[places] != _LOST)))
    dense = (counts >= _LEAST) & (counts >= _LEAST_SHARE * (places[lasts] - places[firsts] + 1))
    dense &= there[lasts + 1] - there[firsts] >= _LEAST_THERE
    starts, ends = places[firsts[dense]], places[lasts[dense]] + 1
    return _with_lines(starts, ends, census.bounds)


def _with_lines(starts: NDArray[np.intp], ends: NDArray[np.intp], breaks: NDArray[np.intp]) -> list[tuple[int, int]]:
    """The stretches, those of a line that they mostly fill as the whole line."""
    import numpy as np

    lines = np.searchsorted(breaks, starts) - 1
    found: list[tuple[int, int]] = []
    for line in np.unique(lines).tolist():
        mine = slice(*np.searchsorted(lines, [line, line + 1]).tolist())
        first, last = int(breaks[line]) + 1, int(breaks[line + 1])
        if int((ends[mine] - starts[mine]).sum()) >= _LINE_SHARE * (last - first):
            found.append((first, last))
        else:
            found += zip(starts[mine].tolist(), ends[mine].tolist(), strict=True)
    return found
