"""The first pass against an obvious search: same scores, same beads kept, on small random inputs."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import WEIGHTS, Span, pairs_of, random_bitext, spans_of, words_of

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates import first_pass as first_pass_module
from duiqi.aligner.candidates import ibm1 as ibm1_module
from duiqi.aligner.candidates.bead_types import MATCH_TYPES, NAMED_TYPES, USUAL_TYPES
from duiqi.aligner.candidates.first_pass import WordEvidence, first_pass, length_terms
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.links import translation_tables
from duiqi.aligner.narrowing.band import Band, make_band
from duiqi.arrays.ragged import edges_of


def ibm1(
    source: list[int], target: list[int], t: dict[tuple[int, int], float], background: np.ndarray[Any, Any]
) -> float:
    """Σ over target words e of log(1 - λ + λ·Σ over source words t(e|z)/p(e)/(n + .5)), as the docstring has it."""
    return sum(
        math.log(1 - LAMBDA + LAMBDA * sum(t.get((z, e), 0.0) for z in source) / background[e] / (len(source) + 0.5))
        for e in target
    )


def words_directly(bitext: Bitext, i: int, j: int, n_zh: int, n_en: int) -> float:
    """Both IBM-1 terms of the bead of ``n_zh`` and ``n_en`` sentences from (i, j), over 10."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    forward, backward = translation_tables(table, zh.counts, en.counts)
    pairs = pairs_of(table)
    t = dict(zip(pairs, forward.tolist(), strict=True))
    u = {(e, z): value for (z, e), value in zip(pairs, backward.tolist(), strict=True)}
    left, right = words_of(zh, i, n_zh), words_of(en, j, n_en)
    en_term = ibm1(left, right, t, en.share)
    zh_term = ibm1(right, left, u, zh.share)
    return (en_term + zh_term) / 10


def prior(n_zh: int, n_en: int) -> float:
    if not (n_zh and n_en):
        return WEIGHTS["unaligned"]
    name = f"type_{n_zh}_{n_en}" if (n_zh, n_en) in NAMED_TYPES else "type_other"
    return 0.0 if (n_zh, n_en) in USUAL_TYPES else WEIGHTS[name]


def bead_score(bitext: Bitext, i: int, j: int, n_zh: int, n_en: int) -> float:
    if not (n_zh and n_en):
        return prior(n_zh, n_en)
    lengths = length_terms(bitext, spans_of((i, j, n_zh, n_en)))
    return (
        WEIGHTS["words"] * words_directly(bitext, i, j, n_zh, n_en)
        + WEIGHTS["log_length"] * float(lengths[0][0])
        + WEIGHTS["gale_church"] * float(lengths[1][0])
        + prior(n_zh, n_en)
    )


def obvious_search(bitext: Bitext) -> tuple[float, dict[Span, float], dict[Span, float]]:
    """Best score over the whole graph, and of each bead its score and that of the best path through it."""
    n, m = bitext.zh.size, bitext.en.size
    beads = {
        (i, j, n_zh, n_en): bead_score(bitext, i, j, n_zh, n_en)
        for n_zh, n_en in [*MATCH_TYPES, (1, 0), (0, 1)]
        for i in range(n - n_zh + 1)
        for j in range(m - n_en + 1)
    }
    forward: dict[tuple[int, int], float] = {(0, 0): 0.0}
    backward: dict[tuple[int, int], float] = {(n, m): 0.0}
    nodes = sorted(itertools.product(range(n + 1), range(m + 1)))
    leaving: dict[tuple[int, int], list[Span]] = {node: [] for node in nodes}
    for span in beads:
        leaving[span[0], span[1]].append(span)
    for node in nodes:
        for span in leaving[node]:
            end = span[0] + span[2], span[1] + span[3]
            forward[end] = max(forward.get(end, -math.inf), forward[node] + beads[span])
    for node in reversed(nodes):
        for span in leaving[node]:
            end = span[0] + span[2], span[1] + span[3]
            backward[node] = max(backward.get(node, -math.inf), backward[end] + beads[span])
    through = {
        span: forward[span[0], span[1]] + score + backward[span[0] + span[2], span[1] + span[3]]
        for span, score in beads.items()
    }
    assert forward[n, m] == pytest.approx(backward[0, 0])
    return forward[n, m], beads, through


SIZES = st.integers(1, 10)
# The word evidence is worked out in four bytes.
EXACT = 1e-5


@pytest.mark.parametrize("most", [0, 40, 150])
@pytest.mark.parametrize("seed", range(8))
def test_of_too_many_beads_those_near_the_best_path_are_kept(
    monkeypatch: pytest.MonkeyPatch, seed: int, most: int
) -> None:
    """All of them would be kept; the best path stays, and nothing else where there is no room."""
    rng = random.Random(seed)
    n, m = rng.randint(1, 10), rng.randint(1, 10)
    bitext = random_bitext(rng, n, m)
    best, beads, _ = obvious_search(bitext)
    monkeypatch.setattr(first_pass_module, "SOME", most)
    monkeypatch.setattr(first_pass_module, "MOST_A_SENTENCE", 0)
    kept = first_pass(bitext, make_band(n, m, []), WEIGHTS, 1e6).spans.tuples()
    assert set(kept) < set(beads) or most or min(n, m) < 3
    reached = {(0, 0): 0.0}
    for i, j, n_zh, n_en in sorted(kept):
        if (i, j) in reached:
            end, value = (i + n_zh, j + n_en), reached[i, j] + beads[i, j, n_zh, n_en]
            reached[end] = max(reached.get(end, -math.inf), value)
    assert reached[n, m] == pytest.approx(best)


@given(SIZES, SIZES, st.integers(0, 10**6), st.sampled_from([0.0, 2.0, 6.0, 10.0]))
@settings(max_examples=15, deadline=None)
def test_first_pass_keeps_what_an_obvious_search_keeps(n: int, m: int, seed: int, margin: float) -> None:
    bitext = random_bitext(random.Random(seed), n, m)
    best, beads, through = obvious_search(bitext)
    found = first_pass(bitext, make_band(n, m, []), WEIGHTS, margin + EXACT)
    spans = found.spans.tuples()
    np.testing.assert_allclose(found.score, [beads[span] for span in spans], atol=EXACT / 10)
    kept = set(spans)
    assert kept >= {span for span, score in through.items() if score >= best - margin}
    assert len(kept) == len(spans)
    assert kept <= {span for span, score in through.items() if score >= best - margin - 2 * EXACT}


def band_of(low: Sequence[int], high: Sequence[int]) -> Band:
    counts = np.array(high, dtype=np.int64) - np.array(low, dtype=np.int64) + 1
    return Band(np.array(low, dtype=np.int64), np.array(high, dtype=np.int64), edges_of(counts))


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_word_evidence_is_ibm1(n: int, m: int, seed: int) -> None:
    """In bands of any form the difference of two cumulative sums is what the formula gives; those of beads that begin
    outside the band may be asked for."""
    rng = random.Random(seed)
    bitext = random_bitext(rng, n, m, density=rng.choice((0.0, 0.3, 1.0)))
    low = sorted(rng.randint(0, m) for _ in range(n + 1))
    high = sorted(rng.randint(0, m) for _ in range(n + 1))
    low[0], high[n] = 0, m
    band = band_of(
        [min(x, y) for x, y in zip(low, high, strict=True)], [max(x, y) for x, y in zip(low, high, strict=True)]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ibm1_module, "_TOGETHER", rng.choice((1, 3, 32)))
        words = WordEvidence(bitext, band)
    row, column = band.row, band.column
    for n_zh, n_en in MATCH_TYPES:
        assert words(row, column, np.array(n_zh), np.array(n_en)).shape == row.shape
        ends = np.flatnonzero(band.node(row - n_zh, column - n_en) >= 0)
        expected = [
            words_directly(bitext, i - n_zh, j - n_en, n_zh, n_en)
            for i, j in zip(row[ends].tolist(), column[ends].tolist(), strict=True)
        ]
        found = words(row[ends], column[ends], np.array(n_zh), np.array(n_en))
        np.testing.assert_allclose(found, expected, atol=EXACT / 10)
