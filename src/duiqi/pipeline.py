"""The stages in order: load → clean → segment → align. The one module that knows them all.

path(s) ──load──▶ Document ──clean──▶ Document ──segment──▶ Sentences (zh, en) ──align──▶ Alignment ──▶ export

Paragraphs are found once, in the cleaned text: damage can hide a language or a layout.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import IO, TYPE_CHECKING, NamedTuple, TypeAlias, get_args

from duiqi.aligner import align_keeping_lattice, align_segmented, cut_into_both, cut_into_clauses, cut_keeping_lattice
from duiqi.arrays.allocation import few_looks
from duiqi.blocks.keyed import joined
from duiqi.blocks.typed import as_typed, without_contents
from duiqi.cleaning import clean_document, mark_repaired
from duiqi.errors import InputError, check_choice, checked_options
from duiqi.loading import read_document, read_documents
from duiqi.model import LANGUAGE_NAMES, Alignment, Document, Layout, Level, Sentence
from duiqi.options import Options
from duiqi.pairs.two_levels import PairLevel
from duiqi.segmentation import segment_document, with_codes
from duiqi.structure import (
    SentencePlaces,
    chinese_first,
    line_by_line,
    places_of,
    with_paragraphs,
    without_repeated_ends,
)

if TYPE_CHECKING:
    from duiqi.aligner.realigning import ReviewLattice

Readable: TypeAlias = "str | os.PathLike[str] | IO[str] | IO[bytes]"
Source: TypeAlias = "Readable | Document"


def load(
    path: Readable,
    *,
    encoding: str | None = None,
    layout: Layout = "auto",
    options: Options | None = None,
) -> Document:
    """Read and clean a document.

    ``path`` is a file's path or an open file. ``encoding`` wins over detection; ``layout`` forces what is else found
    out ("zh" and "en": all of it is one language). Raises InputError for what cannot be read, ValueError for an unknown
    layout.
    """
    check_choice("layout", layout, get_args(Layout))
    return with_paragraphs(_cleaned(path, encoding, options), layout)


def load_lines(
    path: Readable, *, encoding: str | None = None, layout: Layout = "auto", options: Options | None = None
) -> Document:
    """As ``load``, but the lines stay as the file has them, in tables and wrapped paragraphs too."""
    check_choice("layout", layout, get_args(Layout))
    return with_paragraphs(_repaired(without_repeated_ends(_read(path, encoding, options)), options), layout)


def align(
    source: Source,
    target: Source | None = None,
    *,
    level: PairLevel = "sentence",
    layout: Layout = "auto",
    encoding: str | None = None,
    options: Options | None = None,
) -> Alignment:
    """Align a document that holds both languages, or two documents, in either order.

    ``level`` says what is paired: sentences, clauses, both or paragraphs. Raises InputError for what cannot be read,
    ValueError for an unknown level or layout.
    """
    check_choice("level", level, get_args(PairLevel))
    with few_looks():
        zh, en = load_sides(source, target, layout=layout, encoding=encoding, options=options)
        return align_documents(zh, en, level=level, options=options)


def load_sides(
    source: Source,
    target: Source | None = None,
    *,
    layout: Layout = "auto",
    encoding: str | None = None,
    options: Options | None = None,
) -> tuple[Document, Document]:
    """The cleaned documents that hold the Chinese and the English: the same one twice when there is no ``target``.

    Of two documents every paragraph counts as its side's language: an untranslated passage stays where it is. Two that
    say by keys or times what belongs together are made one. Lists of contents that both have are left out.
    """
    check_choice("layout", layout, get_args(Layout))
    if target is None:
        document = _cleaned(source, encoding, options)
        if layout != "auto" or not document.paragraphs:
            document = with_paragraphs(document, layout if layout != "auto" else document.layout)
        return without_contents(document, document)
    raw = _prepared_sides(source, target, encoding, options)
    cleaned = [_repaired(document, options) for document in raw]
    zh, en = chinese_first(*cleaned)
    if together := joined(*(raw if zh is cleaned[0] else reversed(raw))):
        document = with_paragraphs(_repaired(together, options), "columns")
        return document, document
    return without_contents(with_paragraphs(zh, "zh"), with_paragraphs(en, "en"))


def align_documents(
    zh: Document,
    en: Document,
    *,
    level: PairLevel = "sentence",
    options: Options | None = None,
    most: int | None = None,
) -> Alignment:
    """Align the Chinese paragraphs of ``zh`` with the English ones of ``en`` (one document twice: a mixed one).

    Raises InputError when a side has more than ``most`` sentences.
    """
    # Clauses are cut out of the pairs of sentences that were found.
    cut: Level = "clause" if level == "both" else level
    given = _segmented(zh, en, cut, most)
    found = align_segmented(*given.sides, places=given.places, options=options, source=given.name, level=cut)
    if cut != "clause":
        return found
    return _with_repairs(cut_into_both(found) if level == "both" else cut_into_clauses(found), zh, en)


def align_documents_keeping_lattice(
    zh: Document,
    en: Document,
    *,
    level: Level = "sentence",
    options: Options | None = None,
    most: int | None = None,
) -> tuple[Alignment, ReviewLattice]:
    """As ``align_documents``, and the lattice of the search: around beads that are fixed others can be found in it."""
    given = _segmented(zh, en, level, most)
    found, lattice = align_keeping_lattice(
        *given.sides, places=given.places, options=options, source=given.name, level=level
    )
    if level != "clause":
        return found, lattice
    cut, lattice = cut_keeping_lattice(found, lattice)
    return _with_repairs(cut, zh, en), lattice


def _with_repairs(alignment: Alignment, zh: Document, en: Document) -> Alignment:
    """The alignment with its clauses marked for the repairs that touch them, not for all that their sentences had, and
    with the codes in them."""
    sides = (
        with_codes(
            mark_repaired([replace(clause, repair="", soundness=1.0, codes=()) for clause in side], document.edits),
            document,
        )
        for side, document in ((alignment.zh, zh), (alignment.en, en))
    )
    zh_side, en_side = sides
    return replace(alignment, zh=zh_side, en=en_side)


class _Segmented(NamedTuple):
    """What is aligned of two documents."""

    sides: tuple[Sequence[Sentence], Sequence[Sentence]]
    places: SentencePlaces
    name: str


def _segmented(zh: Document, en: Document, level: Level, most: int | None) -> _Segmented:
    name = zh.source if zh is en else f"{zh.source} {en.source}"
    cut: Level = "sentence" if level == "clause" else level
    zh_sentences = with_codes(mark_repaired(segment_document(zh, "zh", cut), zh.edits), zh)
    en_sentences = with_codes(mark_repaired(segment_document(en, "en", cut), en.edits), en)
    _check_length((zh_sentences, en_sentences), most, name)
    places = places_of(zh, en, zh_sentences, en_sentences)
    return _Segmented((zh_sentences, en_sentences), places, name)


def _check_length(sides: Sequence[Sequence[object]], most: int | None, name: str) -> None:
    for side, language in zip(sides, LANGUAGE_NAMES.values(), strict=True):
        if most is not None and len(side) > most:
            raise InputError(
                f"it has {len(side):,} {language} sentences, and {most:,} are allowed",
                path=name,
                advice="allow more with --max-sentences, leave the document out, or split it",
            )


def load_presegmented(source: Readable, target: Readable, *, encoding: str | None = None) -> tuple[Document, Document]:
    """Two files with a sentence a line, the Chinese one first. Lines are taken as they are: nothing is cleaned."""
    zh, en = chinese_first(*(read_document(given, encoding=encoding) for given in (source, target)))
    return line_by_line(zh, "zh"), line_by_line(en, "en")


def align_presegmented(
    zh: Document, en: Document, *, options: Options | None = None, most: int | None = None
) -> Alignment:
    """Align documents whose paragraphs are their sentences: sentence number i is line i, counted from 0.

    Raises InputError when a side has more than ``most`` of them.
    """
    name = f"{zh.source} {en.source}"
    return align_segmented(*_lines(zh, en, most, name), options=options, source=name)


def align_presegmented_keeping_lattice(
    zh: Document, en: Document, *, options: Options | None = None, most: int | None = None
) -> tuple[Alignment, ReviewLattice]:
    """As ``align_presegmented``, and the lattice of the search."""
    name = f"{zh.source} {en.source}"
    return align_keeping_lattice(*_lines(zh, en, most, name), options=options, source=name)


def _lines(zh: Document, en: Document, most: int | None, name: str) -> list[tuple[Sentence, ...]]:
    """A sentence for each paragraph of both documents."""
    _check_length((zh.paragraphs, en.paragraphs), most, name)
    return [
        mark_repaired(
            [Sentence(document.text[p.start : p.end], p.start, p.end, k) for k, p in enumerate(document.paragraphs)], ()
        )
        for document in (zh, en)
    ]


def _cleaned(source: Source, encoding: str | None, options: Options | None) -> Document:
    """The document with its text repaired. A Document of one's own is cleaned like any other; what was cleaned before
    does not change, and keeps its paragraphs."""
    if not isinstance(source, Document):
        source = _prepared(_read(source, encoding, options))
    return _repaired(source, options)


def _prepared_sides(
    source: Source, target: Source, encoding: str | None, options: Options | None
) -> tuple[Document, Document]:
    """Two documents before they are repaired, read together where both are files."""
    if not isinstance(source, Document) and not isinstance(target, Document):
        wanted = checked_options(options, Options)
        documents = read_documents(source, target, encoding=encoding, columns=wanted.columns, zh_lang=wanted.zh_lang)
        return _prepared(documents[0]), _prepared(documents[1])
    first, second = (
        given if isinstance(given, Document) else _prepared(_read(given, encoding, options))
        for given in (source, target)
    )
    return first, second


def _read(source: Readable, encoding: str | None, options: Options | None) -> Document:
    wanted = checked_options(options, Options)
    return read_document(source, encoding=encoding, columns=wanted.columns, zh_lang=wanted.zh_lang)


def _prepared(document: Document) -> Document:
    """The document without what its lines have in common, and as it would be typed."""
    return as_typed(without_repeated_ends(document), _english_words)


def _english_words(words: Sequence[str]) -> frozenset[str]:
    from duiqi.words.lexicon import known_words

    return known_words(words)


def _repaired(document: Document, options: Options | None) -> Document:
    options = checked_options(options, Options)
    return clean_document(document, punctuation=options.punctuation, repair=options.repair)
