"""How the columns of a document are set: margins, the step from line to line, space between paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median
from typing import NamedTuple

from duiqi.blocks.printed.line import Printed
from duiqi.structure.hard_lines import WIDE
from duiqi.text.chars import STOP, list_marker_end

# Chosen as those of ``paragraphs``. In units of the size of type: lines of a paragraph are set evenly.
GAP = 0.3
# Paragraphs are set apart by space when this share of the steps from line to line is wider than the usual one.
SPACED = 0.1
# From so many full lines on, the step to the next is what they say.
MANY = 10
# Of the lines of a column so many end no further right than its longest: a formula may stick out.
LONGEST = 0.95
# Points: the ends of lines that are set to the right are no further apart; so many of them.
SAME, AT_RIGHT = 2.0, 3
# In a column so many full lines that go on. A choice: one may be a title.
SURE = 2
# So many lines of a column begin at its margin: of paragraphs with a line and a half every third does.
MARGIN = 0.2
# Type of headings against that of the text (Word 1.17 and more, LaTeX 1.2, browsers 1.17 and more).
LARGER = 1.1
# Of the lines of a document that is justified more end at one margin; of ragged lines 1% at most end at one point.
JUSTIFIED = 0.05
# Of the list entries of a document in which they are set so, this many are: the others are cut by figures.
HANGING = 0.9
WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\Z")  # as often in such type, and part of a sentence
WORD = re.compile(rf"(?:(?!{WIDE.pattern})\S)+")


class Usual(NamedTuple):
    """What holds for a whole document: the step from line to line by size of type, whether paragraphs are set apart by
    space, whether what goes on below a bullet is set in, and between which edges text stands."""

    pitches: dict[int, float]
    spaced: bool
    hanging: bool
    edges: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a column is set: its left and right margin, the usual step from line to line, whether paragraphs are set
    apart by space, whether what goes on below a bullet is set in, and whether the type is ``larger`` than of most;
    where its ``longest`` line ends, and the ``edges`` between which text stands on pages,
    and the lines, by their ids, that are set to the right."""

    left: float
    right: float
    pitch: float
    spaced: bool
    hanging: bool
    larger: bool
    longest: float
    edges: tuple[float, float]
    at_right: frozenset[int]


def usual(columns: Sequence[Sequence[Printed]]) -> Usual:
    """How most of a document is set."""
    pitches = _pitches(columns)
    lines = [line for column in columns for line in column]
    edges = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    return Usual(pitches, _is_spaced(columns), _is_hanging(columns, pitches), edges)


def settings_of(column: Sequence[Printed], usual: Usual) -> dict[float, Setting]:
    """How the lines of each size of type are set in a column."""
    sizes = [line.size for line in column]
    most, own = LARGER * median(sizes), _pitch(column)
    margins = _left_margin(column), _right_margin(column)
    longest = sorted(line.right for line in column)[ceil(LONGEST * (len(column) - 1))]
    at_right = _at_right(column)
    return {
        size: Setting(
            *margins,
            usual.pitches.get(round(size)) or own,
            usual.spaced,
            usual.hanging,
            size > most,
            longest,
            usual.edges,
            at_right,
        )
        for size in set(sizes)
    }


def _at_right(column: Sequence[Printed]) -> frozenset[int]:
    """The lines, by their ids, of three and more below each other that end at one place, each beginning at another: in
    a justified paragraph only the first begins elsewhere."""
    found: set[int] = set()
    run: list[Printed] = []
    for line in column:
        if any(abs(each.right - line.right) >= SAME or abs(each.left - line.left) <= line.size for each in run):
            run = []
        run.append(line)
        if len(run) >= AT_RIGHT:
            found.update(map(id, run))
    return frozenset(found)


def is_code(previous: Printed, line: Printed, setting: Setting) -> bool:
    """Whether one of two lines is program text, which ends where it says and not where the column is full. In running
    text of one width, and where code in a sentence fills a line, the next word had no room."""
    if not (previous.fixed or line.fixed) or WEB_ADDRESS.search(previous.text):
        return False
    if previous.page != line.page or line.base > previous.base:
        return previous.fixed != line.fixed
    listing = line.fixed and STOP.search(previous.text) and line.size < previous.size
    return bool(listing) or previous.right + first_word(line) < setting.right


def first_word(line: Printed) -> float:
    """The width of the first word of a line, which the line before had no room for; 0 for a Chinese character."""
    word = WORD.match(line.text)
    if not word:
        return 0.0
    # Chinese characters are as wide as the type is high.
    wide = len(WIDE.findall(line.text))
    narrow = max(len(line.text) - wide, 1)
    return (len(word[0]) + 1) * max(line.right - line.left - wide * line.size, 0.0) / narrow


def _is_hanging(columns: Sequence[Sequence[Printed]], pitches: dict[int, float]) -> bool:
    """Whether the second lines of list entries are set in."""
    entries = [
        below.left > above.left + below.size / 2
        for column in columns
        for above, below in pairwise(column)
        if list_marker_end(above.text)
        and not list_marker_end(below.text)
        and above.base - below.base < pitches.get(round(below.size), 0.0) + GAP * below.size
    ]
    return len(entries) >= MANY and sum(entries) >= HANGING * len(entries)


def _left_margin(column: Sequence[Printed]) -> float:
    """Where most lines begin; in a column of short paragraphs with first lines set in, where many of the others do."""
    lefts = sorted(line.left for line in column)
    return min(median(lefts), lefts[int(MARGIN * len(lefts))])


def _right_margin(column: Sequence[Printed]) -> float:
    """Where full lines end: the median of the longer half."""
    ends = sorted(line.right for line in column)
    return median(ends[len(ends) // 2 :])


def _steps(column: Sequence[Printed]) -> list[float]:
    return [a.base - b.base for a, b in pairwise(column) if a.base > b.base + 0.5]


def _pitch(column: Sequence[Printed]) -> float:
    """The usual distance from one line to the next: the median of the lesser two thirds, or of those behind full
    lines that go on, if that is less; 0 for a single line."""
    right = _right_margin(column)
    sure = [
        above.base - below.base
        for above, below in pairwise(column)
        if above.right > right - above.size and not STOP.search(above.text) and above.base - below.base > 0.5
    ]
    steps = sorted(_steps(column))
    lesser = median(steps[: max(1, len(steps) * 2 // 3)]) if steps else 0.0
    return min(lesser, median(sure)) if len(sure) >= SURE else lesser


def _pitches(columns: Sequence[Sequence[Printed]]) -> dict[int, float]:
    """The distance from a full line to the next, by size of type: on a page of short paragraphs most steps are
    wider."""
    margins = _justified(columns)
    steps: dict[int, list[float]] = {}
    for column in columns:
        own = _right_margin(column)
        # Where short paragraphs only stand in a column, its longest lines are not full.
        right = next((margin for margin in margins if margin >= own - 1), own)
        for above, below in pairwise(column):
            if above.right > right - above.size and above.size == below.size and above.base > below.base + 0.5:
                steps.setdefault(round(below.size), []).append(above.base - below.base)
    return {size: median(each) for size, each in steps.items() if len(each) >= MANY}


def _justified(columns: Sequence[Sequence[Printed]]) -> list[int]:
    """The right margins that lines are justified to, from the left."""
    ends = Counter(round(line.right) for column in columns for line in column)
    total = sum(ends.values())
    return sorted(end for end, count in ends.items() if count >= max(MANY, JUSTIFIED * total))


def _is_spaced(columns: Sequence[Sequence[Printed]]) -> bool:
    """Whether paragraphs are set apart by space."""
    wide = total = 0
    for column in columns:
        pitch, size = _pitch(column), median(line.size for line in column)
        steps = _steps(column)
        wide += sum(step > pitch + GAP * size for step in steps)
        total += len(steps)
    return wide >= SPACED * total > 0
