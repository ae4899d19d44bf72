"""Self-training: planted translations are found, and nothing known is lost."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import bitext_of, pairs_of, random_bitext, strengths_of, whole_lattice

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.self_training import learn_table
from duiqi.arrays.types import FloatArray


def planted(seed: int) -> tuple[Bitext, Spans, FloatArray]:
    """Eighty pairs of sentences in which word k is always translated by word k; the table knows only 0–11 of 20.

    One translation in five is missing, and the lattice is the diagonal, surely right.
    """
    rng = random.Random(seed)
    zh = [[rng.randrange(20) for _ in range(6)] for _ in range(80)]
    en = [[word for word in sentence if rng.random() < 0.8] + [rng.randrange(20)] for sentence in zh]
    bitext = bitext_of(zh, en, 20, {(k, k): 0.9 for k in range(12)})
    number, one = np.arange(80), np.ones(80, dtype=np.int64)
    return bitext, Spans(number, number, one, one), np.full(80, 0.95)


def test_self_training_finds_planted_translations() -> None:
    """Words outside the table get their translation, and no wrong pair becomes stronger than a right one."""
    bitext, spans, posterior = planted(4)
    table = learn_table(bitext, spans, posterior)
    learned = strengths_of(table)
    right = [learned.get((k, k), 0.0) for k in range(12, 20)]
    wrong = [value for (z, e), value in learned.items() if z != e]
    assert min(right) > 0.5
    assert max(wrong, default=0.0) < 0.3


@given(st.integers(0, 10**6), st.integers(2, 10), st.integers(2, 10))
@settings(max_examples=40, deadline=None)
def test_self_training_never_lowers_a_strength(seed: int, n: int, m: int) -> None:
    bitext = random_bitext(random.Random(seed), n, m)
    spans = whole_lattice(bitext).spans
    posterior = np.random.default_rng(seed).uniform(size=len(spans))
    table = learn_table(bitext, spans, posterior)
    before, after = strengths_of(bitext.table), strengths_of(table)
    assert all(after.get(pair, 0.0) >= value for pair, value in before.items() if value >= 0.1)
    assert all(0.0 <= value <= 1.0 for value in after.values())
    assert (np.diff(table.rows.edges) >= 0).all()


def test_improbable_beads_teach_nothing() -> None:
    bitext, spans, posterior = planted(4)
    table = learn_table(bitext, spans, np.full(len(posterior), 0.2))
    assert pairs_of(table) == pairs_of(bitext.table)
    np.testing.assert_allclose(table.strength, bitext.table.strength)
