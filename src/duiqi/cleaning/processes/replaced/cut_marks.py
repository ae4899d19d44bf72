r"""Quotation marks and dashes of which only the low byte was stored: ``don\x19t``, ``\x1cHello\x1d``.

A program that took each character for a byte kept the last eight bits: of U+2019 \x19. Where apostrophes and pairs of
quotation marks show it, and nothing but such bytes is in the text, all of them are known.
"""

from __future__ import annotations

import math
import re

from duiqi.cleaning.processes.odds import FOUND, RARE

MARKS = {chr(ord(mark) & 0xFF): mark for mark in "–—‘’‚“”„"}
_CODES = "".join(MARKS)
# A control strewn into a word at one of its letters stands before these ends, as an apostrophe does, in one of 14
# words of seven letters; one of so many codes is that code.
_APOSTROPHE, _SAYS = re.compile("(?:n\x19t|[a-z]\x19(?:s|re|ve|ll|d)|I\x19m)(?![A-Za-z])"), math.log(14 * 8)
# Both marks of a pair where they belong: as much.
_QUOTED = re.compile("(?<![^\\s(])(?:\x1c(?=\\w)[^\x1c\x1d\n]*(?<=\\S)\x1d|\x18(?=\\w)[^\x18\n]*(?<=\\S)\x19)(?!\\w)")
_OTHER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def find_cut_marks(text: str) -> tuple[list[tuple[int, int, str]], float]:
    r"""Places (start, end, what is meant) of such marks, and the log-odds that they are; none where the text has other
    controls.

    >>> find_cut_marks("I don\x19t know that it\x19s so, \x1creally\x1d.")[0][:2]
    [(5, 6, '’'), (20, 21, '’')]
    """
    if "\x19" not in text:
        return [], 0.0
    controls = [match.start() for match in _OTHER.finditer(text)]
    words = {match[0] for match in re.finditer("[A-Za-z]+\x19[A-Za-z]+", text) if _APOSTROPHE.search(match[0])}
    odds = RARE + _SAYS * (len(words) + len(_QUOTED.findall(text)))
    if odds < FOUND or any(text[place] not in MARKS for place in controls):
        return [], 0.0
    return [(place, place + 1, MARKS[text[place]]) for place in controls], odds
