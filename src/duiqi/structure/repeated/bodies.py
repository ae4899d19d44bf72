"""Texts and lines without what is repeated around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from duiqi.model import Document, Omission
from duiqi.structure.lines import written_lines
from duiqi.structure.repeated.ends import repeated_ends
from duiqi.structure.repeated.labels import labels_of, pairs_of
from duiqi.structure.repeated.spans import Span, firsts_of, spans_of
from duiqi.structure.repeated.stamps import stamps_of


def without_repeated_ends(document: Document) -> Document:
    """The document of a plain text without the words that most lines begin or end with.

    They go before the text is cleaned, as lines that end alike look wrapped. Where the file itself
    parts its paragraphs they are left out of the paragraphs instead.
    """
    if document.hints:
        return document
    lines = document.text.split("\n")
    head, tail = repeated_ends(lines)
    if not head and not tail:
        return document
    spans, words = spans_of(lines, head, tail)
    text = "\n".join(line[start:end] for line, (start, end) in zip(lines, spans, strict=True))
    return replace(document, text=text, omissions=(*document.omissions, *omitted(words)))


def omitted(words: Sequence[str]) -> tuple[Omission, ...]:
    """What is told of such words."""
    return tuple(Omission("on most lines", part) for part in words)


class Bodies(NamedTuple):
    """``spans``: each line without the ``words`` that others have too. ``pairs``: the numbers of lines that are the
    translation of the line above, by their labels, with the number of that."""

    spans: list[Span]
    words: tuple[str, ...]
    pairs: dict[int, int]


def without_repeated(lines: Sequence[str]) -> Bodies:
    """The lines without the words that most begin or end with, and without labels that only say whether it is the
    original or the translation."""
    spans, words = spans_of(lines, *repeated_ends(lines))
    firsts = firsts_of(lines, spans)
    if stamps := stamps_of(lines, spans, firsts):
        spans = [(stamp.end(), b) if stamp else (a, b) for stamp, (a, b) in zip(stamps, spans, strict=True)]
        words = (*words, *dict.fromkeys(stamp[0].strip() for stamp in stamps if stamp))
        firsts = firsts_of(lines, spans)
    labels = labels_of(lines, spans, firsts)
    if not any(labels):
        return Bodies(spans, words, {})
    pairs = pairs_of(lines, labels, spans)
    unlabelled = [(min(label.end(), b), b) if label else (a, b) for label, (a, b) in zip(labels, spans, strict=True)]
    return Bodies(unlabelled, (*words, *dict.fromkeys(label[0].strip() for label in labels if label)), pairs)


def bodies_of(text: str) -> tuple[list[tuple[int, int, int]], tuple[str, ...], dict[int, int]]:
    """The lines of a text as ``written_lines`` gives them, without the words that most have in common; these; and those
    of two lines that labels put together, each with the first of them, by where they start."""
    spans = list(written_lines(text))
    bodies, repeated, pairs = without_repeated([text[a:b] for _, a, b in spans])
    joint = {spans[k][0]: spans[first][0] for second, first in pairs.items() for k in (first, second)}
    if repeated:
        spans = [(line, start + a, start + b) for (line, start, _), (a, b) in zip(spans, bodies, strict=True) if a < b]
    return spans, repeated, joint
