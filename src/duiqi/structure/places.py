"""What the structure of the documents says of their sentences: blocks, lists, and rows that nothing crosses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from duiqi.model import Document, Language, Paragraph, Sentence
from duiqi.structure.layout import length_in_words
from duiqi.structure.numbering import Sections, Side, find_sections
from duiqi.structure.paragraph_kind import TERM_KINDS, is_term

Gate = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SentencePlaces:
    """Where the sentences of both sides stand, Chinese first.

    ``blocks``: the block of the layout that each stands in. ``lists``: a number for each run of list items or table
    rows of a side, 0 outside. ``rows``: the row of each, 0 outside. ``terms``: whether each may be a heading, a bullet
    or a word and no sentence. ``gates``: so many Chinese and so many English sentences stand before a place that no
    pair crosses, in order. ``are_known`` is false where nothing is known of the documents. ``sections``: those that
    numbers of the paragraphs tell, where there are no gates.
    """

    blocks: tuple[Sequence[int], Sequence[int]]
    lists: tuple[Sequence[int], Sequence[int]]
    rows: tuple[Sequence[int], Sequence[int]]
    terms: tuple[Sequence[bool], Sequence[bool]]
    gates: tuple[Gate, ...] = ()
    are_known: bool = True
    sections: Sections | None = None


def nowhere(n: int, m: int) -> SentencePlaces:
    """The places of ``n`` Chinese and ``m`` English sentences of which nothing is known."""
    none = (0,) * n, (0,) * m
    return SentencePlaces(none, none, none, ((False,) * n, (False,) * m), are_known=False)


def places_of(
    zh: Document, en: Document, zh_sentences: Sequence[Sentence], en_sentences: Sequence[Sentence]
) -> SentencePlaces:
    """The places of the sentences of two documents, or of one that is given twice."""
    sides: tuple[tuple[Document, Sequence[Sentence], Language], ...] = (
        (zh, zh_sentences, "zh"),
        (en, en_sentences, "en"),
    )
    numbers = [_lists(document, language) for document, _, language in sides]
    paragraphs = [[d.paragraphs[sentence.paragraph] for sentence in sentences] for d, sentences, _ in sides]
    lists = [[found[s.paragraph] for s in sentences] for found, (_, sentences, _) in zip(numbers, sides, strict=True)]
    blocks, rows = ([[getattr(p, name) for p in side] for side in paragraphs] for name in ("block", "row"))
    texts = [[sentence.text for sentence in side] for side in (zh_sentences, en_sentences)]
    terms = [
        [p.kind in TERM_KINDS and is_term(text, p.kind) for text, p in zip(side, found, strict=True)]
        for side, found in zip(texts, paragraphs, strict=True)
    ]
    gates = row_gates(zh, zh_sentences, en_sentences) if zh is en else ()
    return SentencePlaces(
        (blocks[0], blocks[1]),
        (lists[0], lists[1]),
        (rows[0], rows[1]),
        (terms[0], terms[1]),
        gates,
        sections=None if gates else find_sections(_passages(zh, zh_sentences), _passages(en, en_sentences)),
    )


def _passages(document: Document, sentences: Sequence[Sentence]) -> Side:
    """The paragraphs that the sentences stand in."""
    first = [k for k, sentence in enumerate(sentences) if not k or sentence.paragraph != sentences[k - 1].paragraph]
    found = [document.paragraphs[sentences[k].paragraph] for k in first]
    return Side([document.text[p.start : p.end] for p in found], first, len(sentences))


def row_gates(document: Document, zh: Sequence[Sentence], en: Sequence[Sentence]) -> tuple[Gate, ...]:
    """Gates before and after each row of a document with both languages.

    Where the languages are laid out in columns, every row is a wall. Elsewhere only rows with both languages are, and
    only if they hold more text than they would part from its translation: where one language comes after the other, a
    row is a detail.
    """
    spans: dict[int, tuple[int, int]] = {}
    languages: dict[int, set[Language]] = {}
    for paragraph in document.paragraphs:
        if row := paragraph.row:
            start, end = spans.get(row, (paragraph.start, paragraph.end))
            spans[row] = min(start, paragraph.start), max(end, paragraph.end)
            languages.setdefault(row, set()).add(paragraph.language)
    columns = document.layout == "columns"
    starts = [[sentence.start for sentence in side] for side in (zh, en)]
    gates: list[Gate] = [(0, 0), (len(zh), len(en))]
    inside = []
    for row, span in spans.items():
        if columns or len(languages[row]) == 2:
            ends = [(bisect_left(starts[0], place), bisect_left(starts[1], place)) for place in span]
            gates += ends
            inside.append((ends[0], ends[1]))
    gates = sorted(set(gates))
    if not columns and not _worth_it(zh, en, gates, set(inside)):
        return ()
    return tuple(gates[1:-1])


def _worth_it(
    zh: Sequence[Sentence], en: Sequence[Sentence], gates: Sequence[Gate], rows: Collection[tuple[Gate, Gate]]
) -> bool:
    """Whether the rows hold more text than can find no partner any more, when nothing crosses the gates."""
    lengths = [[0.0, *accumulate(length_in_words(sentence.text) for sentence in side)] for side in (zh, en)]
    held = parted = 0.0
    left = [0.0, 0.0]
    for box in pairwise(gates):
        words = [side[end] - side[start] for side, start, end in zip(lengths, *box, strict=True)]
        if box in rows:
            held += min(words)
        else:
            left = [total + more for total, more in zip(left, words, strict=True)]
            parted -= min(words)
    return held > parted + min(left)


def _lists(document: Document, language: Language) -> list[int]:
    """The list that each paragraph of the document belongs to; 0 for none, and for those in the other language."""
    numbers: list[int] = []
    number, before = 0, ""
    for paragraph in document.paragraphs:
        if paragraph.language != language:
            numbers.append(0)
            continue
        kind = _entry(paragraph)
        number += bool(kind) and kind != before
        before = kind
        numbers.append(number if kind else 0)
    return numbers


def _entry(paragraph: Paragraph) -> str:
    return (
        "row" if paragraph.row or paragraph.kind == "table cell" else paragraph.kind * (paragraph.kind == "list item")
    )
