"""The rough path: against a search of all paths, and how far it lets one look in long texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.narrowing import coarse_path
from duiqi.aligner.narrowing.coarse_path import BAR, FINER, REACH, SKIP, coarse_corridor


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_gain_against_all_paths(rows: int, columns: int, seed: int) -> None:
    """Over all columns, and over some that overlap from row to row."""
    rng = np.random.default_rng(seed)
    alike = rng.random((rows, columns))
    whole = np.zeros(rows, dtype=np.int64), np.full(rows, columns)
    first = np.sort(rng.integers(0, columns, rows))
    last = np.maximum.accumulate(np.append(first[1:], columns - 1)) + 1
    for starts, ends in (whole, (first, last)):
        cells = [alike[row, start:end] for row, (start, end) in enumerate(zip(starts, ends, strict=True))]
        low, high, gain = coarse_path._path_ranges(coarse_path._Similarity(starts.tolist(), cells, columns))
        best = np.full((rows + 1, columns + 1), -np.inf)
        best[0] = 0.0
        for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
            for column in range(start, (ends[row + 1] if row + 1 < rows else columns) + 1):
                before = best[row + 1, column - 1] if column > start else -np.inf
                across = best[row, column - 1] + alike[row, column - 1] - BAR + 2 * SKIP
                best[row + 1, column] = max(best[row, column], before, across if start < column <= end else -np.inf)
        assert gain == pytest.approx(best[rows, columns])
        assert (low <= high).all()
        assert (np.diff(low) >= 0).all()
        assert (np.diff(high) >= 0).all()


def test_no_wider_in_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """With so few chunks one of them is longer than what is to be looked at."""
    monkeypatch.setattr(coarse_path, "CHUNKS", 3)
    zh = [f"第{k}号工厂生产玻璃。" for k in range(100, 1100)]
    en = [f"Factory number {k} makes glass." for k in range(100, 1100)]
    bitext = make_bitext(zh[:400] + zh[500:], en)
    corridor = coarse_corridor(bitext, bitext.table.stronger(0.3))
    true = np.array([*range(400), *range(500, 1000)])
    assert not corridor.straight
    assert ((corridor.low <= true) & (true < corridor.high)).all()
    assert (corridor.high - corridor.low).max() <= 2 * (REACH + FINER) + FINER + 100
