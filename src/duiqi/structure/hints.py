"""Which hint of the file a place in the text stands in, and what of a text stands in no paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from duiqi.model import Document, Hint
from duiqi.structure.lines import content, lines


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


def left_out(document: Document) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of the lines of ``document.text`` with letters that are in no paragraph and no omission: a third
    language."""
    spans = [(p.start, p.end) for p in document.paragraphs]
    told = {omission.text for omission in document.omissions}
    found = []
    index = 0
    for start, end in lines(document.text):
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        inside = index < len(spans) and spans[index][0] < end
        if not inside and any(map(str.isalpha, document.text[start:end])):
            found.append(content(document.text, start, end))
    return tuple((start, end) for start, end in found if document.text[start:end] not in told)
