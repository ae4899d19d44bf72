"""No-break spaces in UTF-8 (C2 A0) read in Windows-1252 or Latin-1: ``isÂ the``, the space often made plain."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.evidence.examples import examples
from duiqi.cleaning.processes.odds import FOUND, RARE

# In nats: no word of any language ends in Â behind a small letter or the end of a sentence. None is in 42 million
# characters of clean text, and a million to one is taken to be safe.
_JOINT = math.log(1e6)
# Behind a figure or a Chinese character only the no-break space itself proves it: Â is an operator too (算符Â 的, 2Â ).
# Behind others, and by itself, it may be a letter: that says nothing, and goes where more are proven.
_SPACE = re.compile(
    "(?P<joint>(?<=[a-z.!?:;%\u3001-\u303f\uff01-\uff5e])|(?<=[\\d)\u3400-\u9fff])(?=Â\xa0))?"
    "(?<![\xc0-\u024f])Â(?:\xa0|(?=[ \n]|\\Z))"
)


class MisreadSpaces(NamedTuple):
    """Where they stand (start, end), each of which is to be a space, no-break or plain; and the log-odds."""

    places: list[tuple[int, int]]
    odds: float


def find_misread_spaces(text: str) -> MisreadSpaces | None:
    """The no-break spaces that were misread, if some were; those that a writer shows are none."""
    found = list(_SPACE.finditer(text)) if "Â" in text else []
    kept: list[re.Match[str]] = []
    for start, end in lines_with(text, (match.start() for match in found)):
        mine = [match for match in found if start <= match.start() <= end]
        shown = examples(text[start:end], [(m.start() - start, m.end() - start, "\xa0") for m in mine])
        kept += [match for number, match in enumerate(mine) if number not in shown]
    odds = RARE + _JOINT * sum(match["joint"] is not None for match in kept)
    return MisreadSpaces([match.span() for match in kept], odds) if odds >= FOUND else None
