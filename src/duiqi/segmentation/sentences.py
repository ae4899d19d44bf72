"""From paragraphs to sentences or clauses, with their places in the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, get_args

from duiqi.errors import check_choice
from duiqi.model import Document, Language, Level, Sentence
from duiqi.segmentation.remarks import with_remarks
from duiqi.structure import side
from duiqi.structure.hints import HintFinder
from duiqi.structure.lines import content as line_content
from duiqi.structure.lines import lines

Cuts: TypeAlias = Callable[[str], list[int]]


def segment(text: str, lang: Language, *, level: Level = "sentence") -> list[Sentence]:
    """Sentences of ``text``, which is all in one language.

    ``start`` and ``end`` are character offsets into ``text``, ``paragraph`` counts its lines from 0. A sentence never
    runs over a line end. Between sentences there is only white space and list bullets; no sentence is empty.
    ``level="clause"`` cuts further (see ``duiqi.segmentation.clauses``), ``level="paragraph"`` keeps lines whole.
    Raises TypeError for a text that is no string, ValueError for another language or level.
    """
    if not isinstance(text, str):
        raise TypeError(f"text is a {type(text).__name__}, not a string; of several texts, segment each on its own")
    cuts = _cuts_at(lang, level)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(lines(text)):
        found += _sentences(text, line_content(text, start, end), number, cuts)
    return found


def segment_document(document: Document, language: Language, level: Level = "sentence") -> tuple[Sentence, ...]:
    """Sentences of the paragraphs of ``document`` in ``language``, in order.

    ``start`` and ``end`` are character offsets into ``document.text``, ``paragraph`` is an index into
    ``document.paragraphs``, ``place`` is that of the hint. Levels as in ``segment``.
    """
    cuts = _cuts_at(language, level)
    hints = HintFinder(document.hints) if document.hints else None
    found: list[Sentence] = []
    for index, paragraph in side(document, language):
        hint = hints.at(paragraph.start, paragraph.end) if hints else None
        place = hint.place if hint else ""
        found += _sentences(document.text, (paragraph.start, paragraph.end), index, cuts, place)
    return tuple(found)


def _cuts_at(language: Language, level: Level) -> Cuts:
    """What says where the sentences, or clauses, of a paragraph begin."""
    check_choice("lang", language, get_args(Language))
    check_choice("level", level, get_args(Level))
    # Their patterns take a while to compile, which ``align --help`` need not wait for.
    from duiqi.segmentation.chinese import chinese_cuts
    from duiqi.segmentation.clauses import clause_cuts
    from duiqi.segmentation.english import english_cuts

    ends = chinese_cuts if language == "zh" else english_cuts

    def sentence_cuts(text: str) -> list[int]:
        return with_remarks(text, ends(text))

    if level == "clause":
        return lambda text: clause_cuts(text, sentence_cuts(text), language)
    return sentence_cuts if level == "sentence" else lambda text: []


def _sentences(text: str, span: tuple[int, int], number: int, cuts_of: Cuts, place: str = "") -> list[Sentence]:
    """The sentences of a ``span`` of the text, one paragraph without white space around it."""
    start, end = span
    body = text[start:end]
    cuts = cuts_of(body)
    if not cuts:
        stripped = body.strip()
        at = start + len(body) - len(body.lstrip())
        return [Sentence(stripped, at, at + len(stripped), number, place)] if stripped else []
    found: list[Sentence] = []
    for piece_start, piece_end in zip([0, *cuts], [*cuts, len(body)], strict=True):
        piece = body[piece_start:piece_end]
        stripped = piece.strip()
        if stripped:
            at = start + piece_start + len(piece) - len(piece.lstrip())
            found.append(Sentence(stripped, at, at + len(stripped), number, place))
    return found
