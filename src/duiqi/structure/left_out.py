"""What of a text stands in no paragraph: lines in a third language, and what stands beside labels on a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from duiqi.model import Document, Omission, Paragraph
from duiqi.structure.lines import content, lines

# The number that the second half of a heading repeats: ``1. 简称 1. Short title``.
NUMBER = re.compile(r"[^\w¥￥$€£]*\d{1,3}(?:\.\d{1,3})*[.)）、．]?\W*")
# A figure between two names that is set apart from both.
SET_APART = re.compile(r"(?:[ \u3000]{2,}|\t\s*)\d[\d.,]*(?:[ \u3000]{2,}|\t\s*)")


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
            repeated = same and NUMBER.fullmatch(value) and not SET_APART.fullmatch(gap)
            if any(map(str.isalnum, value)) and not repeated:
                found.append(Omission("beside a label", value))
        on_line = same
    return tuple(found)
