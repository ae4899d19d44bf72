"""Marks that became ``?`` when a text was written in a table without them: ``don?t``, ``?Yes,? he said``, ``：?好。?``

An export to ASCII, Latin-1 or an old code page puts one ``?`` for each character that it does not have. A question
mark stands nowhere inside a contraction, behind a comma, or between a colon and an ideograph; where the text has such,
it was written so, and the marks whose place leaves no other are known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from duiqi.cleaning.evidence.examples import examples, speaks_of_encodings
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.cleaning.processes.replaced.contractions import is_contraction
from duiqi.cleaning.processes.replaced.turned_chinese import chinese_pairs
from duiqi.cleaning.processes.replaced.turned_quotes import english_pairs
from duiqi.text.chars import HAN
from duiqi.text.script import script_of

PROCESS = "marks turned into ?"
# In 45 million characters of clean text no contraction has a ``?``, no genitive before a word or a mark, and nothing is
# quoted by two of which one stands behind a comma (half a place is taken for none; Tcl's manuals have ``?arg?`` 700
# times, ``!?`` and ``p.m.?`` stand elsewhere). Damaged English has one in 500 characters, a choice.
_ENGLISH = math.log(2e-3 / (0.5 / 45e6))
# In 13 million Chinese characters no pair that proves it (``turned_chinese.py``). Damaged text has one in 1,000, a
# choice.
_CHINESE = math.log(1e-3 / (0.5 / 13e6))
_ENDED = re.compile(r"\?(t|s|re|ve|ll|d|m)(?![\w=?*+/&-])")
# One of these is among all that proves it. (It begins with the mark, for which a search is quick.)
_MAYBE = re.compile(
    f"\\?(?:(?<=[A-Za-z]\\?)(?:t|s|re|ve|ll|d|m)(?![\\w=])|(?<=,\\?)|(?<=[\n，、；：（{HAN}]\\?)(?=[{HAN}A-Za-z\\d])"
    f"|(?<=^\\?)[{HAN}])"
)
_HEAD = re.compile(r"(?:^|(?<=[\s(\[\"?—]))\??([A-Za-z]+)$")
_GENITIVE = re.compile(r" [a-z]|[.,;:]")
# A word on either side, and no address.
_BETWEEN = re.compile(r"(?<![\w/=&?.:%-])([A-Za-z]{2,})(\?)(?=([a-z]+)(?![\w/=&%]|\?[^\s]))")
_SHORT = 2
_WHOLE = re.compile(r"(?<![\w?/=&.-])[A-Za-z]{2,}(?![\w?/=&-])")
_LEFT = re.compile(r"\?(?:(?<= \?)(?= )|(?<=[A-Za-z]\?)(?=[a-z](?![\w]*=))|(?<=[\s(]\?)(?=\w)|(?<=[,，、]\?))")
_AROUND = 200  # characters of the line on either side in which it speaks of encodings; a choice
_REACH = 16  # letters of a word before its apostrophe, at most


class Turned(NamedTuple):
    """Places (start, end, mark meant), and the log-odds that marks were turned into ``?``."""

    places: list[tuple[int, int, str]]
    odds: float


def find_turned(text: str) -> Turned | None:
    """The marks that were turned into ``?``, where the text shows it; None elsewhere.

    >>> find_turned("He don?t know.").places
    [(6, 7, '’')]
    >>> find_turned("colou?r, page?s=1, x = ?")
    """
    if not _MAYBE.search(text):
        return None
    apostrophes = _apostrophes(text)
    english, sure = english_pairs(text, {start for start, _ in apostrophes})
    chinese, opened = chinese_pairs(text)
    if opened and script_of(text) == "traditional":  # which has two kinds of quotation marks
        chinese, opened = [], []
    words = {word for _, word in apostrophes if word}
    says = _ENGLISH * (len(words) + len({text[start:end] for start, end in sure}))
    says += _CHINESE * len({text[start:end] for start, end in opened})
    odds = RARE + says
    if odds < FOUND:
        return None
    places = [(start, start + 1, "’") for start, _ in apostrophes]
    for start, end in (*english, *chinese):
        places += [(start, start + 1, "“"), (end - 1, end, "”")]
    known = {start for start, *_ in places}
    places += [(place, place + 1, "—") for place in _dashes(text) if place not in known]
    return Turned(sorted(places), odds)


def left_marks(text: str) -> list[int]:
    """Offsets of the ``?`` of such a text that may be one of several marks, or a letter with an accent: those inside
    words, between spaces, before words and behind commas."""
    return [match.start() for match in _LEFT.finditer(text)]


def _dashes(text: str) -> Iterator[int]:
    """Offsets of ``?`` between two words: of 526 marks between letters of clean text, but for apostrophes and accents,
    509 are em dashes and 16 en dashes."""
    found = list(_BETWEEN.finditer(text))
    if found:
        from duiqi.words.english import ENGLISH_FUNCTION_WORDS
        from duiqi.words.lexicon import known_words

        parts = {part.lower() for match in found for part in (match[1], match[3])}
        known = ENGLISH_FUNCTION_WORDS | {word.lower() for word in _WHOLE.findall(text)}
        # Letters beside one with an accent, three and more, are seldom a word.
        known |= {word for word in known_words(sorted(parts)) if len(word) > _SHORT} | {"a"}
        yield from (match.start(2) for match in found if match[1].lower() in known and match[3].lower() in known)


def _apostrophes(text: str) -> list[tuple[int, str]]:
    """The offsets of ``?`` before the end of a contraction or a genitive, with the word, where it is sure: not in a
    line about encodings, which may show it."""
    found = []
    for match in _ENDED.finditer(text):
        start, ending = match.start(), match[1]
        head = _HEAD.search(text[max(0, start - _REACH) : start])
        if head is None or not (ending == "s" or is_contraction(head[1], ending)):
            continue
        least = max(0, start - _AROUND)
        begins = max(text.rfind("\n", least, start) + 1, least)
        line = text[begins : start + _AROUND].partition("\n")[0]
        if examples(line, [(start - begins, start - begins + 1, "’")]):
            continue
        sure = is_contraction(head[1], ending) or (len(head[1]) > 1 and _GENITIVE.match(text, match.end()))
        found.append((start, f"{head[1]}’{ending}".lower() if sure and not speaks_of_encodings(line) else ""))
    return found
