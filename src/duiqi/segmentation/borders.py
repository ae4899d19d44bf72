"""Borders: where a clause may end inside a text of one language, and by which mark.

Which of them part two units of translation is for the aligner to say, which sees both sides. No border lies inside a
quotation, title, bracket, address or number, and the parts joined again are the text.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Literal, NamedTuple

from duiqi.joining import is_ascii_word
from duiqi.model import Language
from duiqi.segmentation.protected import blocked_offsets

Mark = Literal["sentence", "semicolon", "colon", "dash", "comma", "pause", "clause", "word"]

QUOTE = re.compile(r"[“「『«”」』»\"]|(?<!\w)[‘'](?=\w)|(?<=[^\s‘'])[’'](?!\w)")
OPENING, STRAIGHT = "“「『«‘", "\"'"
CLOSERS = "[」』”’）)\\]】》\"']*"
PATTERNS: dict[Language, tuple[tuple[Mark, re.Pattern[str]], ...]] = {
    "zh": (
        ("semicolon", re.compile(rf"[；;]{CLOSERS}")),
        # Full-width marks stand in figures too: 10：00, 1，000.
        ("colon", re.compile(rf"(?:(?<!\d)：|：(?!\d)|:(?=[^\x00-\x7f\d])){CLOSERS}")),
        ("dash", re.compile("——")),
        ("comma", re.compile(rf"(?:(?<!\d)，|，(?!\d{{3}}(?!\d))|,(?!\d)|(?<!\d),){CLOSERS}")),
        ("pause", re.compile(rf"、{CLOSERS}")),
    ),
    "en": (
        ("semicolon", re.compile(rf";{CLOSERS}(?= )")),
        ("colon", re.compile(rf":{CLOSERS}(?= )")),
        ("dash", re.compile(r"(?:(?<= )[–—-]{1,2}|[–—]|--)(?= )")),
        # A comma before a clause that has a subject of its own and could stand alone.
        (
            "clause",
            re.compile(
                rf",{CLOSERS}(?= (?:(?:and|but|or|so|yet|for|while|whereas|because|although|though|then|if|when|since)"
                r" )?(?:I|you|he|she|it|we|they|there|this|that's|those|these|I[’'](?:m|ve|ll|d)"
                r"|(?:you|we|they)[’'](?:re|ve|ll|d)|(?:he|she|it|there)[’'](?:s|ll|d))\s)"
            ),
        ),
        ("comma", re.compile(rf",{CLOSERS}(?= )")),
        # Without a comma: before a conjunction and a subject.
        ("word", re.compile(r"(?<=\w)(?= (?:and|but|so|because|although|while) (?:I|you|he|she|it|we|they|there)\s)")),
    ),
}

# What is shorter before a comma only leads on: 第二，; 但是，; However, ; In fact,
COMMAS = ("comma", "clause")
WORD: dict[Language, re.Pattern[str]] = {"zh": re.compile(r"\w"), "en": re.compile(r"[\w'’]+")}
LEAD_WORDS: dict[Language, int] = {"zh": 3, "en": 2}
# Characters: two English words, or three Chinese characters and their marks, are shorter. Bounds what is looked at.
LONGEST_LEAD = 40


class Border(NamedTuple):
    """A part ends at ``offset`` by ``mark``."""

    offset: int
    mark: Mark


def borders(text: str, language: Language) -> list[Border]:
    """The borders inside ``text``, one sentence, ascending."""
    blocked = blocked_offsets(text)
    for start, end in _quotations(text):
        blocked[start + 1 : end] = b"\1" * (end - start - 1)
    found: dict[int, Mark] = {}
    for mark, pattern in PATTERNS[language]:
        for match in pattern.finditer(text):
            if not blocked[match.end()]:
                found.setdefault(match.end(), mark)
    content = [0, *accumulate(int(char.isalnum()) for char in text)]
    kept: list[Border] = []
    start = 0
    for offset in sorted(found):
        leads_on = found[offset] in COMMAS and _leads_on(text[start : min(offset, start + LONGEST_LEAD)], language)
        if content[offset] > content[start] and not leads_on and _joins_again(text, offset, language):
            kept.append(Border(offset, found[offset]))
            start = offset
    if kept and content[-1] == content[start]:
        kept.pop()
    return kept


def _leads_on(part: str, language: Language) -> bool:
    """Whether the part before a comma is too short to be a clause."""
    return len(part) < LONGEST_LEAD and len(WORD[language].findall(part)) <= LEAD_WORDS[language]


def _quotations(text: str) -> list[tuple[int, int]]:
    """Where the outermost quotations begin and end; what opens or closes elsewhere goes on to the end of the text."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for match in QUOTE.finditer(text):
        mark = match[0]
        if mark in OPENING or (mark in STRAIGHT and not any(mark == other for _, other in opened)):
            # A straight single mark that nothing has opened is an apostrophe behind the word.
            if mark != "'" or text[match.end() : match.end() + 1].isalnum():
                opened.append((match.start(), mark))
        elif opened:
            start, _ = opened.pop()
            if not opened:
                found.append((start, match.end()))
        elif mark not in "’'":
            found.append((-1, match.end()))
    if opened and opened[0][1] != "'":
        found.append((opened[0][0], len(text) + 1))
    return found


def _joins_again(text: str, offset: int, language: Language) -> bool:
    """Whether what stands before and after, each without the space around it, joined again is the same text."""
    before, after = text[offset - 1], text[offset : offset + 2]
    if language == "en":
        return not before.isspace() and after[:1] == " " and not after[1:].isspace()
    return not before.isspace() and not after[:1].isspace() and not (is_ascii_word(before) and is_ascii_word(after[:1]))
