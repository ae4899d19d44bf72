"""The best path around fixed beads, and how probable its beads are.

The steps 5 to 7 of docs/corrections.md, Realigning; the search is the aligner's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.candidates.lattice import alone, best_path, posteriors
from duiqi.aligner.realigning.around import FIXED, Pinned, usable_beads
from duiqi.aligner.realigning.review_lattice import ReviewLattice, Sides, as_graph

# A probability that moved by less did not move: sums over other paths differ by rounding.
UNMOVED = 1e-6

Fixed = tuple[range, range]


@dataclass(frozen=True, slots=True)
class Found:
    """A bead of the path that was found. ``fixed``: by a person; ``same``: neither it nor its probability is new.

    ``odds`` are its log-odds by itself, None where no candidate says any.
    """

    zh: range
    en: range
    score: float
    fixed: bool = False
    same: bool = False
    odds: float | None = None


def realign(lattice: ReviewLattice, fixed: Sequence[Fixed]) -> tuple[Found, ...]:
    """The best path with the beads ``fixed``: ranges of sentences, one of them empty for sentences left alone.

    Raises ValueError for fixed beads that share a sentence, cross, or are not in the text.
    """
    pinned = _pinned(lattice, fixed)
    usable = usable_beads(lattice, pinned)
    order, graph = as_graph(usable.spans)
    score = usable.score[order]
    posterior = posteriors(graph, score)
    path = best_path(graph, score)
    single = alone(graph, posterior, lattice.n, lattice.m)
    spans = graph.spans[np.array(path, dtype=np.int64)].tuples()
    origin = usable.origin[order]
    moved = _moved(lattice, single)
    found: list[Found] = []
    for k, (i, j, n_zh, n_en) in zip(path, spans, strict=True):
        if not (n_zh and n_en):
            found += _alone(lattice, (range(i, i + n_zh), range(j, j + n_en)), pinned, single, moved)
            continue
        zh, en = range(i, i + n_zh), range(j, j + n_en)
        if origin[k] == FIXED:
            found.append(Found(zh, en, 1.0, fixed=True))
            continue
        probability = float(posterior[k])
        same = abs(probability - float(lattice.before[origin[k]])) < UNMOVED
        value = lattice.match_score(i, j, probability)
        found.append(Found(zh, en, value, same=same, odds=float(score[k])))
    return tuple(found)


def _alone(
    lattice: ReviewLattice, bead: Fixed, pinned: Pinned, single: Sides, moved: tuple[list[bool], list[bool]]
) -> Iterator[Found]:
    """A bead for each sentence of a null bead."""
    zh, en = bead
    side, numbers = (0, zh) if zh else (1, en)
    alone_by_hand = (pinned.zh, pinned.en)[side]
    for k in numbers:
        here = (
            (range(k, k + 1), range(en.start, en.start)) if side == 0 else (range(zh.start, zh.start), range(k, k + 1))
        )
        if alone_by_hand[k]:
            yield Found(*here, 1.0, fixed=True)
        else:
            score = lattice.null_score(here[0].start, here[1].start, float(single[side][k]))
            yield Found(*here, score, same=not moved[side][k])


def _moved(lattice: ReviewLattice, single: Sides) -> tuple[list[bool], list[bool]]:
    """Whether the probability that each sentence is alone is another than with nothing fixed."""
    zh, en = (
        ~(np.abs(now - before) < UNMOVED) for now, before in zip(single, lattice.before_alone, strict=True)
    )  # not >=: NaN is another
    return zh.tolist(), en.tolist()


def _pinned(lattice: ReviewLattice, fixed: Sequence[Fixed]) -> Pinned:
    taken = np.zeros(lattice.n, dtype=np.bool_), np.zeros(lattice.m, dtype=np.bool_)
    single = np.zeros(lattice.n, dtype=np.bool_), np.zeros(lattice.m, dtype=np.bool_)
    pairs = []
    for zh, en in fixed:
        for numbers, side, alone_there, other in ((zh, taken[0], single[0], en), (en, taken[1], single[1], zh)):
            if numbers and not 0 <= numbers.start < numbers.stop <= len(side):
                raise ValueError(f"the fixed bead {list(zh)}:{list(en)} is not in the text")
            here = slice(numbers.start, numbers.stop) if numbers else slice(0)
            if side[here].any():
                raise ValueError(f"the fixed bead {list(zh)}:{list(en)} shares a sentence with another")
            side[here] = True
            alone_there[here] = not other
        if zh and en:
            pairs.append((zh.start, en.start, zh.stop, en.stop))
    pairs.sort()
    for before, after in itertools.pairwise(pairs):
        if before[3] > after[1]:
            raise ValueError(f"the fixed beads at {list(before[:2])} and {list(after[:2])} cross")
    return Pinned(tuple(pairs), *single)
