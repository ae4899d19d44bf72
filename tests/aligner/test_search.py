"""The fast search against slow obvious twins: same scores, same paths, same sums, on small random inputs."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.fitting import fitting_module

from duiqi.aligner.bitext.edges import boundaries
from duiqi.aligner.bitext.sides import Bitext, Side, Table, make_bitext
from duiqi.aligner.candidates.bead_types import MATCH_TYPES, NAMED_TYPES, TYPE_FEATURES, USUAL_TYPES
from duiqi.aligner.candidates.first_pass import Candidates, WordEvidence, first_pass, length_terms
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.lattice import MAX_RUN, Lattice, best_path, make_lattice, posteriors
from duiqi.aligner.candidates.links import Links, find_links, translation_tables
from duiqi.aligner.narrowing import anchors as anchors_module
from duiqi.aligner.narrowing.anchors import find_anchors, heaviest_chain
from duiqi.aligner.narrowing.band import Band, make_band
from duiqi.aligner.scoring import evidence as evidence_module
from duiqi.aligner.scoring.context import make_view
from duiqi.aligner.scoring.evidence import (
    BeadLinks,
    bead_links,
    cells,
    greedy_matching,
    position_weights,
    word_evidence,
)
from duiqi.aligner.scoring.features import FEATURES, feature_matrix
from duiqi.aligner.scoring.passes import bead_features, candidate_lattice
from duiqi.aligner.scoring.self_training import learn_table
from duiqi.aligner.scoring.weights import load_weights

Span = tuple[int, int, int, int]
WEIGHTS = load_weights().first_pass


# Random bitexts of made-up words ("v0", "w3"), whose table is random too.


def random_bitext(rng: random.Random, n: int, m: int, words: int = 6, density: float = 0.4) -> Bitext:
    """A text of ``n`` and ``m`` sentences of 0–5 words, with a random table."""
    zh = [[rng.randrange(words) for _ in range(rng.randrange(6))] for _ in range(n)]
    en = [[rng.randrange(words) for _ in range(rng.randrange(6))] for _ in range(m)]
    pairs = [(z, e) for z in range(words) for e in range(words) if rng.random() < density]
    return bitext_of(zh, en, words, {pair: rng.uniform(0.1, 1.0) for pair in pairs})


def bitext_of(
    zh: Sequence[Sequence[int]], en: Sequence[Sequence[int]], words: int, table: dict[tuple[int, int], float]
) -> Bitext:
    rows = [z for z, _ in sorted(table)]
    indptr = np.zeros(words + 1, dtype=np.int64)
    np.cumsum(np.bincount(np.array(rows, dtype=np.int64), minlength=words), out=indptr[1:])
    columns = np.array([e for _, e in sorted(table)], dtype=np.int64)
    strength = np.array([table[pair] for pair in sorted(table)], dtype=np.float64)
    return Bitext(side_of(zh, words, "v"), side_of(en, words, "w"), Table(indptr, columns, strength), 1.2)


def side_of(sentences: Sequence[Sequence[int]], words: int, letter: str) -> Side:
    tokens = np.array([word for sentence in sentences for word in sentence], dtype=np.int64)
    offsets = np.concatenate([[0], np.cumsum([len(sentence) for sentence in sentences])]).astype(np.int64)
    frequency = np.array([sum(word in sentence for sentence in sentences) for word in range(words)])
    counts = np.maximum(np.bincount(tokens, minlength=words), 1).astype(np.float64)
    return Side(
        vocabulary=tuple(f"{letter}{word}" for word in range(words)),
        tokens=tokens,
        offsets=offsets,
        lengths=np.array([3.0 * len(sentence) for sentence in sentences]),
        counts=counts,
        share=counts / counts.sum(),
        idf=np.log((len(sentences) + 1.0) / np.maximum(frequency, 1)),
        numbers=np.zeros(words, dtype=bool),
        boundaries=boundaries(["x"] * len(sentences), "en", None),
    )


def sentence(side: Side, index: int) -> list[int]:
    return side.tokens[side.offsets[index] : side.offsets[index + 1]].tolist()


def block(side: Side, first: int, count: int) -> list[int]:
    return [word for k in range(first, first + count) for word in sentence(side, k)]


# The first pass.


def ibm1(
    source: list[int], target: list[int], t: dict[tuple[int, int], float], background: np.ndarray[Any, Any]
) -> float:
    """Σ over target words e of log(1 - λ + λ·Σ over source words t(e|z)/p(e)/(n + .5)), as the docstring has it."""
    return sum(
        math.log(1 - LAMBDA + LAMBDA * sum(t.get((z, e), 0.0) for z in source) / background[e] / (len(source) + 0.5))
        for e in target
    )


def words_directly(bitext: Bitext, i: int, j: int, a: int, b: int) -> float:
    """Both IBM-1 terms of the bead of ``a`` and ``b`` sentences from (i, j), over 10."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    forward, backward = translation_tables(table, zh.counts, en.counts)
    pairs = list(zip(table.rows.tolist(), table.columns.tolist(), strict=True))
    t = dict(zip(pairs, forward.tolist(), strict=True))
    u = {(e, z): value for (z, e), value in zip(pairs, backward.tolist(), strict=True)}
    left, right = block(zh, i, a), block(en, j, b)
    en_term = ibm1(left, right, t, en.share)
    zh_term = ibm1(right, left, u, zh.share)
    return (en_term + zh_term) / 10


def prior(a: int, b: int) -> float:
    if not (a and b):
        return WEIGHTS["unaligned"]
    name = f"type_{a}_{b}" if (a, b) in NAMED_TYPES else "type_other"
    return 0.0 if (a, b) in USUAL_TYPES else WEIGHTS[name]


def bead_score(bitext: Bitext, i: int, j: int, a: int, b: int) -> float:
    if not (a and b):
        return prior(a, b)
    lengths = length_terms(bitext, *(np.array([x]) for x in (i, i + a, j, j + b)))
    return (
        WEIGHTS["words"] * words_directly(bitext, i, j, a, b)
        + WEIGHTS["log_length"] * float(lengths[0][0])
        + WEIGHTS["gale_church"] * float(lengths[1][0])
        + prior(a, b)
    )


def obvious_search(bitext: Bitext) -> tuple[float, dict[Span, float], dict[Span, float]]:
    """Best score over the whole graph, and of each bead its score and that of the best path through it."""
    n, m = bitext.zh.size, bitext.en.size
    beads = {
        (i, j, a, b): bead_score(bitext, i, j, a, b)
        for a, b in [*MATCH_TYPES, (1, 0), (0, 1)]
        for i in range(n - a + 1)
        for j in range(m - b + 1)
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


@given(SIZES, SIZES, st.integers(0, 10**6), st.sampled_from([0.0, 2.0, 6.0, 10.0]))
@settings(max_examples=25, deadline=None)
def test_first_pass_keeps_what_an_obvious_search_keeps(n: int, m: int, seed: int, margin: float) -> None:
    bitext = random_bitext(random.Random(seed), n, m)
    best, beads, through = obvious_search(bitext)
    found = first_pass(bitext, make_band(n, m, []), WEIGHTS, margin + 1e-7)
    spans = list(zip(*(column.tolist() for column in (found.zh, found.en, found.a, found.b)), strict=True))
    np.testing.assert_allclose(found.score, [beads[span] for span in spans], atol=1e-9)
    kept = set(spans)
    assert kept >= {span for span, score in through.items() if score >= best - margin}
    assert len(kept) == len(spans)
    assert kept <= {span for span, score in through.items() if score >= best - margin - 1e-6}


def band_of(low: Sequence[int], high: Sequence[int]) -> Band:
    start = np.concatenate([[0], np.cumsum(np.array(high) - np.array(low) + 1)]).astype(np.int64)
    return Band(np.array(low, dtype=np.int64), np.array(high, dtype=np.int64), start)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_word_evidence_is_ibm1(n: int, m: int, seed: int) -> None:
    """In bands of any form the difference of two cumulative sums is what the formula gives."""
    rng = random.Random(seed)
    bitext = random_bitext(rng, n, m, density=rng.choice((0.0, 0.3, 1.0)))
    low = sorted(rng.randint(0, m) for _ in range(n + 1))
    high = sorted(rng.randint(0, m) for _ in range(n + 1))
    low[0], high[n] = 0, m
    band = band_of(
        [min(x, y) for x, y in zip(low, high, strict=True)], [max(x, y) for x, y in zip(low, high, strict=True)]
    )
    words = WordEvidence(bitext, band)
    row, column = band.row, band.column
    for a, b in MATCH_TYPES:
        ends = np.flatnonzero(band.node(row - a, column - b) >= 0)
        expected = [
            words_directly(bitext, i - a, j - b, a, b)
            for i, j in zip(row[ends].tolist(), column[ends].tolist(), strict=True)
        ]
        np.testing.assert_allclose(words(ends, a, b), expected, atol=1e-9)


@given(
    st.integers(0, 400),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=8),
)
@settings(max_examples=200, deadline=None)
def test_every_band_can_be_crossed(n: int, m: int, points: list[tuple[int, int]]) -> None:
    """Rows overlap, both ends never decrease, and the corners and the anchors are inside."""
    anchors: list[tuple[int, int]] = []
    for i, j in sorted(points):
        if i < n and j < m and (not anchors or (i > anchors[-1][0] and j > anchors[-1][1])):
            anchors.append((i, j))
    check_band(make_band(n, m, anchors), n, m, anchors)


def check_band(band: Band, n: int, m: int, anchors: list[tuple[int, int]]) -> None:
    assert len(band.low) == n + 1
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert band.low[0] == 0
    assert band.high[n] == m
    assert (band.low[1:] <= band.high[:-1]).all()
    corners = np.array([(0, 0), *anchors, (n, m)])
    assert (band.node(corners[:, 0], corners[:, 1]) >= 0).all()


@pytest.mark.parametrize("gap", [1, 3, 10, 25])
@pytest.mark.parametrize("missing", [400, 2000])
def test_band_leaves_room_for_a_missing_chapter(gap: int, missing: int) -> None:
    """Between two anchors ``gap`` sentences apart, ``missing`` sentences of either side can be skipped at any place."""
    for side in (0, 1):
        before = [(k, k) for k in range(100)]
        shift = (missing, 0) if side == 0 else (0, missing)
        after = [(k + shift[0], k + shift[1]) for k in range(99 + gap, 200 + gap)]
        n, m = 200 + gap + shift[0], 200 + gap + shift[1]
        band = make_band(n, m, before + after)
        check_band(band, n, m, before + after)
        for at in range(99, 100 + gap):
            path = [(at + (k if side == 0 else 0), at + (k if side == 1 else 0)) for k in range(missing + 1)]
            nodes = np.array(path)
            assert (band.node(nodes[:, 0], nodes[:, 1]) >= 0).all(), (side, at)


# The lattice.


@st.composite
def lattices(draw: st.DrawFn, most: int = 5) -> tuple[Lattice, np.ndarray[Any, Any]]:
    """A lattice with whole paths only, as the first pass leaves it, and scores."""
    n, m = draw(st.integers(1, most)), draw(st.integers(1, most))
    seed = draw(st.integers(0, 10**6))
    rng = random.Random(seed)
    bitext = random_bitext(rng, n, m)
    lattice = make_lattice(first_pass(bitext, make_band(n, m, []), WEIGHTS, draw(st.sampled_from([0.5, 4.0, 9.0]))))
    scores = draw(st.sampled_from([1.0, 30.0, 0.0]))
    return lattice, np.array([scores * rng.uniform(-1, 1) for _ in lattice.a])


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
def test_best_path_and_posteriors_against_all_paths(drawn: tuple[Lattice, np.ndarray[Any, Any]]) -> None:
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


@given(st.lists(lattices(most=8), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_batch_posteriors_are_those_of_each_lattice(drawn: list[tuple[Lattice, np.ndarray[Any, Any]]]) -> None:
    ones = [lattice for lattice, _ in drawn]
    batch = fitting_module("crf").Batch(ones, [np.zeros(0, dtype=np.int64)] * len(ones), [1.0] * len(ones))
    _, together = batch.posteriors(np.concatenate([score for _, score in drawn]))
    np.testing.assert_allclose(together, np.concatenate([posteriors(*one) for one in drawn]), atol=1e-9)


def sampled_path(lattice: Lattice, posterior: np.ndarray[Any, Any], rng: np.random.Generator) -> list[int]:
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


def test_words_are_weighed_as_in_a_longer_text() -> None:
    """500 words and 100 sentences more; a word of the text is in half a sentence of these."""
    side = make_bitext(["水水水火", "水"], ["water water water fire", "water"]).en
    count = {word: k for k, word in enumerate(side.vocabulary)}
    water, fire = count["water"], count["fire"]
    np.testing.assert_allclose(side.share[[water, fire]], [4 / 505, 1 / 505])
    np.testing.assert_allclose(side.idf[[water, fire]], np.log([103 / 2.5, 103 / 1.5]))


def test_fit_recovers_known_weights() -> None:
    """Paths drawn from a model with known weights, fitted without a penalty to speak of, give these weights back."""
    rng, generator = random.Random(11), np.random.default_rng(11)
    known = np.array([1.5, -1.0, 0.5, 2.0])
    ones, gold, matrices = [], [], []
    for _ in range(400):
        bitext = random_bitext(rng, rng.randint(6, 12), rng.randint(6, 12))
        lattice = candidate_lattice(bitext, [], WEIGHTS)
        features = generator.normal(size=(len(lattice.a), len(known)))
        posterior = posteriors(lattice, features @ known)
        ones.append(lattice)
        gold.append(np.array(sampled_path(lattice, posterior, generator)))
        matrices.append(features)
    fitted = fitting_module("crf").Batch(ones, gold, [1.0] * len(ones)).fit(np.concatenate(matrices), 1e-3)
    np.testing.assert_allclose(fitted, known, atol=0.15)


def test_weights_of_lattices_count_as_copies() -> None:
    rng, generator = random.Random(3), np.random.default_rng(3)
    ones = [candidate_lattice(random_bitext(rng, 6, 6), [], WEIGHTS) for _ in range(3)]
    matrices = [generator.normal(size=(len(one.a), 2)) for one in ones]
    gold = [
        np.array(sampled_path(one, posteriors(one, f.sum(axis=1)), generator))
        for one, f in zip(ones, matrices, strict=True)
    ]
    weighted = fitting_module("crf").Batch(ones, gold, [1.0, 3.0, 1.0]).fit(np.concatenate(matrices), 1.0)
    copies = [0, 1, 1, 1, 2]
    copied = (
        fitting_module("crf")
        .Batch([ones[k] for k in copies], [gold[k] for k in copies], [1.0] * 5)
        .fit(np.concatenate([matrices[k] for k in copies]), 1.0)
    )
    np.testing.assert_allclose(weighted, copied, atol=1e-3)


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_null_runs_are_all_chains_of_null_beads(n: int, m: int, seed: int) -> None:
    bitext = random_bitext(random.Random(seed), n, m)
    found = first_pass(bitext, make_band(n, m, []), WEIGHTS, 9.0)
    single = set(zip(found.zh.tolist(), found.en.tolist(), found.a.tolist(), found.b.tolist(), strict=True))
    expected = set(single)
    for i, j in itertools.product(range(n + 1), range(m + 1)):
        for k in range(2, MAX_RUN + 1):
            if all((i + step, j, 1, 0) in single for step in range(k)):
                expected.add((i, j, k, 0))
            if all((i, j + step, 0, 1) in single for step in range(k)):
                expected.add((i, j, 0, k))
    lattice = make_lattice(found)
    made = list(zip(lattice.zh.tolist(), lattice.en.tolist(), lattice.a.tolist(), lattice.b.tolist(), strict=True))
    assert sorted(made) == sorted(expected)
    assert (np.diff(lattice.head) >= 0).all()
    assert (lattice.tail < lattice.head).all()


# Anchors.


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 50)), max_size=16, unique_by=lambda x: x[:2]
    )
)
@settings(max_examples=200, deadline=None)
def test_heaviest_chain_against_quadratic(items: list[tuple[int, int, int]]) -> None:
    row, column, weight = (np.array([item[k] for item in items], dtype=np.int64) for k in range(3))
    chain = heaviest_chain(row, column, weight.astype(np.float64))
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(chain))
    worth = {(i, j): w for i, j, w in items}
    best: dict[tuple[int, int, int], int] = {}
    for item in sorted(items):
        before = [value for other, value in best.items() if other[0] < item[0] and other[1] < item[1]]
        best[item] = item[2] + max(before, default=0)
    assert sum(worth[pair] for pair in chain) == max(best.values(), default=0)


def test_anchors_of_a_text_with_itself_translated() -> None:
    zh_words = ["飞机", "汽车", "玻璃", "牛奶", "皮鞋", "电灯", "眼镜", "地图"]
    en_words = ["planes", "cars", "glass", "milk", "shoes", "lamps", "spectacles", "maps"]
    zh = [f"第{k}号工厂生产{word}。" for k, word in enumerate(zh_words, start=21)]
    en = [f"Factory number {k} makes {word}." for k, word in enumerate(en_words, start=21)]
    assert find_anchors(make_bitext(zh, en)) == [(k, k) for k in range(8)]


# Links and evidence.


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_links_are_all_pairs_in_the_window(n: int, m: int, seed: int) -> None:
    rng = random.Random(seed)
    bitext = random_bitext(rng, n, m)
    low = np.array([rng.randint(0, m) for _ in range(n)])
    high = np.array([rng.randint(int(x), m) for x in low])
    links = find_links(bitext, low, high)
    table = bitext.table
    where = {pair: k for k, pair in enumerate(zip(table.rows.tolist(), table.columns.tolist(), strict=True))}
    expected = []
    for row in range(n):
        window = range(int(bitext.en.offsets[low[row]]), int(bitext.en.offsets[high[row]]))
        for e, z in itertools.product(window, range(int(bitext.zh.offsets[row]), int(bitext.zh.offsets[row + 1]))):
            pair = int(bitext.zh.tokens[z]), int(bitext.en.tokens[e])
            if pair in where:
                expected.append((z, e, where[pair]))
    assert list(zip(links.zh.tolist(), links.en.tolist(), links.pair.tolist(), strict=True)) == expected


def everything(seed: int, n: int, m: int) -> tuple[Bitext, Lattice, Links, BeadLinks]:
    bitext = random_bitext(random.Random(seed), n, m)
    lattice = candidate_lattice(bitext, [], WEIGHTS)
    links = find_links(bitext, np.zeros(n, dtype=np.int64), np.full(n, m, dtype=np.int64))
    return bitext, lattice, links, bead_links(bitext, lattice, links)


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_position_sums_and_likelihoods_directly(n: int, m: int, seed: int) -> None:
    """Closed-form sums of the position weights, and the placed likelihoods, against plain loops."""
    bitext, lattice, links, inside = everything(seed, n, m)
    zh, en, table = bitext.zh, bitext.en, bitext.table
    forward, backward = translation_tables(table, zh.counts, en.counts)
    pairs = list(zip(table.rows.tolist(), table.columns.tolist(), strict=True))
    t, u = (dict(zip(pairs, values.tolist(), strict=True)) for values in (forward, backward))
    weight, over_zh, over_en = position_weights(inside, links)
    decay = evidence_module.POSITION_DECAY

    def close(x: int, of_x: int, y: int, of_y: int) -> float:
        return math.exp(-decay * abs((x + 0.5) / of_x - (y + 0.5) / of_y))

    for k, bead in enumerate(inside.bead.tolist()):
        a, b = (
            block(side, int(first[bead]), int(count[bead]))
            for side, first, count in ((zh, lattice.zh, lattice.a), (en, lattice.en, lattice.b))
        )
        x = int(inside.zh_cell[k] - inside.zh_cells.start[bead])
        y = int(inside.en_cell[k] - inside.en_cells.start[bead])
        assert weight[k] == pytest.approx(close(x, len(a), y, len(b)))
        assert over_zh[k] == pytest.approx(sum(close(z, len(a), y, len(b)) for z in range(len(a))))
        assert over_en[k] == pytest.approx(sum(close(x, len(a), e, len(b)) for e in range(len(b))))

    found = word_evidence(
        bitext, lattice, links, inside, table.strength[links.pair], forward[links.pair], backward[links.pair]
    )
    for bead in np.flatnonzero(~lattice.is_null).tolist():
        a, b = (
            block(side, int(first[bead]), int(count[bead]))
            for side, first, count in ((zh, lattice.zh, lattice.a), (en, lattice.en, lattice.b))
        )
        for ours, source, target, table_of, side in (
            (found.placed_en, a, b, lambda z, e: t.get((z, e), 0.0), en),
            (found.placed_zh, b, a, lambda e, z: u.get((z, e), 0.0), zh),
        ):
            total = 0.0
            for y, e in enumerate(target):
                near = [close(x, len(source), y, len(target)) for x in range(len(source))]
                odds = sum(c * table_of(z, e) for c, z in zip(near, source, strict=True)) / (sum(near) or 1.0)
                total += math.log(1 - LAMBDA + LAMBDA * odds / side.share[e])
            assert ours[bead] == pytest.approx(total)
        assert found.mass_zh[bead] == pytest.approx(sum(zh.idf[z] for z in a))
        assert found.mass_en[bead] == pytest.approx(sum(en.idf[e] for e in b))
    for values in (found.placed_en, found.placed_zh, found.matched_en, found.matched_zh, found.mass_en, found.mass_zh):
        assert (values[lattice.is_null] == 0).all()


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_coverage_directly(n: int, m: int, seed: int) -> None:
    """What the matching covers of each side, and of the weakest sentence, against plain loops."""
    bitext, lattice, links, inside = everything(seed, n, m)
    zh, en, strength = bitext.zh, bitext.en, bitext.table.strength[links.pair]
    forward, backward = translation_tables(bitext.table, zh.counts, en.counts)
    found = word_evidence(bitext, lattice, links, inside, strength, forward[links.pair], backward[links.pair])
    close, _, _ = position_weights(inside, links)
    power, zh_token, en_token = strength[inside.link], links.zh[inside.link], links.en[inside.link]
    zh_idf, en_idf = zh.idf[zh.tokens[zh_token]], en.idf[en.tokens[en_token]]
    chosen = greedy_matching(inside, power * np.sqrt(zh_idf * en_idf) * (0.5 + 0.5 * close)).tolist()
    for bead in np.flatnonzero(~lattice.is_null).tolist():
        pairs = [k for k in chosen if inside.bead[k] == bead]
        shares = []
        for side, first, count, token, idf, matched, in_place in (
            (zh, lattice.zh, lattice.a, zh_token, zh_idf, found.matched_zh, found.placed_match_zh),
            (en, lattice.en, lattice.b, en_token, en_idf, found.matched_en, found.placed_match_en),
        ):
            assert matched[bead] == pytest.approx(sum(power[k] * idf[k] for k in pairs))
            assert in_place[bead] == pytest.approx(sum(power[k] * idf[k] * close[k] for k in pairs))
            for sentence in range(first[bead], first[bead] + count[bead]):
                if content := block(side, sentence, 1):
                    here = [k for k in pairs if side.sentence_of_token[token[k]] == sentence]
                    mass = sum(side.idf[word] for word in content) + evidence_module.SOME_MASS
                    shares.append(sum(power[k] * idf[k] for k in here) / mass)
        assert found.weakest[bead] == pytest.approx(min(shares, default=1.0))
    for values in (found.weakest, found.placed_match_zh, found.placed_match_en):
        assert (values[lattice.is_null] == 0).all()


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10**6), st.booleans())
@settings(max_examples=50, deadline=None)
def test_the_matching_is_one_to_one(n: int, m: int, seed: int, equal: bool) -> None:
    """Also when many weights are equal; a bead's heaviest link is always in."""
    _, _, links, inside = everything(seed, n, m)
    generator = np.random.default_rng(seed)
    weight = np.full(len(inside.bead), 0.5) if equal else generator.uniform(0.01, 1.0, size=len(inside.bead))
    chosen = greedy_matching(inside, weight)
    assert len(set(inside.zh_cell[chosen].tolist())) == len(chosen)
    assert len(set(inside.en_cell[chosen].tolist())) == len(chosen)
    if not equal:
        for bead in set(inside.bead.tolist()):
            of_bead = np.flatnonzero(inside.bead == bead)
            assert of_bead[np.argmax(weight[of_bead])] in chosen
    assert len(links.zh) >= 0


def test_cells_number_the_tokens_of_each_bead() -> None:
    bitext = bitext_of([[0, 1], [], [2]], [[0]], 3, {})
    made = cells(bitext.zh, np.array([0, 1, 0]), np.array([1, 2, 3]))
    assert made.count.tolist() == [2, 1, 3]
    assert made.start.tolist() == [0, 2, 3]
    assert made.first_token.tolist() == [0, 2, 0]
    assert made.total == 6


# Features.


@pytest.fixture(scope="module")
def small_text() -> tuple[Bitext, Lattice]:
    zh = ["会议在北京举行。", "他问：“谁来了？”", "没有人回答。", "天黑了。"]
    en = ["The meeting was held in Beijing.", "He asked: “Who has come?”", "Nobody answered.", "It got dark."]
    bitext = make_bitext(zh, en)
    return bitext, candidate_lattice(bitext, [], WEIGHTS)


def test_columns_are_the_named_features(small_text: tuple[Bitext, Lattice]) -> None:
    """The matrix has one column a name in the order of FEATURES, each what its function gives, all finite."""
    bitext, lattice = small_text
    matrix = bead_features(bitext, lattice)
    assert matrix.shape == (len(lattice.a), len(FEATURES))
    assert np.isfinite(matrix).all()
    names = list(FEATURES)
    a, b = lattice.a, lattice.b
    for x, y in NAMED_TYPES:
        np.testing.assert_array_equal(matrix[:, names.index(f"type_{x}_{y}")], (a == x) & (b == y))
    assert set(TYPE_FEATURES) <= set(names)
    assert all(function.__doc__ for function in FEATURES.values())
    assert all(name == function.__name__ for name, function in FEATURES.items())


def test_chosen_columns(small_text: tuple[Bitext, Lattice]) -> None:
    bitext, lattice = small_text
    links = find_links(bitext, np.zeros(4, dtype=np.int64), np.full(4, 4))
    forward, backward = translation_tables(bitext.table, bitext.zh.counts, bitext.en.counts)
    found = word_evidence(
        bitext, lattice, links, bead_links(bitext, lattice, links),
        bitext.table.strength[links.pair], forward[links.pair], backward[links.pair],
    )  # fmt: skip
    view = make_view(bitext, lattice, found)
    chosen = ["type_other", "placed_en"]
    whole = feature_matrix(view)
    np.testing.assert_array_equal(
        feature_matrix(view, chosen), whole[:, [list(FEATURES).index(name) for name in chosen]]
    )


# Self-training.


def planted(seed: int) -> tuple[Bitext, Lattice, np.ndarray[Any, Any]]:
    """Eighty pairs of sentences in which word k is always translated by word k; the table knows only 0–11 of 20.

    One translation in five is missing, and the lattice is the diagonal, surely right.
    """
    rng = random.Random(seed)
    zh = [[rng.randrange(20) for _ in range(6)] for _ in range(80)]
    en = [[word for word in sentence if rng.random() < 0.8] + [rng.randrange(20)] for sentence in zh]
    bitext = bitext_of(zh, en, 20, {(k, k): 0.9 for k in range(12)})
    number, one = np.arange(80), np.ones(80, dtype=np.int64)
    return bitext, make_lattice(Candidates(number, number, one, one, np.zeros(80))), np.full(80, 0.95)


def test_self_training_finds_planted_translations() -> None:
    """Words outside the table get their translation, and no wrong pair becomes stronger than a right one."""
    bitext, lattice, posterior = planted(4)
    table = learn_table(bitext, lattice, posterior)
    learned = dict(
        zip(zip(table.rows.tolist(), table.columns.tolist(), strict=True), table.strength.tolist(), strict=True)
    )
    right = [learned.get((k, k), 0.0) for k in range(12, 20)]
    wrong = [value for (z, e), value in learned.items() if z != e]
    assert min(right) > 0.5
    assert max(wrong, default=0.0) < 0.3


@given(st.integers(0, 10**6), st.integers(2, 10), st.integers(2, 10))
@settings(max_examples=40, deadline=None)
def test_self_training_never_lowers_a_strength(seed: int, n: int, m: int) -> None:
    bitext, lattice, _, _ = everything(seed, n, m)
    posterior = np.random.default_rng(seed).uniform(size=len(lattice.a))
    table = learn_table(bitext, lattice, posterior)
    before, after = (
        dict(zip(zip(x.rows.tolist(), x.columns.tolist(), strict=True), x.strength.tolist(), strict=True))
        for x in (bitext.table, table)
    )
    assert all(after.get(pair, 0.0) >= value for pair, value in before.items() if value >= 0.1)
    assert all(0.0 <= value <= 1.0 for value in after.values())
    assert (table.indptr[1:] >= table.indptr[:-1]).all()


def test_improbable_beads_teach_nothing() -> None:
    bitext, lattice, posterior = planted(4)
    table = learn_table(bitext, lattice, np.full(len(posterior), 0.2))
    assert list(zip(table.rows, table.columns, strict=True)) == list(
        zip(bitext.table.rows, bitext.table.columns, strict=True)
    )
    np.testing.assert_allclose(table.strength, bitext.table.strength)


@given(st.integers(1, 12), st.integers(4, 15), st.integers(1, 6), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_greatest_of_rows_with_their_values(rows: int, width: int, levels: int, seed: int) -> None:
    """Also where many are equal: values belong to their columns, no column comes twice, the matrix stays as it was."""
    dense = np.random.default_rng(seed).integers(0, levels, (rows, width)) / 4
    before = dense.copy()
    columns, best = anchors_module._greatest(dense)
    np.testing.assert_array_equal(dense, before)
    np.testing.assert_array_equal(best, np.take_along_axis(before, columns, axis=1))
    np.testing.assert_array_equal(np.sort(best, axis=1), np.sort(before, axis=1)[:, -4:])
    assert (np.diff(np.sort(columns, axis=1), axis=1) > 0).all()


# Long texts.


def test_cut_text_gives_the_same_beads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clean text cut every dozen sentences: the same beads and nearly the same scores as in one piece."""
    from duiqi.aligner.narrowing import windows as segments

    nouns = [
        ("飞机", "planes"),
        ("汽车", "cars"),
        ("玻璃", "glass"),
        ("牛奶", "milk"),
        ("皮鞋", "shoes"),
        ("电灯", "lamps"),
    ]
    places = [("上海", "Shanghai"), ("北京", "Beijing"), ("广州", "Guangzhou"), ("武汉", "Wuhan"), ("南京", "Nanjing")]
    pairs = [
        (f"{place[0]}的第{number}号工厂生产{noun[0]}。", f"Factory number {number} in {place[1]} makes {noun[1]}.")
        for number, (noun, place) in enumerate(itertools.product(nouns, places), start=101)
    ]
    bitext = make_bitext([zh for zh, _ in pairs], [en for _, en in pairs])
    anchors = find_anchors(bitext)
    [whole] = segments.cut(bitext, anchors)
    monkeypatch.setattr(segments, "MAX_WHOLE", 20)
    monkeypatch.setattr(segments, "SEGMENT", 8)
    parts = list(segments.cut(bitext, anchors))
    assert len(parts) >= 3
    from duiqi.aligner.result.beads import segment_beads

    weights = load_weights()
    uncut = segment_beads(whole, weights, False)
    joined = [bead for part in parts for bead in segment_beads(part, weights, False)]
    assert [(b.zh, b.en) for b in joined] == [(b.zh, b.en) for b in uncut]
    assert [(b.zh, b.en) for b in uncut] == [(range(k, k + 1), range(k, k + 1)) for k in range(30)]
    assert max(abs(x.score - y.score) for x, y in zip(joined, uncut, strict=True)) < 0.05


def test_segments_tile_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from duiqi.aligner.narrowing import windows as segments

    monkeypatch.setattr(segments, "MAX_WHOLE", 10)
    monkeypatch.setattr(segments, "SEGMENT", 4)
    bitext = random_bitext(random.Random(1), 30, 33)
    anchors = [(k, k + (3 if k > 15 else 0)) for k in range(30) if k % 7]
    parts = list(segments.cut(bitext, anchors))
    assert len(parts) > 2
    i = j = 0
    for part in parts:
        assert (part.zh, part.en) == (i, j)
        for k in range(part.bitext.zh.size):
            assert sentence(part.bitext.zh, k) == sentence(bitext.zh, i + k)
        for k in range(part.bitext.en.size):
            assert sentence(part.bitext.en, k) == sentence(bitext.en, j + k)
        assert all((part.zh + x, part.en + y) in anchors for x, y in part.anchors)
        i, j = i + part.bitext.zh.size, j + part.bitext.en.size
    assert (i, j) == (30, 33)
