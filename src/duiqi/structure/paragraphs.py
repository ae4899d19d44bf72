"""Paragraphs of a text with language, kind and block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from duiqi.model import Document, Hint, Language, Layout, Paragraph, ParagraphKind
from duiqi.structure.bilingual_lines import is_title, part_first, part_glued, part_prose, part_terms
from duiqi.structure.forms.form_lines import part_forms
from duiqi.structure.hints import HintFinder
from duiqi.structure.joint.splits import split_labels, split_title, split_translated
from duiqi.structure.joint.values import without_prices
from duiqi.structure.layout import (
    Measured,
    detect_layout,
    measured,
    row_blocks,
    row_numbers,
    run_blocks,
    with_doubled,
    with_untranslated,
)
from duiqi.structure.left_out import beside_labels
from duiqi.structure.paragraph_kind import kind_of
from duiqi.structure.repeated.bodies import bodies_of, omitted
from duiqi.structure.term_lines import part_entries, part_listed, part_words
from duiqi.text.chars import count_han
from duiqi.text.language import language_of
from duiqi.text.third_language import foreign_lines

DIGIT = re.compile(r"\d")
# So many sentences with a translation in brackets are no chance.
BRACKETED = 3
FORCED: dict[Layout, Language] = {"zh": "zh", "en": "en"}


def with_paragraphs(document: Document, layout: Layout = "auto") -> Document:
    """The document with the paragraphs of its text, in the layout given, or the one found for ``"auto"``.

    Words that most lines begin or end with, and what stands beside labels, are in no paragraph and among its omissions.
    """
    paragraphs, found, repeated = _found(document.text, layout, document.hints)
    left = *omitted(repeated), *beside_labels(document.text, paragraphs)
    omissions = *document.omissions, *(told for told in left if told not in document.omissions)
    return replace(document, paragraphs=paragraphs, layout=found, omissions=omissions)


def find_paragraphs(
    text: str, layout: Layout = "auto", hints: Sequence[Hint] = ()
) -> tuple[tuple[Paragraph, ...], Layout]:
    """Paragraphs of ``text`` in document order, and the layout: the one given, or the one found for ``"auto"``.

    A line is a paragraph; blank lines and drawn rules (``-----``) are not. ``start`` and ``end`` leave out white
    space and list bullets, never numbering (``1.``, ``（一）``, ``第一，``), which both languages share. A line such as
    ``English / 中文`` is two paragraphs. Lines in a third language are in none. Layout ``"zh"`` or ``"en"`` makes every
    paragraph that language, splits no line and leaves none out. Blocks are numbered in an alternating layout and in
    ``"columns"`` (see ``duiqi.structure.layout``) and are 0 elsewhere. ``hints`` say what the file itself tells.
    """
    paragraphs, layout, _ = _found(text, layout, hints)
    return paragraphs, layout


def _found(text: str, layout: Layout, hints: Sequence[Hint]) -> tuple[tuple[Paragraph, ...], Layout, tuple[str, ...]]:
    """Paragraphs and layout, and the words that most lines have in common."""
    forced = FORCED.get(layout)
    if forced:
        paragraphs, repeated = _of_one_language(text, hints, forced)
        return paragraphs, layout, repeated
    pieces, repeated = _pieces(text, HintFinder(hints))
    pieces = _split_titles(text, pieces, layout)
    texts = [text[piece.start : piece.end] for piece in pieces]
    languages = _languages(texts, [piece.language for piece in pieces])
    if layout in ("auto", "alternating") and not any(piece.language for piece in pieces):
        languages = with_doubled(texts, languages)

    @cache
    def lengths() -> list[Measured]:
        return measured(texts, languages)

    blocks: tuple[int, ...] = (0,) * len(pieces)
    if layout in ("auto", "columns"):
        in_rows = row_blocks(texts, languages, [piece.row for piece in pieces], forced=layout == "columns")
        layout, blocks = ("columns", in_rows) if in_rows is not None else detect_layout(lengths())
    if layout == "alternating":
        # The two parts of a line stay together, whichever runs would fit better.
        split = row_blocks(texts, languages, [piece.line for piece in pieces], forced=True)
        blocks = run_blocks(lengths()) if split is None else split
    if layout in ("zh-then-en", "en-then-zh"):
        languages = with_untranslated(lengths(), texts, "zh" if layout == "zh-then-en" else "en")
    rows = row_numbers([_row_key(piece) for piece in pieces], languages, texts)
    paragraphs = tuple(
        Paragraph(language, piece.kind, piece.start, piece.end, block, row)
        for language, piece, block, row in zip(languages, pieces, blocks, rows, strict=True)
    )
    return paragraphs, layout, repeated


def _of_one_language(
    text: str, hints: Sequence[Hint], language: Language
) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """The same where all is in one language: a line is a paragraph, no line is parted, and there are no blocks."""
    spans, repeated, _ = bodies_of(text)
    known = HintFinder(hints).each((start, end) for _, start, end in spans)
    rows: dict[int, int] = {}
    paragraphs = []
    for (line, start, end), hint in zip(spans, known, strict=True):
        kind = hint.kind if hint and hint.kind else kind_of(text[line:end])
        row = 0 if hint is None or hint.row is None else rows.setdefault(hint.row, len(rows) + 1)
        paragraphs.append(Paragraph(language, kind, start, end, 0, row))
    return tuple(paragraphs), repeated


def _row_key(piece: LinePart) -> tuple[str, int | None]:
    if piece.line is not None:
        return "line", piece.line
    return ("" if piece.row is None else "row"), piece.row


class LinePart(NamedTuple):
    """A line, or one of the two parts of a line with both languages, before its language is settled.

    ``line`` numbers the parts of split lines, ``row`` is that of the hint.
    """

    start: int
    end: int
    kind: ParagraphKind
    language: Language | None
    row: int | None
    line: int | None = None


def _pieces(text: str, hints: HintFinder) -> tuple[list[LinePart], tuple[str, ...]]:
    """The lines, or their parts, and the words that most lines have in common, which are in none."""
    # Two lines that labels put together are as the parts of one.
    spans, repeated, joint = bodies_of(text)
    texts = [text[a:b] for _, a, b in spans]
    known = hints.each((start, end) for _, start, end in spans)
    foreign = _foreign(texts, known)
    settled = [bool(hint and hint.language) for hint in known]
    parted = _parts(texts, settled, [hint.row if hint else None for hint in known])
    pieces: list[LinePart] = []
    for (line_start, start, end), line, hint, skip, parts in zip(spans, texts, known, foreign, parted, strict=True):
        if skip:
            continue
        number = line_start if parts else joint.get(line_start)
        if not parts and not hint:
            kind = kind_of(text[line_start:end] if line_start < start else line)
            pieces.append(LinePart(start, end, kind, None, None, number))
            continue
        language = hint.language if hint and hint.language != "other" else None
        marker = text[line_start:start]
        for a, b in [(start + a, start + b) for a, b in parts] or [(start, end)]:
            kind = hint.kind if hint and hint.kind else kind_of(marker + text[a:b])
            pieces.append(LinePart(a, b, kind, language, hint.row if hint else None, number))
    return pieces, repeated


def _parts(
    texts: Sequence[str], settled: Sequence[bool], rows: Sequence[int | None]
) -> list[tuple[tuple[int, int], ...]]:
    """The parts of each line that holds both languages, nothing for others and for those whose language is settled."""
    if all(settled):
        return [()] * len(texts)
    own = ["" if known else text for text, known in zip(texts, settled, strict=True)]
    words = part_words([text if row is None else "" for text, row in zip(own, rows, strict=True)])
    forms = [form or word for form, word in zip(part_forms(own), words, strict=True)]
    settled = [known or form is not None for known, form in zip(settled, forms, strict=True)]
    open_texts = [text for text, known in zip(texts, settled, strict=True) if not known]
    lone = [text if row is None else "" for text, row, known in zip(texts, rows, settled, strict=True) if not known]
    entries = part_entries(lone)
    following = iter(zip(part_prose(open_texts, entries), entries, strict=True))
    bracketed = sum(split_translated(text) is not None for text in open_texts) >= BRACKETED
    found = [
        form or () if known else _parts_of(text, *next(following), bracketed=bracketed)
        for text, known, form in zip(texts, settled, forms, strict=True)
    ]
    return [parts or () for parts in without_prices(texts, found)]


def _parts_of(
    text: str, joint: Sequence[tuple[int, int]] | None, entry: Sequence[tuple[int, int]] | None, *, bracketed: bool
) -> tuple[tuple[int, int], ...]:
    """The parts of one line: a sentence and its translation in brackets or behind a mark, or else those that it has
    among others like it (``joint``)."""
    cut = split_translated(text) if bracketed else None
    if not cut:
        cut = split_labels(text)
        # A word may have a mark in it.
        if cut and entry and entry[0][1] > cut[1]:
            cut = None
    return ((0, cut[0]), cut[1:]) if cut else tuple(joint or ())


def _foreign(texts: Sequence[str], hints: Sequence[Hint | None]) -> list[bool]:
    """Which lines are in a third language: the hint decides, else words and script."""
    if all(hint and hint.language for hint in hints):
        return [hint is not None and hint.language == "other" for hint in hints]
    told = foreign_lines(texts)
    return [
        hint.language == "other" if hint and hint.language else foreign
        for hint, foreign in zip(hints, told, strict=True)
    ]


def _split_titles(text: str, pieces: list[LinePart], layout: Layout) -> list[LinePart]:
    """Split ``Title（标题）``, ``标题 Title`` and lines glued together, unless the rest has one language
    after the other: there the line holds a name or quotation in the other language, which has no place of its own."""
    texts, settled = [text[piece.start : piece.end] for piece in pieces], [bool(piece.language) for piece in pieces]
    if all(settled):
        return pieces
    kinds = [piece.kind for piece in pieces]
    cuts = _title_cuts(texts, settled, kinds)
    glued = [
        None if cut or known or piece.line is not None else part_glued(line)
        for line, piece, cut, known in zip(texts, pieces, cuts, settled, strict=True)
    ]
    # What was parted is not parted again: ``正在下载… (%d%%)``.
    cuts = [
        None if piece.line is not None else cut or apart for piece, cut, apart in zip(pieces, cuts, glued, strict=True)
    ]
    if not any(cuts):
        return pieces
    if not _take_turns(text, [piece for piece, cut in zip(pieces, cuts, strict=True) if not cut], layout):
        return pieces
    split: list[LinePart] = []
    for piece, cut, apart in zip(pieces, cuts, glued, strict=True):
        # Parts that a lost line break left on one line need not be translations: they find their partners by runs.
        line = piece.start if cut and not apart else piece.line
        parts = cut or [(0, piece.end - piece.start)]
        split += [piece._replace(start=piece.start + a, end=piece.start + b, line=line) for a, b in parts]
    return split


def _take_turns(text: str, pieces: Sequence[LinePart], layout: Layout) -> bool:
    """Whether the languages take turns in the lines, or nothing tells that they do not."""
    # Cells without Chinese, such as keys, are in no language that could come after the other.
    if not any(piece.kind != "table cell" or count_han(text[piece.start : piece.end]) for piece in pieces):
        return True
    if layout in ("auto", "columns"):
        texts = [text[piece.start : piece.end] for piece in pieces]
        layout, _ = detect_layout(measured(texts, _languages(texts, [piece.language for piece in pieces])))
    return layout == "alternating"


def _title_cuts(
    texts: Sequence[str], settled: Sequence[bool], kinds: Sequence[ParagraphKind]
) -> list[tuple[tuple[int, int], ...] | None]:
    """The two parts of each line that is a title and its translation."""
    titles = [index for index, known in enumerate(settled) if not known and is_title(texts[index])]
    parted = part_terms(
        [texts[index] for index in titles],
        [kinds[index] == "heading" for index in titles],
        [kinds[index] == "table cell" for index in titles],
    )
    terms = dict(zip(titles, parted, strict=True))
    if texts and not settled[0]:
        terms[0] = terms.get(0) or part_first(texts)
    listed = part_listed(["" if known else text for text, known in zip(texts, settled, strict=True)])
    cuts: list[tuple[tuple[int, int], ...] | None] = []
    for index, (text, known) in enumerate(zip(texts, settled, strict=True)):
        bracketed = None if known else split_title(text)
        cuts.append((bracketed[:2], bracketed[2:]) if bracketed else terms.get(index) or listed[index])
    return without_prices(texts, cuts)


def _languages(texts: Sequence[str], given: Sequence[Language | None]) -> list[Language]:
    """The language of each paragraph, that ``given`` first; one without letters takes its neighbour's.

    A number belongs to what follows it (a section number, a date line), other marks to what they follow. English
    when no paragraph has letters.
    """
    own = [known or language_of(text) for text, known in zip(texts, given, strict=True)]
    if all(own):
        return [language for language in own if language]
    before, after = _last_so_far(own), reversed(_last_so_far(reversed(own)))
    return [
        (following or previous if DIGIT.search(text) else previous or following) or "en"
        for text, previous, following in zip(texts, before, after, strict=True)
    ]


def _last_so_far(languages: Iterable[Language | None]) -> list[Language | None]:
    last: Language | None = None
    return [last := language or last for language in languages]
