"""Pairs that were made after the search, of rows whose words say nothing: they become candidates like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.aligner.scoring.calibration import log_odds
from duiqi.model import Bead

Rectangle = tuple[int, int, int, int]  # first sentences and numbers of sentences, Chinese first
Candidate = tuple[Rectangle, float]


def along_beads(
    path: Sequence[Rectangle], scores: Sequence[float], beads: Sequence[Bead]
) -> tuple[list[int | Candidate], bool]:
    """The path that the ``beads`` are: numbers of elements of the old ``path`` that they keep, and new candidates with
    their log-odds; and whether there are any.

    A pair that the search did not find stands where it left sentences alone. Its log-odds are those of leaving these
    alone and the odds of its score, so the search would choose it now, and give it about that score.
    """
    found: list[int | Candidate] = []
    anything_new = False
    for elements, here in _stretches(path, beads):
        if all(bead.is_null for bead in here) or len(elements) == 1:
            found += elements
            continue
        anything_new = True
        alone = _alone(path, scores, elements)
        at = path[elements[0]][:2]
        for bead in here:
            keys = [("zh", i) for i in bead.zh] + [("en", j) for j in bead.en]
            odds = sum(alone[key] for key in keys) + (0.0 if bead.is_null else log_odds(bead.score))
            found.append(((*at, len(bead.zh), len(bead.en)), odds))
            at = at[0] + len(bead.zh), at[1] + len(bead.en)
    return found, anything_new


def _stretches(path: Sequence[Rectangle], beads: Sequence[Bead]) -> Iterator[tuple[list[int], list[Bead]]]:
    """Elements of the path and the beads that cover the same sentences, as few at a time as can be."""
    elements: list[int] = []
    here: list[Bead] = []
    ends, ends_here = [0, 0], [0, 0]
    number = 0
    for bead in beads:
        here.append(bead)
        ends_here = [ends_here[0] + len(bead.zh), ends_here[1] + len(bead.en)]
        while (ends[0] < ends_here[0] or ends[1] < ends_here[1]) and number < len(path):
            ends = [ends[0] + path[number][2], ends[1] + path[number][3]]
            elements.append(number)
            number += 1
        if ends == ends_here:
            yield elements, here
            elements, here = [], []


def _alone(path: Sequence[Rectangle], scores: Sequence[float], elements: Sequence[int]) -> dict[tuple[str, int], float]:
    """The log-odds of each sentence of null beads: those of a run in equal parts."""
    found: dict[tuple[str, int], float] = {}
    for k in elements:
        i, j, n_zh, n_en = path[k]
        share = scores[k] / (n_zh + n_en)
        found.update({("zh", i + n): share for n in range(n_zh)} | {("en", j + n): share for n in range(n_en)})
    return found
