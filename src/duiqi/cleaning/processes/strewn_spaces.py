"""Spaces of other widths strewn into running Chinese: a word processor's, a web page's.

An ideographic or a no-break space may part what belongs apart: a number and a title, a name and a post, the halves of a
verse. Strewn into sentences, spaces stand inside words. All kinds of such spaces are judged alike.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from typing import NamedTuple

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.evidence.census import WIDE, Kind, census_of
from duiqi.cleaning.processes.neighbours import beside
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import HAN

# Two of 6,540 clean texts hold such a space inside a sentence.
PRESENCE = math.log(6540 / 2)
# Plain spaces are many people's between words, where the second neighbour says nothing, or against it: strewn in, they
# say 1.0 and 1.1 nats each on average (two documents of the development data, one place in three).
_LEAST_PLAIN, _LEAST_EACH = 6, 0.3
_LABEL = 4  # 评注 图的顶点集…
# A line of sentences has marks inside, and one at its end.
_MARK, _END = re.compile("[，。；：！？]"), re.compile("[。！？；：，”’」』）…]\\s*$")
_HAN, _WIDE = re.compile(f"[{HAN}]"), re.compile(f"[{WIDE}]")
# A number and what it numbers.
_NUMBERED = re.compile(
    "第[ \u00a0\u3000]?[0-9０-９〇零一二三四五六七八九十百两]+[ \u00a0\u3000]?[章节節回卷篇部条條编編讲講课課届屆场場]$"
)
_REACH = 12
_FIRST_WIDE = 0x2014  # of the code points of WIDE


class Strewn(NamedTuple):
    """Places (start, end) of spaces that no writer meant, and the log-odds of that."""

    places: list[tuple[int, int]]
    odds: float


def find_strewn_spaces(text: str) -> Strewn | None:
    """The spaces inside sentences, when they were strewn in; None otherwise."""
    odd = _strewn(text, _spaces(text), PRESENCE)
    plain = _strewn(text, _plain_spaces(text), 0.0)
    if plain and (len(plain.places) < _LEAST_PLAIN or plain.odds < _LEAST_EACH * len(plain.places)):
        plain = None
    if plain:  # where they were strewn in, those beside marks go too
        places = _in_sentences(text, _plain_spaces(text, beside_marks=True))
        plain = plain._replace(places=[span for span in places if not _is_label(text, *span)])
    if odd and plain:
        return Strewn(sorted([*odd.places, *plain.places]), max(odd.odds, plain.odds))
    return odd or plain


def _strewn(text: str, spaces: list[tuple[int, int]], presence: float) -> Strewn | None:
    """Those of ``spaces`` inside sentences, when they were strewn in; that there are any says ``presence`` (nats)."""
    places = _in_sentences(text, spaces)
    if not places:
        return None
    odds = RARE + presence + sum(beside(text[start - 1], text[end]) for start, end in places)
    return Strewn(places, odds) if odds >= FOUND else None


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a word at the beginning of a line stands before its only space, and does not go on behind it."""
    begin, finish = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    alone = text.count(" ", begin, finish if finish >= 0 else len(text)) == 1
    return alone and start - begin <= _LABEL and beside(text[start - 1], text[end]) < 0


def _in_sentences(text: str, spaces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of ``spaces`` inside lines of sentences."""
    inside = [span for span in spaces if _is_inside(text, *span)]
    running = [
        (start, end)
        for start, end in lines_with(text, (start for start, _ in inside))
        if _MARK.search(text, start, end) and _END.search(text[max(start, end - _REACH) : end])
    ]
    places = []
    for start, end in inside:
        at = bisect_right(running, (start, len(text))) - 1
        if (
            at >= 0
            and end <= running[at][1]
            and not _NUMBERED.search(text[max(running[at][0], start - _REACH) : start])
        ):
            places.append((start, end))
    return places


def _spaces(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of such spaces that Chinese may stand on both sides of."""
    import numpy as np

    census = census_of(text)
    places = census.places(Kind.ODD_SPACE)
    if not len(places):
        return []
    apart = np.flatnonzero(np.diff(places) > 1) + 1
    starts, ends = places[np.append(0, apart)], places[np.append(apart, len(places)) - 1] + 1
    # Most stand beside a line's end or a letter.
    codes = np.append(census.codes, np.uint32(0))
    near = (codes[starts - 1] >= _FIRST_WIDE) & (codes[ends] >= _FIRST_WIDE)
    return list(zip(starts[near].tolist(), ends[near].tolist(), strict=True))


def _plain_spaces(text: str, *, beside_marks: bool = False) -> list[tuple[int, int]]:
    """The same of single plain spaces between ideographs, and beside marks, where many people set one."""
    import numpy as np

    census = census_of(text)
    codes = census.codes
    wide = codes >= _FIRST_WIDE
    places = np.flatnonzero(wide[:-2] & wide[2:] & (codes[1:-1] == 0x20)) + 1
    if beside_marks:
        return [(at, at + 1) for at in places.tolist()]
    # Where every character has one behind it, all go (``spaced_out``), or the writer set them: 给 自 己 一 枪.
    codes = np.append(codes, np.uint32(0))
    near = (codes[places - 2] != 0x20) & (codes[places + 2] != 0x20)
    text, found = census.text, places[near].tolist()
    return [(at, at + 1) for at in found if _HAN.match(text, at - 1) and _HAN.match(text, at + 1)]


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands on both sides, a Han character on one of them."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool((_HAN.match(before) and _WIDE.match(after)) or (_WIDE.match(before) and _HAN.match(after)))
