"""Sorting by radix against NumPy's own."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.arrays.radix import ascending, distinct, names, positions

# Near each other, far apart, and both.
KEYS = st.one_of(
    st.lists(st.integers(0, 300), max_size=30),
    st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**62)), max_size=30),
)


@given(KEYS)
@settings(max_examples=60, deadline=None)
def test_ascending_is_a_stable_sort(keys: list[int]) -> None:
    array = np.array(keys, dtype=np.int64)
    np.testing.assert_array_equal(ascending(array), np.argsort(array, kind="stable"))


@given(KEYS)
@settings(max_examples=60, deadline=None)
def test_distinct_is_unique(keys: list[int]) -> None:
    found, place = distinct(np.array(keys, dtype=np.int64))
    expected, inverse = np.unique(np.array(keys, dtype=np.int64), return_inverse=True)
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(names(np.array(keys, dtype=np.int64)), expected)
    np.testing.assert_array_equal(place, inverse)


@given(KEYS, KEYS)
@settings(max_examples=60, deadline=None)
def test_positions_are_those_of_a_list(keys: list[int], wanted: list[int]) -> None:
    keys, wanted = sorted(set(keys)), sorted(set(wanted))
    found = positions(np.array(keys, dtype=np.int64), np.array(wanted, dtype=np.int64))
    assert found.tolist() == [keys.index(key) if key in keys else -1 for key in wanted]
