"""What of a text is in no paragraph."""

from __future__ import annotations

from duiqi.model import Document
from duiqi.structure.lines import content, lines


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
