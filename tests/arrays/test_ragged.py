"""Ragged rows and ranges against plain loops."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.arrays.ragged import Ragged, Ranges, cumulative, edges_of, edges_of_runs, expand, gather, row_sums, sums

COUNTS = st.lists(st.integers(0, 4), max_size=8)


def ints(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


@given(COUNTS)
@settings(max_examples=30, deadline=None)
def test_edges(counts: list[int]) -> None:
    assert edges_of(ints(counts)).tolist() == [sum(counts[:k]) for k in range(len(counts) + 1)]
    assert edges_of(ints(counts)).dtype == np.int64


def test_edges_of_marks_count_them() -> None:
    assert edges_of(np.array([True, False, True])).tolist() == [0, 1, 1, 2]


@given(st.lists(st.integers(0, 2), max_size=12))
@settings(max_examples=30, deadline=None)
def test_edges_of_runs(values: list[int]) -> None:
    edges = edges_of_runs(ints(values)).tolist()
    assert [values[first:last] for first, last in pairwise(edges)] == [list(group) for _, group in groupby(values)]


def test_cumulative_sums_begin_with_nothing() -> None:
    assert cumulative(np.array([0.5, 2.0])).tolist() == [0.0, 0.5, 2.5]
    assert cumulative(np.zeros(0)).tolist() == [0.0]


@given(COUNTS)
@settings(max_examples=30, deadline=None)
def test_expand(counts: list[int]) -> None:
    owner, place = expand(ints(counts))
    expected = [(k, p) for k, count in enumerate(counts) for p in range(count)]
    assert list(zip(owner.tolist(), place.tolist(), strict=True)) == expected


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4)), max_size=8))
@settings(max_examples=30, deadline=None)
def test_numbers_of_ranges(ranges: list[tuple[int, int]]) -> None:
    made = Ranges(ints([first for first, _ in ranges]), ints([count for _, count in ranges]))
    owner, number = made.numbers()
    assert list(zip(owner.tolist(), number.tolist(), strict=True)) == [
        (k, value) for k, (first, count) in enumerate(ranges) for value in range(first, first + count)
    ]
    assert made.end.tolist() == [first + count for first, count in ranges]


@given(COUNTS.filter(len), st.data())
@settings(max_examples=30, deadline=None)
def test_gather(counts: list[int], data: st.DataObject) -> None:
    """Rows in any order and as often as they are asked for; edges of four bytes serve too."""
    rows = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=6))
    edges = edges_of(ints(counts))
    expected = [(k, place) for k, row in enumerate(rows) for place in range(edges[row], edges[row + 1])]
    for kind in (np.int64, np.int32):
        owner, place = gather(edges.astype(kind), ints(rows))
        assert list(zip(owner.tolist(), place.tolist(), strict=True)) == expected
    assert Ragged(edges).gather(ints(rows))[1].tolist() == [place for _, place in expected]


@given(COUNTS)
@settings(max_examples=30, deadline=None)
def test_rows_by_their_owners(counts: list[int]) -> None:
    owners = [k for k, count in enumerate(counts) for _ in range(count)]
    rows = Ragged.of_owners(ints(owners), len(counts))
    assert len(rows) == len(counts)
    assert rows.counts.tolist() == counts
    assert rows.owners.tolist() == owners


@given(COUNTS)
@settings(max_examples=30, deadline=None)
def test_sums_of_rows(counts: list[int]) -> None:
    owner, place = expand(ints(counts))
    values = place + 1.0
    expected = [sum(range(1, count + 1)) for count in counts]
    assert row_sums(values, ints(counts)).tolist() == expected
    assert sums(owner, values, len(counts)).tolist() == expected


def test_sums_of_nothing_are_floats() -> None:
    assert sums(ints([]), np.zeros(0), 2).dtype == np.float64
