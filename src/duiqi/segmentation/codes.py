"""The inline codes of a document, each with the sentence that it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from duiqi.inline import Code
from duiqi.model import Document, Sentence


def without_codes(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences as plain text."""
    return tuple(replace(sentence, codes=()) if sentence.codes else sentence for sentence in sentences)


def with_codes(sentences: Sequence[Sentence], document: Document) -> tuple[Sentence, ...]:
    """``sentences`` of ``document``, in order, with the inline codes in them. What closes belongs to the sentence
    before it, the rest to the one after it; a code at the end of a paragraph to the last one."""
    if not document.codes:
        return tuple(sentences)
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[Code]] = {}
    for code in document.codes:
        number = _sentence_of(code, sentences, starts, document.text)
        if number is not None:
            start, end = sentences[number].start, sentences[number].end
            at = min(max(code.start, start), end) - start
            found.setdefault(number, []).append(code.at(at, at))
    return tuple(replace(s, codes=tuple(found[k])) if k in found else s for k, s in enumerate(sentences))


def _sentence_of(code: Code, sentences: Sequence[Sentence], starts: Sequence[int], text: str) -> int | None:
    """The number of the sentence that a code belongs to, None where it stands in none."""
    before = bisect_right(starts, code.start) - 1
    if code.element == "ept" and before >= 0 and starts[before] == code.start:
        before -= 1
    inside = before >= 0 and code.start < sentences[before].end
    choices = (before, before + 1) if inside or code.element == "ept" else (before + 1, before)
    for number in choices:
        if 0 <= number < len(sentences):
            sentence = sentences[number]
            between = text[min(sentence.end, code.start) : code.start] + text[code.start : sentence.start]
            if not between.strip() and "\n" not in between:
                return number
    return None
