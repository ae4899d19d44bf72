"""Self-training: planted translations are found, and nothing known is lost."""

from __future__ import annotations

import math
import random
from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import bitext_of, pairs_of, random_bitext, strengths_of, whole_lattice

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.links import translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.self_training import (
    DISCOUNT,
    GAIN,
    MIN_POSTERIOR,
    PRIOR_COUNT,
    STEPS,
    UNKNOWN,
    learn_table,
)
from duiqi.arrays.types import FloatArray
from duiqi.words.lexicon import MIN_STRENGTH


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


def plainly_learned(bitext: Bitext, spans: Spans, posterior: FloatArray) -> dict[tuple[int, int], float]:
    """What the docstrings say, pair of tokens by pair of tokens, every word pair followed."""
    zh, en = (
        [np.split(side.tokens, side.offsets[1:-1])[k] for k in range(side.size)] for side in (bitext.zh, bitext.en)
    )
    beads = [
        (np.concatenate(zh[i : i + n_zh]).tolist(), np.concatenate(en[j : j + n_en]).tolist(), p)
        for (i, j, n_zh, n_en), p in zip(spans.tuples(), posterior.tolist(), strict=True)
        if n_zh and n_en and p > MIN_POSTERIOR
    ]
    forward, backward = translation_tables(bitext.table, bitext.zh.counts, bitext.en.counts)
    pairs = pairs_of(bitext.table)
    t, count = plain_em(beads, dict(zip(pairs, forward, strict=True)), bitext.en.share)
    turned = [(target, source, p) for source, target, p in beads]
    u, back = plain_em(turned, {(e, z): p for (z, e), p in zip(pairs, backward, strict=True)}, bitext.zh.share)
    learned = dict(strengths_of(bitext.table))
    for z, e in t:
        both = math.sqrt(count[z, e] * back[e, z])
        found = GAIN * math.sqrt(t[z, e] * u[e, z]) * max(both - 1, 0) / (both + 1)
        learned[z, e] = max(learned.get((z, e), 0.0), min(found, 1.0))
    return {pair: value for pair, value in learned.items() if value >= MIN_STRENGTH}


def plain_em(
    beads: list[tuple[list[int], list[int], float]], prior: dict[tuple[int, int], float], share: FloatArray
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """t(target|source) and the expected counts of each pair of a source and a target word."""
    met = {(s, e) for source, target, _ in beads for s in source for e in target}
    t = {(s, e): (1 - UNKNOWN) * prior.get((s, e), 0.0) + UNKNOWN * share[e] for s, e in met}
    count = dict.fromkeys(met, 0.0)
    for _ in range(STEPS):
        count = dict.fromkeys(met, 0.0)
        for source, target, p in beads:
            for at, e in enumerate(target):
                place = (at + 0.5) / len(target)
                near = [math.exp(-7 * abs((k + 0.5) / len(source) - place)) for k in range(len(source))]
                joint = [t[s, e] * c / sum(near) for s, c in zip(source, near, strict=True)]
                for s, value in zip(source, joint, strict=True):
                    count[s, e] += p * value / (sum(joint) + UNKNOWN * share[e])
        of = Counter[int]()
        for (s, _), value in count.items():
            of[s] += value
        t = {
            (s, e): (max(count[s, e] - DISCOUNT, 0) + PRIOR_COUNT * prior.get((s, e), 0.0)) / (of[s] + PRIOR_COUNT)
            for s, e in met
        }
    return t, count


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_what_is_not_followed_does_not_matter(seed: int, n: int, m: int) -> None:
    """The table is that of the plain algorithm, in which every pair of words is followed."""
    bitext = random_bitext(random.Random(seed), n, m)
    spans = whole_lattice(bitext).spans
    posterior = np.random.default_rng(seed).uniform(0.0, 1.0, size=len(spans)) ** 3
    expected = plainly_learned(bitext, spans, posterior)
    found = strengths_of(learn_table(bitext, spans, posterior))
    assert {pair for pair, value in found.items() if value > MIN_STRENGTH + 1e-5} <= expected.keys()
    assert all(abs(found.get(pair, MIN_STRENGTH) - value) < 1e-5 for pair, value in expected.items())


def test_improbable_beads_teach_nothing() -> None:
    bitext, spans, posterior = planted(4)
    table = learn_table(bitext, spans, np.full(len(posterior), 0.2))
    assert pairs_of(table) == pairs_of(bitext.table)
    np.testing.assert_allclose(table.strength, bitext.table.strength)
