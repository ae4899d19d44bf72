"""Which hint of the file a place in the text stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from duiqi.model import Hint


class HintFinder:
    """Finds the hint that a line of the text stands in."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._hints = hints
        self._starts = [hint.start for hint in hints]

    def each(self, spans: Iterable[tuple[int, int]]) -> list[Hint | None]:
        """The hint of each line, where these come in order."""
        hints, last, index = self._hints, len(self._hints) - 1, -1
        found: list[Hint | None] = []
        for start, end in spans:
            while index < last and self._starts[index + 1] <= start:
                index += 1
            if index >= 0 and hints[index].end > start:
                found.append(hints[index])
            else:
                found.append(hints[index + 1] if index < last and self._starts[index + 1] < end else None)
        return found

    def at(self, start: int, end: int) -> Hint | None:
        """The hint of the line ``start:end``: the last one that begins in or before it, if it reaches into it."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self._hints[index].end > start:
            return self._hints[index]
        if index + 1 < len(self._hints) and self._hints[index + 1].start < end:
            return self._hints[index + 1]
        return None
