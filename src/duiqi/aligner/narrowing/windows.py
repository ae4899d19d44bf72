"""Long texts are cut into windows where the alignment is beyond doubt, so that time and memory stay linear."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from duiqi.aligner.bitext.sides import Bitext

# Texts up to MAX_WHOLE sentences (either side) are not cut; others about every SIZE (docs/scoring.md, anchors).
MAX_WHOLE, SIZE = 3000, 2000


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text with its own anchors; ``zh`` and ``en`` are the numbers of its first sentences."""

    bitext: Bitext
    anchors: list[tuple[int, int]]
    zh: int
    en: int


def cut_into_windows(bitext: Bitext, anchors: list[tuple[int, int]]) -> Iterator[Window]:
    """Cut a text before the middle of three consecutive anchors on one diagonal, about every SIZE sentences."""
    n, m = bitext.zh.size, bitext.en.size
    cuts = [(0, 0)]
    if max(n, m) > MAX_WHOLE:
        for (i0, j0), (i, j), (i1, j1) in zip(anchors[:-2], anchors[1:-1], anchors[2:], strict=True):
            certain = (i - i0, j - j0) == (1, 1) == (i1 - i, j1 - j)
            if certain and max(i - cuts[-1][0], j - cuts[-1][1]) >= SIZE:
                cuts.append((i, j))
    if len(cuts) == 1:
        yield Window(bitext, anchors, 0, 0)
        return
    rows = [i for i, _ in anchors]
    for (i0, j0), (i1, j1) in zip(cuts, [*cuts[1:], (n, m)], strict=True):
        inside = [(i - i0, j - j0) for i, j in anchors[bisect_left(rows, i0) : bisect_left(rows, i1)]]
        # Its own words alone: else every window would take time for those of the whole text.
        (zh, zh_words), (en, en_words) = bitext.zh.between(i0, i1), bitext.en.between(j0, j1)
        yield Window(Bitext(zh, en, bitext.table.between(zh_words, en_words), bitext.ratio), inside, i0, j0)
