"""The stages in order: load → clean → segment → align. The one module that knows them all.

path(s) ──load──▶ Document ──clean──▶ Document ──segment──▶ Sentences (zh, en) ──align──▶ Alignment ──▶ export
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import IO, TypeAlias

from duiqi.aligner import align_segmented
from duiqi.cleaning import clean_document
from duiqi.errors import InputError
from duiqi.loading import read_document
from duiqi.model import Alignment, Document, Language, Layout, Level, Options, Paragraph, Sentence
from duiqi.segmentation import segment_document
from duiqi.structure import find_paragraphs
from duiqi.text.chars import LATIN_LETTER, count_han

Readable: TypeAlias = "str | os.PathLike[str] | IO[str] | IO[bytes]"
Source: TypeAlias = "Readable | Document"

# A Han character says about as much as this many Latin letters: 3.4 in the development sets, rounded.
LETTERS_PER_HAN = 3.0


def load(
    path: Readable,
    *,
    encoding: str | None = None,
    layout: Layout = "auto",
    options: Options | None = None,
) -> Document:
    """Read and clean a document.

    ``path`` is a file's path or an open file. ``encoding`` wins over detection; ``layout`` forces what is else found
    out ("zh" and "en": all of it is one language). Raises InputError for what cannot be read.
    """
    options = options or Options()
    raw = read_document(path, encoding=encoding, layout=layout)
    # Damage can hide a language: what layout was seen in the raw text is forgotten, a forced one is not.
    return clean_document(replace(raw, layout=layout), punctuation=options.punctuation)


def align(
    source: Source,
    target: Source | None = None,
    *,
    level: Level = "sentence",
    layout: Layout = "auto",
    encoding: str | None = None,
    options: Options | None = None,
) -> Alignment:
    """Align a document that holds both languages, or two documents, in either order.

    ``level`` says what is paired: sentences, clauses or paragraphs. Raises InputError for what cannot be read.
    """
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
    """The cleaned documents that hold the Chinese and the English: the same one twice when there is no ``target``."""
    if target is None:
        document = _document(source, encoding, layout, options)
        return document, document
    zh, en = in_order(*(_document(given, encoding, "auto", options) for given in (source, target)))
    return one_sided(zh, "zh"), one_sided(en, "en")


def align_documents(
    zh: Document, en: Document, *, level: Level = "sentence", options: Options | None = None
) -> Alignment:
    """Align the Chinese paragraphs of ``zh`` with the English ones of ``en`` (one document twice: a mixed one)."""
    name = zh.source if zh is en else f"{zh.source} {en.source}"
    zh_sentences, en_sentences = segment_document(zh, "zh", level), segment_document(en, "en", level)
    blocks = blocks_of(zh, zh_sentences), blocks_of(en, en_sentences)
    return align_segmented(zh_sentences, en_sentences, blocks=blocks, options=options, source=name, level=level)


def blocks_of(document: Document, sentences: Sequence[Sentence]) -> list[int]:
    """The block of the layout that each sentence stands in."""
    return [document.paragraphs[sentence.paragraph].block for sentence in sentences]


def load_presegmented(source: Readable, target: Readable, *, encoding: str | None = None) -> tuple[Document, Document]:
    """Two files with a sentence a line, the Chinese one first. Lines are taken as they are: nothing is cleaned."""
    zh, en = in_order(*(read_document(given, encoding=encoding) for given in (source, target)))
    return line_by_line(zh, "zh"), line_by_line(en, "en")


def align_presegmented(zh: Document, en: Document, *, options: Options | None = None) -> Alignment:
    """Align documents whose paragraphs are their sentences: sentence number i is line i, counted from 0."""
    sides = [
        tuple(Sentence(document.text[p.start : p.end], p.start, p.end, k) for k, p in enumerate(document.paragraphs))
        for document in (zh, en)
    ]
    return align_segmented(*sides, options=options, source=f"{zh.source} {en.source}")


def in_order(first: Document, second: Document) -> tuple[Document, Document]:
    """The two documents, the more Chinese one first. InputError when both are of one language."""
    shares = [chinese_share(document.text) for document in (first, second)]
    zh, en = (first, second) if shares[0] >= shares[1] else (second, first)
    for document, language, fits in ((zh, "Chinese", max(shares) >= 0.5), (en, "English", min(shares) < 0.5)):
        if not fits:
            raise InputError(
                f"neither this file nor the other one is mainly {language}",
                path=document.source,
                advice="give one Chinese and one English file, or a single file that holds both languages",
            )
    return zh, en


def chinese_share(text: str) -> float:
    """How Chinese ``text`` is, from 0 to 1, a Han character counting as three letters."""
    han, letters = count_han(text) * LETTERS_PER_HAN, len(LATIN_LETTER.findall(text))
    return han / (han + letters) if han + letters else 0.0


def one_sided(document: Document, language: Language) -> Document:
    """The document with every paragraph counted as ``language``: an untranslated passage stays on its side."""
    paragraphs, layout = find_paragraphs(document.text, language, document.hints)
    return replace(document, paragraphs=paragraphs, layout=layout)


def line_by_line(document: Document, language: Language) -> Document:
    """The document with each line a paragraph, empty ones too, so that line numbers and sentence numbers agree.

    Formats other than plain text have no lines: their paragraphs, cells or cues are taken, one after the other.
    """
    if document.hints:
        return one_sided(document, language)
    paragraphs, start = [], 0
    for line in document.text.removesuffix("\n").split("\n"):
        body = line.strip()
        left = start + len(line) - len(line.lstrip()) if body else start
        paragraphs.append(Paragraph(language, "text", left, left + len(body)))
        start += len(line) + 1
    return replace(document, paragraphs=tuple(paragraphs), layout=language)


def _document(source: Source, encoding: str | None, layout: Layout, options: Options | None) -> Document:
    """A cleaned document, whatever ``source`` is. A Document is cleaned again, which changes nothing."""
    if isinstance(source, Document):
        return clean_document(source, punctuation=(options or Options()).punctuation)
    return load(source, encoding=encoding, layout=layout, options=options)
