"""Which hint of the file a place in the text stands in, and what of a text stands in no paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from duiqi.model import Document, Hint, Omission, Paragraph
from duiqi.structure.lines import content, lines

# The number that the second half of a heading repeats: ``1. 简称 1. Short title``.
NUMBER = re.compile(r"\W*\d{1,3}(?:\.\d{1,3})*[.)）、．]?\W*")


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


def beside_labels(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Omission, ...]:
    """What stands beside or behind the parts of a line in both languages, and is in neither: the price of a dish, the
    name behind ``甲方 Party A:``."""
    found = []
    on_line = False  # whether the paragraph stands on the line of the one before
    for one, other in pairwise((*paragraphs, None)):
        gap = text[one.end : other.start if other else len(text)] if one else ""
        same = other is not None and "\n" not in gap
        if same or on_line:
            value = gap.split("\n", 1)[0].strip(" \t\u3000:：")
            if any(map(str.isalnum, value)) and not NUMBER.fullmatch(value):
                found.append(Omission("beside a label", value))
        on_line = same
    return tuple(found)
