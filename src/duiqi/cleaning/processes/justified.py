"""Spaces between words that ``nroff`` and its like put in, so that lines of plain text end at one column.

Such a line is full (the next word had no room), ends at the margin, and what it was short of is spread over it: its
gaps differ by a space at most, but for those behind the end of a sentence. Columns stand under one another; these do
not. What stands left of the next line's indent is a term that hangs out, and keeps its gap.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.processes.odds import FOUND, RARE

# Of the lines with such gaps in justified text nine in ten end at the margin; of other lines one in five ends at the
# commonest column (a choice, on the safe side: of lines filled to a width, 12 to 18% do).
_FLUSH, _SHORT = math.log(0.9 / 0.2), math.log(0.1 / 0.8)
_WIDEST, _LEAST_WORDS = 3, 5
# The least share of words of letters: rows of figures and options are none of it (a choice).
_LETTERS_SHARE = 0.6
# (It begins with the spaces, for which a search is quick.)
_INNER = re.compile("  (?<=\\S  ) *(?=\\S)")
_GAP = re.compile("(?<=\\S) +(?=\\S)")
_ENDS = re.compile("[.!?:][\"')\\]]*$")
_WORD = re.compile("[\"'(\\[]*[A-Za-z]+(?:['’-][A-Za-z]+)*[\"')\\].,;:!?]*")
_LEADER = "...."
_LATIN = re.compile("[\\x20-\\x7e\u00a0-\u024f\u2010-\u203a]*")


class _Line(NamedTuple):
    """A line of a paragraph with wide gaps: its text, its end column, what it takes at least with the next word, the
    gaps to be narrowed (start, end)."""

    text: str
    end: int
    needed: int
    gaps: list[tuple[int, int]]


class Justified(NamedTuple):
    """Gaps (start, end) that are to be one space, and the log-odds that their document was justified."""

    gaps: list[tuple[int, int]]
    odds: float


def find_justified(text: str) -> Justified | None:
    """The gaps of the justified lines of ``text``; None where too little shows that there are any."""
    lines = list(_lines(text))
    if not lines:
        return None
    margin = Counter(line.end for line in lines).most_common(1)[0][0]
    flush = [line for line in lines if line.end == margin < line.needed]
    # A line that comes again says nothing new.
    proofs = len({line.text for line in flush})
    odds = RARE + _FLUSH * proofs + _SHORT * (len(lines) - len(flush))
    if odds < FOUND:
        return None
    return Justified([gap for line in flush for gap in line.gaps], odds)


def _lines(text: str) -> Iterator[_Line]:
    """The lines of prose with a wide gap that go on in the next line."""
    for start, end in lines_with(text, (match.start() for match in _INNER.finditer(text))):
        line = text[start:end].rstrip(" ")
        after = text.find("\n", end + 1)
        following = text[end + 1 : after if after >= 0 else len(text)]
        before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
        next_words, indent = following.split(None, 1), len(following) - len(following.lstrip(" "))
        words = line[indent:].split()
        hangs = line[indent : indent + 1] == " " or line[:indent].rstrip(" ") == line[:indent] != ""
        if (
            not next_words
            or following[indent] == "\t"
            or hangs
            or _LEADER in line
            or not _is_prose(line[indent:], words)
        ):
            continue
        gaps = [match.span() for match in _GAP.finditer(line, indent)]
        inside = [stop - begin for begin, stop in gaps if not _ENDS.search(line, 0, begin)]
        wide = [(begin, stop) for begin, stop in gaps if stop - begin > 1]
        if not inside or max(inside) == 1 or max(inside) > min(_WIDEST, min(inside) + 1):
            continue
        # Figures are padded in dates and at the end of rows.
        if all(line[stop].isdigit() for _, stop in wide):
            continue
        columns = frozenset(stop for _, stop in wide)
        if any(stop - begin > max(inside) + 2 for begin, stop in wide) or _stand_over(columns, before, following):
            continue
        # Two spaces behind the end of a sentence are the writer's, or the formatter's, before it spreads any.
        ends = len(gaps) - len(inside)
        needed = indent + sum(map(len, words)) + len(words) + ends + len(next_words[0])
        yield _Line(line.strip(), len(line), needed, [(start + begin, start + stop) for begin, stop in wide])


def _is_prose(line: str, words: list[str]) -> bool:
    letters = sum(_WORD.fullmatch(word) is not None for word in words)
    return _LATIN.fullmatch(line) is not None and len(words) >= _LEAST_WORDS and letters >= _LETTERS_SHARE * len(words)


def _stand_over(columns: frozenset[int], before: str, following: str) -> bool:
    """Whether words begin behind all the gaps in the lines before and behind as well, as in columns they do."""
    return all(
        columns <= {match.end() for match in _GAP.finditer(line)} for line in (before, following) if line.strip(" ")
    )
