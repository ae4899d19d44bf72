"""The hints of lines in order are those of each line alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duiqi.model import Hint
from duiqi.structure.hints import HintFinder

BOUNDS = st.sets(st.integers(0, 40), max_size=16).map(sorted)


@given(BOUNDS, BOUNDS)
def test_hints_of_lines_in_order(hints: list[int], lines: list[int]) -> None:
    finder = HintFinder([Hint(start, end) for start, end in zip(hints[::2], hints[1::2], strict=False)])
    spans = list(zip(lines[::2], lines[1::2], strict=False))
    assert finder.each(spans) == [finder.at(start, end) for start, end in spans]
