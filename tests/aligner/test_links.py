"""Links against all token pairs one by one."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bitexts import pairs_of, random_bitext

import duiqi.aligner.candidates.links as links_module
from duiqi.aligner.candidates.links import find_links, links_by_pair


@given(st.integers(1, 8), st.integers(1, 8), st.sampled_from([1, 7, 50, 50_000]), st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_links_are_all_pairs_in_the_window(n: int, m: int, at_a_time: int, seed: int) -> None:
    rng = random.Random(seed)
    bitext = random_bitext(rng, n, m)
    low = np.array([rng.randint(0, m) for _ in range(n)])
    high = np.array([rng.randint(int(x), m) for x in low])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links_module, "PAIRS_AT_A_TIME", at_a_time)
        links = find_links(bitext, low, high)
    by_pair = links_by_pair(bitext, low, high)
    where = {pair: k for k, pair in enumerate(pairs_of(bitext.table))}
    expected = []
    for row in range(n):
        window = range(int(bitext.en.offsets[low[row]]), int(bitext.en.offsets[high[row]]))
        for e, z in itertools.product(window, range(int(bitext.zh.offsets[row]), int(bitext.zh.offsets[row + 1]))):
            pair = int(bitext.zh.tokens[z]), int(bitext.en.tokens[e])
            if pair in where:
                expected.append((z, e, where[pair]))
    assert sorted(zip(by_pair.zh.tolist(), by_pair.en.tolist(), by_pair.pair.tolist(), strict=True)) == sorted(expected)
    assert list(zip(links.zh.tolist(), links.en.tolist(), links.pair.tolist(), strict=True)) == expected
