"""Similarity of stretches of the two texts against plain loops."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import random_bitext, strengths_of, words_of

from duiqi.aligner.narrowing.similarity import Similarity, UnitWords


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 3), st.integers(0, 10**6), st.data())
@settings(max_examples=40, deadline=None)
def test_similarity_directly(n: int, m: int, chunk: int, seed: int, data: st.DataObject) -> None:
    bitext = random_bitext(random.Random(seed), n, m)
    zh, en = (UnitWords.of_side(side, chunk, 0.3, 2) for side in (bitext.zh, bitext.en))
    strengths = strengths_of(bitext.table)
    chunks = [
        [set(words_of(side, k, min(chunk, side.size - k))) for k in range(0, side.size, chunk)]
        for side in (bitext.zh, bitext.en)
    ]
    telling = [
        [{word for word in words if sum(word in other for other in side) <= max(2, 0.3 * len(side))} for words in side]
        for side in chunks
    ]
    assert (zh.size, en.size) == (len(chunks[0]), len(chunks[1]))
    top, low = data.draw(st.integers(0, zh.size - 1)), data.draw(st.integers(0, en.size - 1))
    found = Similarity(zh, en, bitext.zh.idf, bitext.en.idf, bitext.table).between((top, zh.size), (low, en.size))
    expected = [
        [
            sum(bitext.zh.idf[z] * strengths.get((z, e), 0.0) * bitext.en.idf[e] for z in left for e in right)
            for right in telling[1][low:]
        ]
        for left in telling[0][top:]
    ]
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_words_of_most_units_tell_nothing() -> None:
    bitext = random_bitext(random.Random(2), 6, 6, words=2)
    assert len(UnitWords.of_side(bitext.zh, 1, 0.0, 0).word) == 0
    assert UnitWords.of_side(bitext.zh, 4, 1.0, 0).size == 2
