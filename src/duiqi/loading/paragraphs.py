"""Paragraphs of a text with language, kind and block."""

from __future__ import annotations

import re

from duiqi.chars import count_han
from duiqi.loading.kinds import kind_of
from duiqi.loading.language import count_words, language_of
from duiqi.loading.layout import HAN_PER_WORD, blocks_of, detect_layout
from duiqi.loading.lines import content, is_rule, lines, split_languages
from duiqi.model import Document, Language, Layout, Paragraph, ParagraphKind

DIGIT = re.compile(r"\d")
FORCED: dict[Layout, Language] = {"zh": "zh", "en": "en"}


def find_paragraphs(text: str, layout: Layout = "auto") -> tuple[tuple[Paragraph, ...], Layout]:
    """Paragraphs of ``text`` in document order, and the layout: the one given, or the one found for ``"auto"``.

    A line is a paragraph; blank lines and drawn rules (``-----``) are not. ``start`` and ``end`` leave out white
    space and list bullets, never numbering (``1.``, ``（一）``, ``第一，``), which both languages share. A line such as
    ``English / 中文`` is two paragraphs. Layout ``"zh"`` or ``"en"`` makes every paragraph that language and splits
    no line. Blocks are numbered in an alternating layout (see ``duiqi.loading.layout``) and are 0 elsewhere.
    """
    forced = FORCED.get(layout)
    spans: list[tuple[int, int]] = []
    kinds: list[ParagraphKind] = []
    for line_start, line_end in lines(text):
        line = text[line_start:line_end]
        start, end = content(text, line_start, line_end)
        if start == end or is_rule(line):
            continue
        cut = None if forced else split_languages(text[start:end])
        parts = [(start, start + cut[0]), (start + cut[1], end)] if cut else [(start, end)]
        marker = line[: start - line_start]
        spans += parts
        kinds += [kind_of(marker + text[a:b]) for a, b in parts]
    languages = [forced] * len(spans) if forced else _languages([text[a:b] for a, b in spans])
    lengths = [count_han(text[a:b]) / HAN_PER_WORD + count_words(text[a:b]) for a, b in spans]
    blocks = (0,) * len(spans)
    if layout == "auto":
        layout, blocks = detect_layout(languages, lengths)
    elif layout == "alternating":
        blocks = blocks_of(languages, lengths)
    paragraphs = tuple(
        Paragraph(language, kind, start, end, block)
        for language, kind, (start, end), block in zip(languages, kinds, spans, blocks, strict=True)
    )
    return paragraphs, layout


def side(document: Document, language: Language) -> tuple[tuple[int, Paragraph], ...]:
    """The paragraphs of one language, each with its index in ``document.paragraphs``."""
    return tuple((i, p) for i, p in enumerate(document.paragraphs) if p.language == language)


def _languages(texts: list[str]) -> list[Language]:
    """The language of each paragraph; one without letters takes its neighbour's.

    A number belongs to what follows it (a section number, a date line), other marks to what they follow. English
    when no paragraph has letters.
    """
    own = [language_of(text) for text in texts]
    before: list[Language | None] = []
    last: Language | None = None
    for language in own:
        last = language or last
        before.append(last)
    after: list[Language | None] = []
    last = None
    for language in reversed(own):
        last = language or last
        after.append(last)
    after.reverse()
    result: list[Language] = []
    for text, previous, following in zip(texts, before, after, strict=True):
        near = following or previous if DIGIT.search(text) else previous or following
        result.append(near or "en")
    return result
