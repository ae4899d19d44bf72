"""Lines in which one language follows the other with nothing between: ``你好。Hello.`` and ``第一章 总则 Chapter One``.

One such line proves little, since Chinese text has names and quotations in English. So lines are parted only where
most of a document's lines with Chinese can be, and the lengths could be those of translations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.structure.joint.borders import AMOUNT, FIGURES, SHORTENED, before_sentence, behind_sentence, border
from duiqi.structure.joint.splits import ACCELERATOR, IN_SENTENCE, TRANSLATION_RATIO, before_name, behind_name, has_both
from duiqi.structure.joint.values import NUMBER, without_value
from duiqi.text.chars import HAN, HAN_CHAR, count_han, han_bounds
from duiqi.text.language import count_words, language_of, without_addresses
from duiqi.text.late_patterns import late_pattern
from duiqi.text.skipping import behind
from duiqi.text.third_language import is_reading

Span = tuple[int, int]

# A stretch without Chinese, from the end of a sentence (or of the line) to another one.
WITHOUT_HAN = late_pattern(f"[^{HAN}\n]+")
STOPPED = re.compile(r"[。！？；….!?;][”’」』）\"')\]]*\s*\Z")
# English is prose from so many words on; a name that ends a Chinese sentence has fewer. Of 2 to 6 swept, 4 and 5 part
# most of 4,144 gold pairs written on a line each (95%); none of 4,358 lines of Chinese alone is parted
# (tests/benchmarks/joint_lines.py).
PROSE_WORDS = 4
# Where more tells that it is English: a title, or what ends a line after a Chinese sentence. One word is a name.
SHORTEST = 2
# Han characters to an English word: of those pairs 99% lie from 0.56 to 2.8, with the median at 1.43.
PROSE_RATIO = (0.5, 4.0)
# A line of headings or vocabulary: no sentence mark, Chinese without Latin letters, English without Chinese.
TERM = late_pattern(
    rf"(?P<zh>[^A-Za-z。！？；，,;!?]*{HAN_CHAR.pattern}[^A-Za-z。！？；，,;!?]*?)\s*(?P<en>[A-Za-z][^。！？；，;!?]*)"
)
TERM_REVERSED = late_pattern(
    rf"(?P<en>(?:\d+(?:\.\d+)*[.)]?\s+)?[A-Za-z](?:(?!{HAN_CHAR.pattern})[^。！？；，;!?])*?)\s*"
    rf"(?P<zh>{HAN_CHAR.pattern}[^A-Za-z。！？；，,;!?]*)"
)
RIGHTS = re.compile(
    r"©|\bcopyright\b|\(c\)\s*\d{4}", re.IGNORECASE
)  # ``MIT © 2020 张三``: the holder is no translation
# Single words lie farther off than sentences: the bounds of duiqi.structure.lines.
TERM_RATIO = TRANSLATION_RATIO
# So many headings in both languages, or vocabulary lines in a row, are no chance, whatever other short lines there are.
TERMS = 3
# Words of a name, and of the titles that are looked through for it.
LONGEST_NAME, TITLE_WORDS = 4, 10
# Fewer words are a sentence where they begin and end as one (``Thank you.``), and not in a title or a shortened name.
END = re.compile(r"[.!?]")
SENTENCE = re.compile(r"[\"'“‘(]*[A-Z][^.!?。！？；]*[.!?][\"'”’)]*")
# In characters: a heading of HEADING_HAN and HEADING_WORDS (duiqi.structure.paragraph_kind) with six letters a word.
TERM_LENGTH = 120
# Lines are parted when most of those with Chinese can be, counted by Han characters. In a document of one language, or
# of one after the other, none or hardly any can: from .2 to .7 no development document changes
# (tests/benchmarks/loading_constants.py).
SHARE = 0.5


def part_prose(
    lines: Sequence[str], entries: Sequence[tuple[Span, ...] | None] | None = None
) -> list[tuple[Span, ...] | None]:
    """For each line its parts, Chinese and English in turn, where whole sentences follow each other; else None.

    Where most lines are of that kind, the others that hold both languages, one after the other, are parted as well.
    ``entries`` are the parts of lines that may be parted in another way, where whole sentences do not.
    """
    known = [None] * len(lines) if entries is None else entries
    strict = [_prose(line) for line in lines]
    if _most(lines, strict) is not strict:
        return list(known)
    return [part or entry or _halves(line) for line, part, entry in zip(lines, strict, known, strict=True)]


def part_terms(
    lines: Sequence[str], headings: Sequence[bool] = (), cells: Sequence[bool] = ()
) -> list[tuple[Span, ...] | None]:
    """For each line its two parts, where a Chinese heading or word is followed by the English one, or the reverse; a
    number before both is in neither.

    Where most lines are not of that kind, most of those with a number, or most ``headings``, may be, and so may a list
    of words among them, or a table's ``cells``, those without Chinese left aside.
    """
    parts = without_names(lines, [_unnumbered(line, part_term(line)) for line in lines])
    if any(found := _most(lines, parts)):
        return found
    numbered = [NUMBER.match(line) is not None for line in lines]
    kept: list[tuple[Span, ...] | None] = [None] * len(lines)
    none = [False] * len(lines)
    aside = [cell and not HAN_CHAR.search(line) for line, cell in zip(lines, cells or none, strict=True)]
    for chosen in (numbered, headings or none, in_row(parts, aside)):
        own = [part if within else None for part, within in zip(parts, chosen, strict=True)]
        found = _most([line if within else "" for line, within in zip(lines, chosen, strict=True)], own)
        if sum(map(bool, found)) >= TERMS:
            kept = [part or known for part, known in zip(found, kept, strict=True)]
    return kept


def without_names(lines: Sequence[str], parts: Sequence[tuple[Span, ...] | None]) -> list[tuple[Span, ...] | None]:
    """The parts but of lines whose English is in an English title beside other words: ``安装 Docker`` is translated by
    ``Install Docker``, and ``Docker`` is a name in both."""
    if not any(parts):
        return list(parts)
    known: set[str] = set()
    for line in lines:
        words = line.split()
        if len(words) <= TITLE_WORDS and is_title(line) and not (STOPPED.search(line) or HAN_CHAR.search(line)):
            spans = ((a, b) for a in range(len(words)) for b in range(a + 1, min(a + LONGEST_NAME, len(words)) + 1))
            known.update(_stem(" ".join(words[a:b])) for a, b in spans if b - a < len(words))
    english = (
        next((line[a:b] for a, b in found if not HAN_CHAR.search(line, a, b)), "") if found else ""
        for line, found in zip(lines, parts, strict=True)
    )
    return [None if half and _stem(half) in known else found for half, found in zip(english, parts, strict=True)]


def _stem(words: str) -> str:
    """Words as they are compared: ``Cookie 政策`` is translated by ``Cookies Policy``."""
    return words.lower().removesuffix("s")


def in_row(parts: Sequence[tuple[Span, ...] | None], aside: Sequence[bool] = ()) -> list[bool]:
    """Which lines are among so many in a row that can all be parted; ``aside`` are those that do not count."""
    inside = [False] * len(parts)
    row: list[int] = []
    for index in range(len(parts) + 1):
        if index < len(parts) and parts[index]:
            row.append(index)
        elif index == len(parts) or not (aside and aside[index]):
            if len(row) >= TERMS:
                for within in row:
                    inside[within] = True
            row = []
    return inside


def part_first(lines: Sequence[str]) -> tuple[Span, ...] | None:
    """The two parts of a document's first line, its title in both languages: ``酒店通知 Hotel Notice``.

    One word of English is a name, and so is what an English title further on has among other words. A title with a
    number is one of several, which prove it.
    """
    if not lines or not is_title(lines[0]) or lines[0][:1].isdigit():
        return None
    parts = without_names(lines, [part_term(lines[0]), *[None] * (len(lines) - 1)])[0]
    english = next((lines[0][a:b] for a, b in parts or () if not HAN_CHAR.search(lines[0], a, b)), "")
    return parts if count_words(english) >= SHORTEST else None


def _unnumbered(line: str, parts: tuple[Span, ...] | None) -> tuple[Span, ...] | None:
    number = NUMBER.match(line) if parts else None
    if not parts or not number or number.end() >= parts[0][1]:
        return parts
    return ((max(parts[0][0], number.end()), parts[0][1]), *parts[1:])


def part_glued(line: str) -> tuple[Span, ...] | None:
    """The two parts of a line on which a sentence of one language is followed by one of the other, no translation of it
    perhaps: where a line break was lost. None for a line that changes its script more often, or within a sentence."""
    han = han_bounds(line)
    if not han or not (STOPPED.search(line) or is_title(line)):
        return None
    figures = FIGURES.match(line, han[1])
    for cut in (before_sentence(line, 0, han[0]), behind_sentence(line, 0, han[1])):
        first, second = line[:cut], line[cut:]
        english = second if HAN_CHAR.search(first) else first
        # A full-width stop ends Chinese for sure, so that a short sentence may follow.
        if not STOPPED.search(first) or not _is_sentence(english, shortest=bool(figures) and english is second):
            continue
        chinese = first if english is second else second
        if not HAN_CHAR.search(english) and language_of(chinese) == "zh":
            return (0, len(first.rstrip())), (len(line) - len(second.lstrip()), len(line))
    return None


def _is_sentence(english: str, *, shortest: bool = False) -> bool:
    """Whether English beside Chinese is a sentence: by its words, or, if it has few, as it begins and ends.

    ``shortest``: it follows a Chinese one and ends the line, so that two words are enough.
    """
    words, text = count_words(english), english.strip()
    if words >= PROSE_WORDS or (shortest and words >= SHORTEST and STOPPED.search(text)):
        return True
    return words > 0 and SENTENCE.fullmatch(text) is not None and not SHORTENED.search(text)


def is_title(line: str) -> bool:
    """Whether a line may be a heading or an entry of a vocabulary: short, and no sentence."""
    return len(line) <= TERM_LENGTH and not IN_SENTENCE.search(line, behind(NUMBER, line))


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
        # Neither long enough nor ended as a sentence is.
        if count_words(match[0]) < PROSE_WORDS and not END.search(match[0]):
            continue
        start, end = match.span()
        # Marks that close a sentence belong to what is before them.
        begin = behind_sentence(line, cuts[-1] if cuts else 0, start, end) if start else 0
        stop = before_sentence(line, begin, end) if end < len(line) else len(line[:end].rstrip())
        long = count_words(line[begin:stop]) >= PROSE_WORDS
        if not (long or _is_sentence(line[begin:stop])):
            continue
        opened = begin == 0 or (STOPPED.search(line[:begin]) and line[begin] not in "（(")
        closed = end == len(line) or STOPPED.search(line[:stop])
        if not (opened and closed):
            # Words in a sentence: many are a quotation, and where it ends cannot be told.
            if long:
                return None
            continue
        cuts += [cut for cut in (begin, stop) if 0 < cut < len(line)]
    return _parts(line, cuts, PROSE_RATIO)


def _halves(line: str) -> tuple[Span, ...] | None:
    """The Chinese half and the English half of a line, where the one ends for good and the other has no Chinese."""
    han = han_bounds(line)
    if not han:
        return None
    after = behind_sentence(line, 0, han[1])
    before = before_sentence(line, 0, han[0])
    cut = after if count_words(line[after:]) >= count_words(line[:before]) else before
    english = line[after:] if cut == after else line[:before]
    # Where the first part ends as a sentence does, a short one may follow.
    if count_words(english) < PROSE_WORDS and not STOPPED.search(line[:cut]):
        return part_term(line)
    return _parts(line, [cut], PROSE_RATIO)


def part_term(line: str) -> tuple[Span, ...] | None:
    """The two parts of a line that is a Chinese word or heading with the English one behind or before it."""
    if not has_both(line):
        return None
    line = without_value(line)
    named = behind_name(line, behind(NUMBER, line))
    if named and is_title(line):
        return _parts(line, [border(line, 0, named)], TERM_RATIO)
    match = TERM.fullmatch(line) or TERM_REVERSED.fullmatch(line)
    if not match or HAN_CHAR.search(match["en"]) or RIGHTS.search(line) or is_reading(match["en"]):
        return None
    # The letter of a key, or an address, which is none of the words.
    if ACCELERATOR.fullmatch(match["en"].strip(" ()（）")) or not count_words(without_addresses(match["en"])):
        return None
    cut = max(match.start("zh"), match.start("en"))
    if match.start("zh") == cut:
        cut = before_name(line, match.start("en"), cut)
    amount = AMOUNT.search(line, 0, cut)
    return _parts(line, [border(line, 0, amount.start() if amount else cut)], TERM_RATIO)


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
