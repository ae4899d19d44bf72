"""The field that is fitted: its sums are those of the aligner, and known weights come back."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import lattices, random_bitext, whole_lattice

from duiqi.aligner.candidates.lattice import Lattice, posteriors
from duiqi.arrays.types import FloatArray

pytest.importorskip("scipy")
from duiqi.aligner.fitting.crf import Batch


@given(st.lists(lattices(most=8), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_batch_posteriors_are_those_of_each_lattice(drawn: list[tuple[Lattice, FloatArray]]) -> None:
    ones = [lattice for lattice, _ in drawn]
    batch = Batch(ones, [np.zeros(0, dtype=np.int64)] * len(ones), [1.0] * len(ones))
    _, together = batch.posteriors(np.concatenate([score for _, score in drawn]))
    np.testing.assert_allclose(together, np.concatenate([posteriors(*one) for one in drawn]), atol=1e-9)


def sampled_path(lattice: Lattice, posterior: FloatArray, rng: np.random.Generator) -> list[int]:
    """A path drawn by its probability: at each node a bead leaves in proportion to its posterior."""
    leaving: dict[int, list[int]] = {}
    for bead, tail in enumerate(lattice.tail.tolist()):
        leaving.setdefault(tail, []).append(bead)
    node, path = 0, []
    while node != lattice.nodes - 1:
        choice = np.array(leaving[node])
        bead = int(rng.choice(choice, p=posterior[choice] / posterior[choice].sum()))
        path.append(bead)
        node = int(lattice.head[bead])
    return path


@pytest.mark.parametrize(("texts", "off"), [(80, 0.3), pytest.param(400, 0.15, marks=pytest.mark.slow)])
def test_fit_recovers_known_weights(texts: int, off: float) -> None:
    """Paths drawn from a model with known weights, fitted without a penalty to speak of, give these weights back."""
    rng, generator = random.Random(11), np.random.default_rng(11)
    known = np.array([1.5, -1.0, 0.5, 2.0])
    ones, gold, matrices = [], [], []
    for _ in range(texts):
        bitext = random_bitext(rng, rng.randint(6, 12), rng.randint(6, 12))
        lattice = whole_lattice(bitext)
        features = generator.normal(size=(len(lattice), len(known)))
        posterior = posteriors(lattice, features @ known)
        ones.append(lattice)
        gold.append(np.array(sampled_path(lattice, posterior, generator)))
        matrices.append(features)
    fitted = Batch(ones, gold, [1.0] * len(ones)).fit(np.concatenate(matrices), 1e-3)
    np.testing.assert_allclose(fitted, known, atol=off)


def test_weights_of_lattices_count_as_copies() -> None:
    rng, generator = random.Random(3), np.random.default_rng(3)
    ones = [whole_lattice(random_bitext(rng, 6, 6)) for _ in range(3)]
    matrices = [generator.normal(size=(len(one), 2)) for one in ones]
    gold = [
        np.array(sampled_path(one, posteriors(one, f.sum(axis=1)), generator))
        for one, f in zip(ones, matrices, strict=True)
    ]
    weighted = Batch(ones, gold, [1.0, 3.0, 1.0]).fit(np.concatenate(matrices), 1.0)
    copies = [0, 1, 1, 1, 2]
    batch = Batch([ones[k] for k in copies], [gold[k] for k in copies], [1.0] * 5)
    copied = batch.fit(np.concatenate([matrices[k] for k in copies]), 1.0)
    np.testing.assert_allclose(weighted, copied, atol=1e-3)
