"""Anchors: the chain against a quadratic search, the best cells of rows, and a text that has them."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.narrowing import anchors as anchors_module
from duiqi.aligner.narrowing.anchors import find_anchors, heaviest_chain


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
