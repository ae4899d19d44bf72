"""Sorting by radix against NumPy's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.arrays.radix import ascending, distinct, grouped, names, positions

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


@pytest.mark.parametrize("bits", [10, 16, 17, 40, 62])
@pytest.mark.parametrize("size", [499, 500, 70_000])
def test_many_keys_are_sorted_as_by_numpy(bits: int, size: int) -> None:
    """Also those that leave no room for their places."""
    rng = np.random.default_rng(bits)
    array = rng.integers(0, 1 << bits, size).take(rng.integers(0, size, size))
    order = np.argsort(array, kind="stable")
    np.testing.assert_array_equal(ascending(array), order)
    found, by_group, edges = grouped(array)
    np.testing.assert_array_equal(by_group, order)
    expected, counts = np.unique(array, return_counts=True)
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(np.diff(edges), counts)
    np.testing.assert_array_equal(names(array), expected)


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
