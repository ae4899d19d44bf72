"""The band: every one can be crossed, and there is room for what is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.aligner.narrowing.band import ROOM, ROOM_A_SENTENCE, Band, make_band


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


@pytest.mark.parametrize("size", [(5000, 5000), (5000, 4300), (5000, 300), (40, 5000), (1, 5000), (30_000, 29_000)])
def test_band_without_anchors_is_linear(size: tuple[int, int]) -> None:
    n, m = size
    band = make_band(n, m, [])
    check_band(band, n, m, [])
    assert band.nodes <= ROOM + ROOM_A_SENTENCE * (n + m)
