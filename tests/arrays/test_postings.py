"""Inverted lists against plain loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.arrays.postings import postings


@given(st.lists(st.lists(st.integers(0, 4), unique=True, max_size=5), max_size=8))
@settings(max_examples=30, deadline=None)
def test_units_that_hold_a_word(units: list[list[int]]) -> None:
    pairs = np.array([(k, word) for k, words in enumerate(units) for word in words], dtype=np.int64).reshape(-1, 2)
    held = postings(pairs[:, 0], pairs[:, 1], 5)
    for word in range(5):
        start, end = held.rows.edges[word : word + 2]
        assert held.units[start:end].tolist() == [k for k, words in enumerate(units) if word in words]
