"""Marks of English: the quick look finds what the pattern does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duiqi.segmentation.english import MARK, marks_in


@given(st.text(st.sampled_from("aAI.!?。…—- \"”’') \n1"), max_size=30))
def test_marks_are_those_of_the_pattern(text: str) -> None:
    assert [match.span() for match in marks_in(text)] == [match.span() for match in MARK.finditer(text)]
