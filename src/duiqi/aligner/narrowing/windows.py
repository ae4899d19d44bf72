"""Long texts are cut into windows where the alignment is beyond doubt, so that time and memory stay linear."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from duiqi.aligner.bitext.sides import Bitext

# Texts up to MAX_WHOLE sentences (either side) are not cut; others about every SIZE (docs/scoring.md, anchors).
MAX_WHOLE, SIZE = 3000, 2000
# A window without such a place is cut all the same when it is longer than this, as of one sentence over and over. With
# the room that a band has it then takes 1 GB (50,000 sentences, five different ones in any order). Not swept.
LONGEST = 5000

Place: TypeAlias = "tuple[int, int]"  # before these sentences, Chinese and English


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text with its own anchors; ``zh`` and ``en`` are the numbers of its first sentences."""

    bitext: Bitext
    anchors: list[tuple[int, int]]
    zh: int
    en: int


def cut_into_windows(bitext: Bitext, anchors: list[tuple[int, int]]) -> Iterator[Window]:
    """Cut a text before the middle of three consecutive anchors on one diagonal, about every SIZE sentences.

    Where there are none it is cut at another anchor or between two, after LONGEST at most.
    """
    end = bitext.zh.size, bitext.en.size
    cuts = [(0, 0)]
    rows = [i for i, _ in anchors]
    if max(end) > MAX_WHOLE:
        for place in [*_certain(anchors), end]:
            between = anchors[bisect_right(rows, cuts[-1][0]) : bisect_left(rows, place[0])]
            cuts += _places(cuts[-1], [*between, place])
            if place != end:
                cuts.append(place)
    if len(cuts) == 1:
        yield Window(bitext, anchors, 0, 0)
        return
    for (i0, j0), (i1, j1) in pairwise([*cuts, end]):
        # One at a steep jump may lie before the cut on one side alone.
        some = anchors[bisect_left(rows, i0) : bisect_left(rows, i1)]
        inside = [(i - i0, j - j0) for i, j in some if j0 <= j < j1]
        # Its own words alone: else every window would take time for those of the whole text.
        (zh, zh_words), (en, en_words) = bitext.zh.between(i0, i1), bitext.en.between(j0, j1)
        yield Window(Bitext(zh, en, bitext.table.between(zh_words, en_words), bitext.ratio), inside, i0, j0)


def _certain(anchors: list[tuple[int, int]]) -> list[Place]:
    """The places that are beyond doubt, SIZE sentences apart."""
    found = [(0, 0)]
    for (i0, j0), (i, j), (i1, j1) in zip(anchors[:-2], anchors[1:-1], anchors[2:], strict=True):
        certain = (i - i0, j - j0) == (1, 1) == (i1 - i, j1 - j)
        if certain and max(i - found[-1][0], j - found[-1][1]) >= SIZE:
            found.append((i, j))
    return found[1:]


def _places(at: Place, knots: list[Place]) -> Iterator[Place]:
    """Where to cut between ``at`` and the last of the ``knots`` so that no window is longer than LONGEST: at the last
    knot before, and where two knots are further apart, on the straight line between them."""
    last = at
    for i, j in knots:
        while (size := max(i - at[0], j - at[1])) > LONGEST:
            if last == at:
                last = at[0] + (i - at[0]) * LONGEST // size, at[1] + (j - at[1]) * LONGEST // size
            at = last
            yield at
        last = i, j
