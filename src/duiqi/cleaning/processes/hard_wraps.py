"""A margin: a mail program, an editor or a PDF broke lines where they were full, and not where a writer would.

A document has one margin, or one for each language. Whether it has is told by all breaks that fit one together; single
lines of equal length prove nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, plausibility
from duiqi.text.chars import HAN_CHAR

# Lines wrapped at one margin differ by at most so many columns: a word, or a mark that may not open a line, goes down.
_RAGGED = 6
# What the breaks of a margin must say together (nats). Breaks of clean text that look like wraps come alone, or say
# less than nothing (see ``evidence_of``).
LEAST = 2.0
# A margin beside the main one must be as sure as a passage of some lines.
_LEAST_OTHER = 8.0
# Full lines with open ends say this much for a margin, once; lines of verse are all full.
_FULL = 3.0
# Prose has a mark in every 8 to 10 characters: a line without one is no prose (verse, lists, credits, transcripts).
_MARKED, _UNMARKED = 0.3, -2.5
# The bounds of what two characters over the break say.
_LEAST_PAIR, _MOST_PAIR = -1.5, 4.0
_CLAUSE_MARKS = frozenset("，。、；：！？,;“”‘’「」《》（）")


class Break(NamedTuple):
    """A line break that may be a wrap."""

    language: str
    margin: int  # columns of the passage
    evidence: float
    firm: bool  # a writer would hardly break here; a comma at the end, or a word of another script behind, may be meant


def evidence_of(line: str, following: str) -> float:
    """What a full Chinese line that ends open, and the one behind it, say for a margin (nats)."""
    model = plausibility()
    found = 0.0
    last, first = line.rstrip()[-1:], following.strip()[:1]
    if HAN_CHAR.match(last) and HAN_CHAR.match(first):
        last, first = model.fold(last), model.fold(first)
        pair = model.unigrams.get(first, UNKNOWN_COST) - model.cost(last, first)
        found += min(max(pair, _LEAST_PAIR), _MOST_PAIR)
    elif first in _CLAUSE_MARKS:
        found += _MOST_PAIR
    marked = not _CLAUSE_MARKS.isdisjoint(line[:-1] + following)
    return found + (_MARKED if marked else _UNMARKED)


def in_habit(breaks: Sequence[Break]) -> list[float | None]:
    """For each break the evidence for its margin (nats), None where none is found."""
    found: list[float | None] = [None] * len(breaks)
    for language in sorted({each.language for each in breaks}):
        left = [n for n, each in enumerate(breaks) if each.language == language]
        least = LEAST
        while left:
            by_margin: dict[int, list[int]] = {}
            for n in left:
                if breaks[n].firm:
                    by_margin.setdefault(breaks[n].margin, []).append(n)
            sums = {}
            for margin in by_margin:
                fitting = sorted(n for m in range(margin - _RAGGED, margin + 1) for n in by_margin.get(m, ()))
                sums[margin] = _FULL + sum(breaks[n].evidence for n in fitting)
            margin = max(sorted(sums), key=lambda m: sums[m], default=0)
            if sums.get(margin, 0.0) < least:
                break
            mine = [n for n in left if _fits(breaks[n], margin)]
            several = sum(breaks[n].firm for n in mine) > 1
            for n in mine:
                if breaks[n].firm or several:
                    found[n] = sums[margin]
            left = [n for n in left if n not in mine]
            least = _LEAST_OTHER
    return found


def _fits(each: Break, margin: int) -> bool:
    return margin - _RAGGED <= each.margin <= margin
