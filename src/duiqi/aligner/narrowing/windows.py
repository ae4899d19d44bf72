"""Long texts are cut into windows where the alignment is beyond doubt, so that time and memory stay linear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide

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
    for (i0, j0), (i1, j1) in zip(cuts, [*cuts[1:], (n, m)], strict=True):
        inside = [(i - i0, j - j0) for i, j in anchors if i0 <= i < i1 and j0 <= j < j1]
        part = replace(bitext, zh=_slice(bitext.zh, i0, i1), en=_slice(bitext.en, j0, j1))
        yield Window(part, inside, i0, j0)


def _slice(side: TokenizedSide, start: int, end: int) -> TokenizedSide:
    """Sentences ``start … end`` of a side; counts and idf stay those of the whole text."""
    first, last = side.offsets[start], side.offsets[end]
    return replace(
        side,
        tokens=side.tokens[first:last],
        offsets=side.offsets[start : end + 1] - first,
        lengths=side.lengths[start:end],
        boundaries=side.boundaries.between(start, end),
    )
