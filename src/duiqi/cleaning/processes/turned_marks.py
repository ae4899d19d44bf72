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

from duiqi.cleaning.evidence.contractions import is_contraction
from duiqi.cleaning.evidence.examples import examples
from duiqi.cleaning.processes.turned_quotes import chinese_pairs, english_pairs
from duiqi.text.script import script_of

PROCESS = "marks turned into ?"
# None of the 127 real documents of the development data is damaged so; found when 99 to 1.
PRIOR, LEAST = math.log(1e-3), math.log(99)
# In 45 million characters of clean text no contraction has a ``?``, and nothing is quoted by two of which one stands
# behind a comma (half a place is taken for none; Tcl's manuals have ``?arg?`` 700 times, ``!?`` and ``p.m.?`` stand
# elsewhere). Damaged English has one in 500 characters, a choice.
_ENGLISH = math.log(2e-3 / (0.5 / 45e6))
# In 13 million Chinese characters none stands between a mark that a clause ends with and an ideograph, or begins a line
# before one, with another behind the mark of a sentence; one in 1,000 characters of damaged text, a choice.
_CHINESE = math.log(1e-3 / (0.5 / 13e6))
# A contraction that kept its apostrophe: not all was written so. A part of a document may have been.
_SOUND, _MOST_SOUND = math.log(0.5), 8
_ENDED = re.compile(r"\?(t|s|re|ve|ll|d|m)(?![\w=?*+/&-])")
_HEAD = re.compile(r"(?:^|(?<=[\s(\[\"?—]))\??([A-Za-z]+)$")
_APOSTROPHE = re.compile("(?<![A-Za-z])([A-Za-z]+)['’](t|s|re|ve|ll|d|m)(?![A-Za-z])")
# A word on either side, and no address.
_BETWEEN = re.compile(r"(?<![\w/=&?.:%-])([A-Za-z]{2,})(\?)(?=([a-z]{2,})(?![\w/=&%]|\?[^\s]))")
_WHOLE = re.compile(r"(?<![\w?/=&.-])[A-Za-z]{2,}(?![\w?/=&-])")
_LEFT = re.compile(r"\?(?:(?<= \?)(?= )|(?<=[A-Za-z]\?)(?=[a-z](?![\w]*=))|(?<=[\s(]\?)(?=\w)|(?<=[,，、]\?))")
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
    apostrophes = _apostrophes(text)
    english, sure = english_pairs(text, {start for start, _ in apostrophes})
    # Traditional Chinese has two kinds of quotation marks.
    chinese, opened = ([], []) if script_of(text) == "traditional" else chinese_pairs(text)
    words = {word for _, word in apostrophes if word}
    says = _ENGLISH * (len(words) + len({text[start:end] for start, end in sure}))
    says += _CHINESE * len({text[start:end] for start, end in opened})
    if PRIOR + says < LEAST:
        return None
    whole = {match[0].lower() for match in _APOSTROPHE.finditer(text) if is_contraction(match[1], match[2])}
    odds = PRIOR + says + _SOUND * min(len(whole), _MOST_SOUND)
    if odds < LEAST:
        return None
    places = [(start, start + 1, "’") for start, _ in apostrophes]
    for start, end in (*english, *chinese):
        places += [(start, start + 1, "“"), (end - 1, end, "”")]
    places += [(place, place + 1, "—") for place in _dashes(text)]
    return Turned(sorted(places), odds)


def left_marks(text: str) -> list[int]:
    """Offsets of the ``?`` of such a text that may be one of several marks, or a letter with an accent: those inside
    words, between spaces, before words and behind commas."""
    return [match.start() for match in _LEFT.finditer(text)]


def _dashes(text: str) -> Iterator[int]:
    """Offsets of ``?`` between two words that the text has elsewhere: of 526 marks between letters, but for apostrophes
    and accents, 509 are em dashes and 16 en dashes."""
    found = list(_BETWEEN.finditer(text))
    if found:
        from duiqi.words.english import ENGLISH_FUNCTION_WORDS

        known = ENGLISH_FUNCTION_WORDS | {word.lower() for word in _WHOLE.findall(text)}
        yield from (match.start(2) for match in found if match[1].lower() in known and match[3].lower() in known)


def _apostrophes(text: str) -> list[tuple[int, str]]:
    """The offsets of ``?`` before the end of a contraction or of a genitive, with the contraction, which is sure."""
    found = []
    for match in _ENDED.finditer(text):
        start = match.start()
        head = _HEAD.search(text[max(0, start - _REACH) : start])
        if head is None or not (match[1] == "s" or is_contraction(head[1], match[1])):
            continue
        line_start = text.rfind("\n", 0, start) + 1
        line = text[line_start : text.find("\n", start) if "\n" in text[start:] else len(text)]
        if examples(line, [(start - line_start, start - line_start + 1, "’")]):
            continue
        word = f"{head[1]}’{match[1]}".lower() if is_contraction(head[1], match[1]) else ""
        found.append((start, word))
    return found
