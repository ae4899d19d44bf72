"""A margin: a mail program, an editor or a PDF broke lines where they were full, and not where a writer would.

A document has one margin, or one for each language. Whether it has is told by all breaks that fit one together; single
lines of equal length prove nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from duiqi.cleaning.processes.neighbours import MOST, beside
from duiqi.text.chars import HAN_CHAR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Lines wrapped at one margin differ by at most so many columns: a word, or a mark that may not open a line, goes down.
_RAGGED = 6
# Among the items of a list these break by chance: of 40 pairs of package summaries 18 say so much, few with a stop.
_LINKED = 0.0
# A line ends early where this much more would have fitted.
_IDEOGRAPH = 2
# What the breaks of a margin must say together (nats). Breaks of clean text that look like wraps come alone, or say
# less than nothing (see ``evidence_of``).
LEAST = 2.0
# A margin beside the main one must be as sure as a passage of some lines.
_LEAST_OTHER = 8.0
# Full lines with open ends say this much for a margin, once; lines of verse are all full.
_FULL = 3.0
# Prose has a mark in every 8 to 10 characters: a line without one is no prose (verse, lists, credits, transcripts).
_MARKED, _UNMARKED = 0.3, -2.5
# English prose has a mark in each passage of some lines; a list may have none. The passage was looked at as a whole.
_ENGLISH, _ENGLISH_MARKS = 1.0, frozenset('.,;:!?"“”()—')
_CLAUSE_MARKS = frozenset("，。、；：！？,;“”‘’「」《》（）")


class Break(NamedTuple):
    """A line break that may be a wrap."""

    language: str
    margin: int  # columns of the passage
    evidence: float
    firm: bool  # a writer would hardly break here; a comma at the end, or a word of another script behind, may be meant
    ended: bool = False  # the sentence that goes on has its stop at the end of one of the next lines


def evidence_of(line: str, following: str) -> float:
    """What a full Chinese line that ends open, and the one behind it, say for a margin (nats)."""
    found = 0.0
    last, first = line.rstrip()[-1:], following.strip()[:1]
    if HAN_CHAR.match(last) and HAN_CHAR.match(first):
        found += beside(last, first)
    elif first in _CLAUSE_MARKS:
        found += MOST
    marked = not _CLAUSE_MARKS.isdisjoint(line[:-1] + following)
    return found + (_MARKED if marked else _UNMARKED)


# The same word at the beginning of two lines is the list's in one of three, chance in one of fifty.
_REPEATED = math.log(3 / 50)


def english_evidence(lines: Sequence[str]) -> list[float]:
    """What each break of a passage of full English lines says for a margin (nats)."""
    marked = any(not _ENGLISH_MARKS.isdisjoint(line) for line in lines)
    words = [line.split(None, 1)[0].lower() for line in lines]
    base = _ENGLISH if marked else _UNMARKED
    return [base + (_REPEATED if first == second else 0.0) for first, second in pairwise(words)]


def in_habit(breaks: Sequence[Break], still_open: NDArray[np.intp]) -> list[float | None]:
    """For each break the evidence for its margin (nats), None where none is found.

    ``still_open`` are the columns of all Chinese lines that end open before another one: where more of them end before
    a margin than at it, that is none, but the longest items of a list; only a sentence that goes on behind the break,
    as the two characters there say, and has its stop, was wrapped.
    """
    import numpy as np

    found: list[float | None] = [None] * len(breaks)
    margins, evidence = np.array([each.margin for each in breaks]), np.array([each.evidence for each in breaks])
    firm, ended = (np.array([getattr(each, name) for each in breaks], bool) for name in ("firm", "ended"))
    for language in sorted({each.language for each in breaks}):
        left = np.array([each.language == language for each in breaks])
        least = LEAST
        while left.any():
            sums = {}
            for margin in np.unique(margins[left & firm]).tolist():
                # Added up one after the other, in the order of the text, whatever the number of them.
                sums[margin] = _FULL + float(np.cumsum(evidence[left & firm & _fits(margins, margin)])[-1])
            margin = max(sums, key=lambda m: sums[m], default=0)
            if sums.get(margin, 0.0) < least:
                break
            mine = left & _fits(margins, margin)
            several = np.count_nonzero(firm & mine) > 1
            early = np.count_nonzero(still_open < margin - _RAGGED - _IDEOGRAPH) if language == "zh" else 0
            chosen = mine if several else mine & firm
            if early > np.count_nonzero(mine):
                chosen = chosen & ended & (evidence >= _LINKED)
            for n in np.flatnonzero(chosen).tolist():
                found[n] = sums[margin]
            left &= ~mine
            least = _LEAST_OTHER
    return found


def _fits(margins: NDArray[np.intp], margin: int) -> NDArray[np.bool_]:
    return (margins >= margin - _RAGGED) & (margins <= margin)
