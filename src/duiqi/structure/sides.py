"""The sides of an alignment: of one document, and two documents of which each is one: which is Chinese, whose lines are
its sentences."""

from __future__ import annotations

from dataclasses import replace

from duiqi.errors import InputError, NotTranslated
from duiqi.model import Document, Language, Paragraph
from duiqi.structure.paragraphs import with_paragraphs
from duiqi.structure.repeated.bodies import without_repeated
from duiqi.text.chars import count_han, count_latin
from duiqi.text.language import language_of

# A Han character says about as much as this many Latin letters: 3.4 in the development sets, rounded.
LETTERS_PER_HAN = 3.0
ADVICE = "give one Chinese and one English file, or a single file that holds both languages"


def side(document: Document, language: Language) -> tuple[tuple[int, Paragraph], ...]:
    """The paragraphs of one language, each with its index in ``document.paragraphs``."""
    return tuple((i, p) for i, p in enumerate(document.paragraphs) if p.language == language)


def chinese_first(first: Document, second: Document) -> tuple[Document, Document]:
    """The two documents, the more Chinese one first.

    Lines that both have (code, commands, passages left untranslated) tell nothing: the others are compared. A line of
    Chinese is then enough for the Chinese side, however much else it holds; the other one must be mainly English.
    Raises InputError when it is not, NotTranslated when no line is translated.
    """
    documents = first, second
    lines = [_lines(document.text) for document in documents]
    shared = set(lines[0]).intersection(lines[1])
    own = [[line for line in side if line not in shared] if shared else side for side in lines]
    if not any(own):
        raise NotTranslated("both files say the same: nothing is translated", path=second.source, advice=ADVICE)
    texts = ["\n".join(side) for side in own]
    shares = [chinese_share(text) for text in texts]
    # Where one is as Chinese as the other, and both may be English, the text decides, so that it does not matter which
    # is named first.
    ranks = [(share, text if 0.0 < share < 0.5 else "") for share, text in zip(shares, texts, strict=True)]
    zh, en = (0, 1) if ranks[0] >= ranks[1] else (1, 0)
    if shares[en] >= 0.5:
        message = f"it is {shares[en]:.0%} Chinese, and {documents[zh].source} is {shares[zh]:.0%}: neither is English"
        raise InputError(message, path=documents[en].source, advice=ADVICE)
    if shares[zh] < 0.5 and not any(language_of(line) == "zh" for line in own[zh]):
        message = "nothing is translated: neither this file nor the other one has a line of Chinese of its own"
        raise NotTranslated(message, path=documents[zh].source, advice=ADVICE)
    return documents[zh], documents[en]


def _lines(text: str) -> list[str]:
    """The lines of a text without what most of them begin or end with, which would decide their language."""
    lines = list(map(str.strip, text.splitlines()))
    spans, repeated, _ = without_repeated(lines)
    if not repeated:
        return lines
    return [line[start:end] for line, (start, end) in zip(lines, spans, strict=True)]


def chinese_share(text: str) -> float:
    """How Chinese ``text`` is, from 0 to 1, a Han character counting as three letters."""
    han, letters = count_han(text) * LETTERS_PER_HAN, count_latin(text)
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
