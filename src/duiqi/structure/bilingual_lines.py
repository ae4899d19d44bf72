"""Lines in which one language follows the other with nothing between: ``你好。Hello.`` and ``第一章 总则 Chapter One``.

One such line proves little, since Chinese text has names and quotations in English. So lines are parted only where
most of a document's lines with Chinese can be, and the lengths could be those of translations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.structure.lines import IN_SENTENCE, TRANSLATION_RATIO
from duiqi.text.chars import HAN_CHAR, count_han
from duiqi.text.language import count_words

Span = tuple[int, int]

# A stretch without Chinese, from the end of a sentence (or of the line) to another one.
WITHOUT_HAN = re.compile(rf"(?:(?!{HAN_CHAR.pattern}).)+")
STOPPED = re.compile(r"[。！？；….!?;][”’」』）\"')\]]*\s*\Z")
CLOSING = re.compile(r"[。！？；：….!?;:”’」』）》\"')\]\s]*")
# English is prose from so many words on; a name that ends a Chinese sentence has fewer. Of 2 to 6 swept, 4 parts most
# of 4,144 gold pairs written on a line each (87%); none of 4,358 lines of Chinese alone is parted
# (tests/benchmarks/joint_lines.py).
PROSE_WORDS = 4
# Han characters to an English word: of those pairs 99% lie from 0.56 to 2.8, with the median at 1.43.
PROSE_RATIO = (0.5, 4.0)
# A line of headings or vocabulary: no sentence mark, Chinese without Latin letters, English without Chinese.
TERM = re.compile(
    rf"(?P<zh>[^A-Za-z。！？；，,;!?]*{HAN_CHAR.pattern}[^A-Za-z。！？；，,;!?]*?)\s*(?P<en>[A-Za-z][^。！？；，;!?]*)"
)
TERM_REVERSED = re.compile(
    rf"(?P<en>(?:\d+(?:\.\d+)*[.)]?\s+)?[A-Za-z](?:(?!{HAN_CHAR.pattern})[^。！？；，;!?])*?)\s*"
    rf"(?P<zh>{HAN_CHAR.pattern}[^A-Za-z。！？；，,;!?]*)"
)
# Single words lie farther off than sentences: the bounds of duiqi.structure.lines.
TERM_RATIO = TRANSLATION_RATIO
# In characters: a heading of HEADING_HAN and HEADING_WORDS (duiqi.structure.paragraph_kind) with six letters a word.
TERM_LENGTH = 120
# Lines are parted when most of those with Chinese can be, counted by Han characters. In a document of one language, or
# of one after the other, none or hardly any can: from .2 to .7 no development document changes
# (tests/benchmarks/loading_constants.py).
SHARE = 0.5


def part_prose(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line its parts, Chinese and English in turn, where whole sentences follow each other; else None.

    Where most lines are of that kind, the others that hold both languages, one after the other, are parted as well.
    """
    strict = [_prose(line) for line in lines]
    found = _most(lines, strict)
    return [part or _halves(line) for line, part in zip(lines, found, strict=True)] if found is strict else found


def part_terms(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line its two parts, where a Chinese heading or word is followed by the English one, or the reverse."""
    return _most(lines, [_term(line) for line in lines])


def is_title(line: str) -> bool:
    """Whether a line may be a heading or an entry of a vocabulary: short, and no sentence."""
    return len(line) <= TERM_LENGTH and not IN_SENTENCE.search(line)


def _most(lines: Sequence[str], parts: list[tuple[Span, ...] | None]) -> list[tuple[Span, ...] | None]:
    """The parts, if most of the lines with Chinese have some."""
    han = [count_han(line) for line in lines]
    parted = sum(n for n, found in zip(han, parts, strict=True) if found)
    return parts if parted and parted >= SHARE * sum(han) else [None] * len(lines)


def _prose(line: str) -> tuple[Span, ...] | None:
    if not HAN_CHAR.search(line):
        return None
    cuts: list[int] = []
    for match in WITHOUT_HAN.finditer(line):
        start, end = match.span()
        # Marks that close a sentence belong to what is before them.
        begin = CLOSING.match(line, start).end() if start else 0  # type: ignore[union-attr]  # matches nothing too
        stop = end - len(line[begin:end]) + len(line[begin:end].rstrip(" \t\u3000“‘「『（《"))
        if count_words(line[begin:stop]) < PROSE_WORDS:
            continue
        opened = begin == 0 or (STOPPED.search(line[:begin]) and line[begin] not in "（(")
        closed = end == len(line) or STOPPED.search(line[:stop])
        if not (opened and closed):
            return None
        cuts += [cut for cut in (begin, stop) if 0 < cut < len(line)]
    return _parts(line, cuts, PROSE_RATIO)


def _halves(line: str) -> tuple[Span, ...] | None:
    """The Chinese half and the English half of a line, where the one ends for good and the other has no Chinese."""
    han = [match.start() for match in HAN_CHAR.finditer(line)]
    if not han:
        return None
    after = han[-1] + 1 + len(CLOSING.match(line, han[-1] + 1)[0])  # type: ignore[index]  # matches nothing too
    before = len(line[: han[0]].rstrip(" \t\u3000“‘「『（《"))
    cut = after if count_words(line[after:]) >= count_words(line[:before]) else before
    english = line[after:] if cut == after else line[:before]
    if count_words(english) < PROSE_WORDS:
        return _term(line)
    return _parts(line, [cut], PROSE_RATIO)


def _term(line: str) -> tuple[Span, ...] | None:
    match = TERM.fullmatch(line) or TERM_REVERSED.fullmatch(line)
    if not match or HAN_CHAR.search(match["en"]):
        return None
    return _parts(line, [max(match.start("zh"), match.start("en"))], TERM_RATIO)


def _parts(line: str, cuts: Sequence[int], ratio: tuple[float, float]) -> tuple[Span, ...] | None:
    """The pieces of a line without the white space around them, if they could be translations of each other."""
    words = count_words(line)
    if not cuts or not words or not ratio[0] <= count_han(line) / words <= ratio[1]:
        return None
    pieces = []
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        body = line[start:end]
        if body.strip():
            pieces.append((start + len(body) - len(body.lstrip()), start + len(body.rstrip())))
    return tuple(pieces) if len(pieces) > 1 else None
