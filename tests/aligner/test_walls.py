"""Walls: no bead crosses a gate or a wall of a side, and nothing else is lost; against an obvious search."""

from __future__ import annotations

import itertools
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import WEIGHTS, random_bitext

from duiqi.aligner.candidates.entries import Entries, entry_walls
from duiqi.aligner.candidates.first_pass import first_pass
from duiqi.aligner.narrowing.band import make_band
from duiqi.aligner.narrowing.walls import Walls

Span = tuple[int, int, int, int]


def crosses(span: Span, walls: Walls) -> bool:
    i, j, n_zh, n_en = span
    end = i + n_zh, j + n_en
    before = [(a, b) for a, b in walls.gates.tolist() if not (a <= i and b <= j)]
    return (
        any(not (a >= end[0] and b >= end[1]) for a, b in before)
        or any(walls.zh[i + 1 : end[0]])
        or any(walls.en[j + 1 : end[1]])
    )


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_all_beads_but_those_that_cross_a_wall(n: int, m: int, seed: int) -> None:
    rng = random.Random(seed)
    bitext = random_bitext(rng, n, m)
    rows = sorted(rng.randint(0, n) for _ in range(rng.randint(0, 4)))
    columns = sorted(rng.randint(0, m) for _ in rows)
    gates = sorted(set(zip(rows, columns, strict=True)))
    side = [np.array([rng.random() < 0.2 for _ in range(size + 1)]) for size in (n, m)]
    walls = Walls(np.array(gates, dtype=np.int64).reshape(-1, 2), *side)
    whole = first_pass(bitext, make_band(n, m, []), WEIGHTS, margin=1e6)
    scores = dict(zip(whole.spans.tuples(), whole.score.tolist(), strict=True))
    found = first_pass(bitext, walls.narrowed(make_band(n, m, [])), WEIGHTS, 1e6, walls)
    assert set(found.spans.tuples()) == {span for span in scores if not crosses(span, walls)}
    for span, score in zip(found.spans.tuples(), found.score.tolist(), strict=True):
        assert abs(score - scores[span]) < 1e-9


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_narrowed_band_leads_through_all_gates(n: int, m: int, seed: int) -> None:
    rng = random.Random(seed)
    count = rng.randint(1, 40)
    gates = sorted(
        set(
            zip(
                sorted(rng.randint(0, n) for _ in range(count)),
                sorted(rng.randint(0, m) for _ in range(count)),
                strict=True,
            )
        )
    )
    walls = Walls.of(gates, n, m)
    anchors = walls.anchored(sorted({(rng.randrange(n), rng.randrange(m)) for _ in range(3)})[:1])
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(anchors))
    band = walls.narrowed(make_band(n, m, anchors))
    nodes = np.array([(0, 0), *gates, (n, m)])
    assert (band.node(nodes[:, 0], nodes[:, 1]) >= 0).all()
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert (band.low[1:] <= band.high[:-1]).all()


def entries(sizes: list[int], *, lists: list[int] | None = None) -> Entries:
    """Entries of so many sentences each, all of list 1 unless told."""
    paragraphs = [k for k, size in enumerate(sizes) for _ in range(size)]
    return Entries([(lists or [1] * len(sizes))[k] for k in paragraphs], [0] * len(paragraphs), paragraphs)


def test_entries_of_lists_of_the_same_length_are_walls() -> None:
    sides = entries([1, 2, 1]), entries([1, 1, 2])
    walls = entry_walls(sides, [(0, 0, 1, 1), (1, 1, 3, 1), (4, 2, 0, 2)])
    assert walls is not None
    assert [np.flatnonzero(wall).tolist() for wall in walls] == [[0, 1, 3, 4], [0, 1, 2, 4]]
    assert entry_walls(sides, [(0, 0, 1, 1), (1, 1, 2, 1), (3, 2, 1, 2)]) is None  # none is crossed


def test_lists_of_which_one_joins_entries_are_not() -> None:
    assert entry_walls((entries([1, 1, 1]), entries([1, 1])), [(0, 0, 2, 1), (2, 1, 1, 1)]) is None


def test_what_stands_before_a_list_is_no_part_of_it() -> None:
    sides = entries([1, 1, 1], lists=[0, 1, 1]), entries([1, 1, 1], lists=[0, 1, 1])
    walls = entry_walls(sides, [(0, 0, 2, 2), (2, 2, 1, 1)])
    assert walls is not None
    assert [np.flatnonzero(wall).tolist() for wall in walls] == [[1, 2, 3], [1, 2, 3]]
