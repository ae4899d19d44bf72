"""How far the lengths of a text's pairs stray, and what the features make of it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bitexts import lattices, random_bitext, spans_of

from duiqi.aligner.bitext.sides import USUAL_VARIANCE, Bitext, make_bitext
from duiqi.aligner.candidates.lattice import Lattice
from duiqi.aligner.candidates.length_variance import LEAST, MOST, PRIOR_BEADS, with_length_variance
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.arrays.types import FloatArray


def lattice_of(prior: list[float], *spans: tuple[int, int, int, int]) -> Lattice:
    nodes = np.zeros(len(spans), dtype=np.int64)
    return Lattice(spans_of(*spans), nodes, nodes, 1, np.array(prior))


def text(zh: int, en: int) -> Bitext:
    """One sentence a side of so many characters, with a ratio of 3."""
    return replace(make_bitext(["字" * zh], ["x" * en]), ratio=3.0)


def test_a_probable_bead_counts_by_its_probability() -> None:
    # δ² = (120 - 90)² / (6.8 · (90 + 120 + 1))
    squared = 900 / (6.8 * 211)
    found = with_length_variance(text(30, 120), lattice_of([0.8], (0, 0, 1, 1)))
    assert found.length_variance == pytest.approx((0.8 * squared + 20 * USUAL_VARIANCE) / 20.8)


@pytest.mark.parametrize(
    ("prior", "spans"), [([LEAST - 0.01], [(0, 0, 1, 1)]), ([0.9, 0.9], [(0, 0, 1, 0), (1, 0, 0, 1)])]
)
def test_improbable_and_null_beads_say_nothing(prior: list[float], spans: list[tuple[int, int, int, int]]) -> None:
    found = with_length_variance(text(30, 900), lattice_of(prior, *spans))
    assert found.length_variance == pytest.approx(USUAL_VARIANCE)


def test_one_bead_strays_no_further() -> None:
    found = with_length_variance(text(10, 3000), lattice_of([1.0], (0, 0, 1, 1)))
    assert found.length_variance == pytest.approx((MOST + PRIOR_BEADS * USUAL_VARIANCE) / (PRIOR_BEADS + 1))


def test_the_features_of_the_lengths() -> None:
    bitext = replace(text(30, 120), length_variance=0.7)
    [features] = feature_matrix(feature_context(bitext, spans_of((0, 0, 1, 1))), ["gale_church", "length_tail"])
    strayed = 900 / (6.8 * 211) / 1.4
    assert features.tolist() == pytest.approx([-strayed / 2, -np.log(1 + strayed)])


@given(lattices(), st.integers(0, 1000))
def test_bounds(drawn: tuple[Lattice, FloatArray], seed: int) -> None:
    """Between that of the prior beads alone and the most that a bead can stray."""
    lattice, _ = drawn
    n, m = int(lattice.spans.end_zh.max()), int(lattice.spans.end_en.max())
    found = with_length_variance(random_bitext(random.Random(seed), n, m), lattice).length_variance
    assert 0 < found < MOST
