"""English whose quotation marks and dashes alone were misread: ``don抰``, ``We鈥檙e``, ``¡°Yes¡±``.

The rest of such a line is ASCII, which all encodings share, so no line is odd as a whole. What a mark and the letter
behind it become is known for each pair of encodings, and no writer puts such a character inside a Latin word.
"""

from __future__ import annotations

import math
import re
import string
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from duiqi.cleaning.evidence.byte_tables import LOST
from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.evidence.examples import examples
from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import ASCII_LETTER, HAN_CHAR, NOT_ASCII, count_han
from duiqi.text.code_points import looked_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# (read as, really) with the log-likelihood ratio of one mark: a pair of signs that no text holds, one in a million; a
# rare ideograph inside a Latin word, one in ten thousand.
_SIGNS, _IDEOGRAPH = math.log(1e6), math.log(1e4)
# A capital with an accent behind small letters of a word, and before one: ``donÕt``.
_MAC, _CAPITAL = ("cp1252", "mac-roman"), math.log(1e3)
_PAIRS = {("gb18030", "utf-8"): _SIGNS, ("latin-1", "gb18030"): _SIGNS, ("gb18030", "cp1252"): _IDEOGRAPH}
_PAIRS[_MAC] = _CAPITAL
_MARKS = "‘’“”–—…"
# What Mac OS's marks are in Windows-1252.
_CAPITALS = frozenset("ÔÕÒÓÐÑÉ")
_CONTRACTED = re.compile("(?:[tsdm]|re|ve|ll)?(?![A-Za-z])")
# In front of an opening mark stands nothing or a space, in front of the others a letter or a mark.
_OPENS = "‘“"
# Of an English line at most this share is no ASCII.
_MOST_OTHERS = 0.2
# A line of so few letters shows no language.
_LEAST_LETTERS = 12


class MisreadMarks(NamedTuple):
    """Places (start, end, what is meant) in the text, and the log-odds that they were read in ``pair[0]``."""

    pair: tuple[str, str]
    places: list[tuple[int, int, str]]
    odds: float


def find_misread_marks(text: str) -> list[MisreadMarks]:
    """The misread marks of English lines, by pair of encodings."""
    lines = _english_lines(text)
    found = []
    for pair, nats in _PAIRS.items() if lines else ():
        pattern, meant = _images(*pair)
        places = []
        for start, end in lines:
            line = text[start:end]
            runs = [(m.start(), m.end(), meant[m[0]]) for m in pattern.finditer(line) if _fits(line, m, meant[m[0]])]
            # An encoding of Latin letters has no ideographs: beside others these are meant, as in a dictionary.
            if not runs or (pair[1] != "utf-8" and count_han(pattern.sub("", line))):
                continue
            shown = examples(line, runs)
            places += [(start + a, start + b, read) for n, (a, b, read) in enumerate(runs) if n not in shown]
        odds = RARE + nats * sum(_speaks(text[start - 1 : start], text[start], read) for start, _, read in places)
        if odds >= FOUND:
            found.append(MisreadMarks(pair, places, odds))
    return found


def _english_lines(text: str) -> list[tuple[int, int]]:
    """The English lines in which such a mark may stand."""
    import numpy as np

    census = census_of(text)
    begun = census.lines(np.flatnonzero(looked_up(_beginnings(), census.bmp)))
    lines = []
    for start, end in census.spans(np.intersect1d(begun, census.lines(census.places(Kind.RARE | Kind.HIGH_LATIN)))):
        line = text[start:end]
        others = len(NOT_ASCII.findall(line))
        if 0 < others <= _MOST_OTHERS * len(line) and len(ASCII_LETTER.findall(line)) >= _LEAST_LETTERS:
            lines.append((start, end))
    return lines


def _speaks(before: str, first: str, read: str) -> bool:
    """Whether a mark is evidence: a rare ideograph stands for itself unless a Latin word goes on into it."""
    if first in _CAPITALS:
        return before.islower() and read[0] == "’"
    return read != HOLE and (not HAN_CHAR.match(first) or before.isalpha())


def _fits(line: str, match: re.Match[str], read: str) -> bool:
    """Whether Latin text stands around the match as it does around the mark."""
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    if HAN_CHAR.match(before) or HAN_CHAR.match(after):
        return False
    if match[0] in _CAPITALS:
        return _fits_capital(read, before, line[match.end() : match.end() + 3])
    if read[0] in _OPENS:
        return not before.isalnum()
    return not HAN_CHAR.match(match[0]) or before.isalpha() or before in tuple(" .,!?;:)")


def _fits_capital(read: str, before: str, behind: str) -> bool:
    """Whether an accented capital stands where the mark would, and where no word has one."""
    if read in _OPENS:
        return behind[:1].isalpha() and not before.isalnum()
    if read == "’":
        return (before.islower() or before == "I") and _CONTRACTED.match(behind) is not None
    return not before.isupper() and not before.isspace() and (read in "–—" or not behind[:1].isalnum())


@cache
def _beginnings() -> NDArray[np.bool_]:
    """Whether a code point below 0x10000 begins what one of the marks becomes."""
    import numpy as np

    begins = np.zeros(0x10000, bool)
    for pair in _PAIRS:
        begins[[ord(image[0]) for image in _images(*pair)[1]]] = True
    return begins


@cache
def _images(wrong: str, right: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What the marks become, each with the letter behind it where that is swallowed, and the pattern of these."""
    found: dict[str, str] = {}
    for mark in _MARKS:
        encoded = mark.encode(right)
        for tail in ("", *string.ascii_letters):
            try:
                image = (encoded + tail.encode()).decode(wrong)
            except UnicodeDecodeError:
                continue
            if not tail or image[-1:] != tail:  # the letter went into the last character
                found[image] = mark + tail
    if right == "utf-8":  # the third byte lost
        found[_MARKS[0].encode()[:2].decode(wrong) + LOST] = HOLE
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True)))), found
