"""The evidence of the words of each bead against plain loops."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import bitext_of, pairs_of, random_bitext, spans_of, whole_lattice, words_of

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.links import Links, find_links, translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.evidence import word_evidence
from duiqi.aligner.scoring.evidence.bead_links import POSITION_DECAY, BeadLinks, bead_links, cells, position_weights
from duiqi.aligner.scoring.evidence.coverage import PRIOR_IDF_MASS, greedy_matching
from duiqi.aligner.scoring.evidence.crossing import CROSSING_LAMBDA
from duiqi.arrays.ragged import Ranges


def everything(seed: int, n: int, m: int) -> tuple[Bitext, Spans, Links, BeadLinks]:
    bitext = random_bitext(random.Random(seed), n, m)
    spans = whole_lattice(bitext).spans
    links = find_links(bitext, np.zeros(n, dtype=np.int64), np.full(n, m, dtype=np.int64))
    return bitext, spans, links, bead_links(bitext, spans, links)


def sides_of(bitext: Bitext, spans: Spans, bead: int) -> tuple[list[int], list[int]]:
    """The words of both sides of a bead."""
    i, j, n_zh, n_en = spans.tuples()[bead]
    return words_of(bitext.zh, i, n_zh), words_of(bitext.en, j, n_en)


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_position_sums_and_likelihoods_directly(n: int, m: int, seed: int) -> None:
    """Closed-form sums of the position weights, and the positional likelihoods, against plain loops."""
    bitext, spans, _, inside = everything(seed, n, m)
    zh, en, table = bitext.zh, bitext.en, bitext.table
    forward, backward = translation_tables(table, zh.counts, en.counts)
    pairs = pairs_of(table)
    t, u = (dict(zip(pairs, values.tolist(), strict=True)) for values in (forward, backward))
    weight, over_zh, over_en = position_weights(inside)
    decay = POSITION_DECAY

    def close(x: int, of_x: int, y: int, of_y: int) -> float:
        return math.exp(-decay * abs((x + 0.5) / of_x - (y + 0.5) / of_y))

    for k, bead in enumerate(inside.bead.tolist()):
        zh_words, en_words = sides_of(bitext, spans, bead)
        x = int(inside.zh_cell[k] - inside.zh_cells.start[bead])
        y = int(inside.en_cell[k] - inside.en_cells.start[bead])
        assert weight[k] == pytest.approx(close(x, len(zh_words), y, len(en_words)))
        from_zh = [close(z, len(zh_words), y, len(en_words)) for z in range(len(zh_words))]
        from_en = [close(x, len(zh_words), e, len(en_words)) for e in range(len(en_words))]
        assert over_zh[inside.en_cell[k]] == pytest.approx(sum(from_zh))
        assert over_en[inside.zh_cell[k]] == pytest.approx(sum(from_en))

    found = word_evidence(bitext, spans)
    for bead in np.flatnonzero(~spans.is_null).tolist():
        zh_words, en_words = sides_of(bitext, spans, bead)
        for ours, source, target, table_of, side in (
            (found.positional_llr_en, zh_words, en_words, lambda z, e: t.get((z, e), 0.0), en),
            (found.positional_llr_zh, en_words, zh_words, lambda e, z: u.get((z, e), 0.0), zh),
        ):
            total = 0.0
            for y, e in enumerate(target):
                near = [close(x, len(source), y, len(target)) for x in range(len(source))]
                odds = sum(c * table_of(z, e) for c, z in zip(near, source, strict=True)) / (sum(near) or 1.0)
                total += math.log(1 - LAMBDA + LAMBDA * odds / side.share[e])
            assert ours[bead] == pytest.approx(total, rel=1e-5, abs=1e-5)
        assert found.idf_mass_zh[bead] == pytest.approx(sum(zh.idf[z] for z in zh_words))
        assert found.idf_mass_en[bead] == pytest.approx(sum(en.idf[e] for e in en_words))
    for name in ("positional_llr", "matched", "idf_mass"):
        for language in ("en", "zh"):
            assert (getattr(found, f"{name}_{language}")[spans.is_null] == 0).all()


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_coverage_directly(n: int, m: int, seed: int) -> None:
    """What the matching covers of each side, and of the weakest sentence, against plain loops."""
    bitext, spans, links, inside = everything(seed, n, m)
    zh, en, strength = bitext.zh, bitext.en, bitext.table.strength[links.pair]
    found = word_evidence(bitext, spans)
    close, _, _ = position_weights(inside)
    power, zh_token, en_token = strength[inside.link], links.zh[inside.link], links.en[inside.link]
    zh_idf, en_idf = zh.idf[zh.tokens[zh_token]], en.idf[en.tokens[en_token]]
    chosen = greedy_matching(inside, power * np.sqrt(zh_idf * en_idf) * (0.5 + 0.5 * close)).tolist()
    for bead in np.flatnonzero(~spans.is_null).tolist():
        pairs = [k for k in chosen if inside.bead[k] == bead]
        shares = []
        for side, covered, token, idf, matched, in_place in (
            (zh, spans.in_zh, zh_token, zh_idf, found.matched_zh, found.in_place_zh),
            (en, spans.in_en, en_token, en_idf, found.matched_en, found.in_place_en),
        ):
            assert matched[bead] == pytest.approx(sum(power[k] * idf[k] for k in pairs))
            assert in_place[bead] == pytest.approx(sum(power[k] * idf[k] * close[k] for k in pairs))
            for sentence in range(covered.first[bead], covered.end[bead]):
                if content := words_of(side, sentence):
                    here = [k for k in pairs if side.sentence_of_token[token[k]] == sentence]
                    mass = sum(side.idf[word] for word in content) + PRIOR_IDF_MASS
                    shares.append(sum(power[k] * idf[k] for k in here) / mass)
        assert found.weakest[bead] == pytest.approx(min(shares, default=1.0))
    for values in (found.weakest, found.in_place_zh, found.in_place_en):
        assert (values[spans.is_null] == 0).all()


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_what_crosses_an_end_directly(n: int, m: int, seed: int) -> None:
    """Of every way to part the words of the sentences beside an end the best one, against plain loops."""
    bitext, spans, _, _ = everything(seed, n, m)
    zh, en, table = bitext.zh, bitext.en, bitext.table
    t, u = (
        dict(zip(pairs_of(table), values.tolist(), strict=True))
        for values in translation_tables(table, zh.counts, en.counts)
    )

    def of_en(j: int, i: int) -> list[float]:
        return [explained([t.get((z, e), 0.0) / en.share[e] for z in words_of(zh, i)]) for e in words_of(en, j)]

    def of_zh(i: int, j: int) -> list[float]:
        return [explained([u.get((z, e), 0.0) / zh.share[z] for e in words_of(en, j)]) for z in words_of(zh, i)]

    found = word_evidence(bitext, spans, after_training=True).crossing_end
    for bead, (i, j) in enumerate(zip(spans.end_zh.tolist(), spans.end_en.tolist(), strict=True)):
        expected = 0.0
        if 0 < i < n and 0 < j < m:
            en_over = last_gain(of_en(j - 1, i), of_en(j - 1, i - 1)), first_gain(of_zh(i, j - 1), of_zh(i, j))
            zh_over = last_gain(of_zh(i - 1, j), of_zh(i - 1, j - 1)), first_gain(of_en(j, i - 1), of_en(j, i))
            expected = sum(math.log1p(math.sqrt(a * b)) for a, b in (en_over, zh_over)) / 2
        assert found[bead] == pytest.approx(expected, abs=1e-6)
    assert (word_evidence(bitext, spans).crossing_end == 0).all()


def explained(odds: list[float]) -> float:
    """The log-likelihood ratio of a word, from those of its links with the words of a sentence."""
    return math.log(1 - CROSSING_LAMBDA + CROSSING_LAMBDA * sum(odds) / (len(odds) + 0.5))


def first_gain(more: list[float], less: list[float]) -> float:
    """By how much the first words are likelier, as many as say most."""
    return max(sum(more[:k]) - sum(less[:k]) for k in range(len(more) + 1))


def last_gain(more: list[float], less: list[float]) -> float:
    """The same of the last words."""
    return first_gain(more[::-1], less[::-1])


def test_a_sentence_that_goes_on_in_the_next_one_crosses_the_end_between() -> None:
    equal = {(word, word): 0.9 for word in range(6)}
    spans = spans_of((0, 0, 1, 1), (1, 1, 1, 1), (0, 0, 2, 2))
    apart = word_evidence(bitext_of([[0, 1, 2], [3, 4, 5]], [[0, 1, 2], [3, 4, 5]], 6, equal), spans, True)
    over = word_evidence(bitext_of([[0, 1, 2], [3, 4, 5]], [[0, 1, 2, 3], [4, 5]], 6, equal), spans, True)
    assert apart.crossing_end.tolist() == [0.0, 0.0, 0.0]
    assert over.crossing_end[0] > 0.2
    assert over.crossing_end[1:].tolist() == [0.0, 0.0]


@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 10**6), st.booleans())
@settings(max_examples=30, deadline=None)
def test_the_matching_is_one_to_one(n: int, m: int, seed: int, equal: bool) -> None:
    """Also when many weights are equal; a bead's heaviest link is always in."""
    inside = everything(seed, n, m)[3]
    generator = np.random.default_rng(seed)
    weight = np.full(len(inside.bead), 0.5) if equal else generator.uniform(0.01, 1.0, size=len(inside.bead))
    chosen = greedy_matching(inside, weight)
    assert len(set(inside.zh_cell[chosen].tolist())) == len(chosen)
    assert len(set(inside.en_cell[chosen].tolist())) == len(chosen)
    if not equal:
        for bead in set(inside.bead.tolist()):
            of_bead = np.flatnonzero(inside.bead == bead)
            assert of_bead[np.argmax(weight[of_bead])] in chosen


def test_cells_number_the_tokens_of_each_bead() -> None:
    bitext = bitext_of([[0, 1], [], [2]], [[0]], 3, {})
    made = cells(bitext.zh, Ranges(np.array([0, 1, 0]), np.array([1, 2, 3])))
    assert made.count.tolist() == [2, 1, 3]
    assert made.start.tolist() == [0, 2, 3]
    assert made.first_token.tolist() == [0, 2, 0]
    assert made.total == 6
