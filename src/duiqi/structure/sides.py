"""Two documents of which each is a side: which one is Chinese, and a side whose lines are its sentences."""

from __future__ import annotations

from dataclasses import replace

from duiqi.errors import InputError
from duiqi.model import Document, Language, Paragraph
from duiqi.structure.paragraphs import with_paragraphs
from duiqi.text.chars import LATIN_LETTER, count_han

# A Han character says about as much as this many Latin letters: 3.4 in the development sets, rounded.
LETTERS_PER_HAN = 3.0


def chinese_first(first: Document, second: Document) -> tuple[Document, Document]:
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


def line_by_line(document: Document, language: Language) -> Document:
    """The document with each line a paragraph, empty ones too, so that line numbers and sentence numbers agree.

    Formats other than plain text have no lines: their paragraphs, cells or cues are taken, one after the other.
    """
    if document.hints:
        return with_paragraphs(document, language)
    paragraphs, start = [], 0
    for line in document.text.removesuffix("\n").split("\n"):
        body = line.strip()
        left = start + len(line) - len(line.lstrip()) if body else start
        paragraphs.append(Paragraph(language, "text", left, left + len(body)))
        start += len(line) + 1
    return replace(document, paragraphs=tuple(paragraphs), layout=language)
