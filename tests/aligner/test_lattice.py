"""Search and sums over the paths of a lattice against all paths one by one, and the runs of null beads in it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import WEIGHTS, lattices, random_bitext

from duiqi.aligner.candidates.first_pass import first_pass
from duiqi.aligner.candidates.lattice import MAX_RUN, Lattice, best_path, make_lattice, posteriors
from duiqi.aligner.narrowing.band import make_band
from duiqi.arrays.types import FloatArray


def all_paths(lattice: Lattice) -> Iterator[tuple[int, ...]]:
    """Every path from the first node to the last, bead by bead."""
    leaving: dict[int, list[int]] = {}
    for bead, tail in enumerate(lattice.tail.tolist()):
        leaving.setdefault(tail, []).append(bead)

    def onward(node: int) -> Iterator[tuple[int, ...]]:
        if node == lattice.nodes - 1:
            yield ()
        for bead in leaving.get(node, []):
            for rest in onward(int(lattice.head[bead])):
                yield (bead, *rest)

    return onward(0)


@given(lattices(most=4))
@settings(max_examples=60, deadline=None)
def test_best_path_and_posteriors_against_all_paths(drawn: tuple[Lattice, FloatArray]) -> None:
    lattice, score = drawn
    paths = list(itertools.islice(all_paths(lattice), 20_001))
    if len(paths) > 20_000:
        return
    totals = np.array([score[list(path)].sum() for path in paths])
    found = best_path(lattice, score)
    assert tuple(found) in paths
    assert score[found].sum() == pytest.approx(totals.max())
    probability = np.exp(totals - totals.max())
    probability /= probability.sum()
    expected = np.zeros(len(score))
    for path, p in zip(paths, probability, strict=True):
        expected[list(path)] += p
    np.testing.assert_allclose(posteriors(lattice, score), expected, atol=1e-9)


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_null_runs_are_all_chains_of_null_beads(n: int, m: int, seed: int) -> None:
    bitext = random_bitext(random.Random(seed), n, m)
    found = first_pass(bitext, make_band(n, m, []), WEIGHTS, 9.0)
    single = set(found.spans.tuples())
    expected = set(single)
    for i, j in itertools.product(range(n + 1), range(m + 1)):
        for k in range(2, MAX_RUN + 1):
            if all((i + step, j, 1, 0) in single for step in range(k)):
                expected.add((i, j, k, 0))
            if all((i, j + step, 0, 1) in single for step in range(k)):
                expected.add((i, j, 0, k))
    lattice = make_lattice(found)
    assert sorted(lattice.spans.tuples()) == sorted(expected)
    assert (np.diff(lattice.head) >= 0).all()
    assert (lattice.tail < lattice.head).all()
