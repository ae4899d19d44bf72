"""English numerals: round trips of what is written out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.numerals import write_english

from duiqi.words.english_numerals import english_numeral

values = st.integers(min_value=0, max_value=10**12 - 1)


@given(values, st.sampled_from(["", "and"]))
def test_english_round_trip(n: int, conjunction: str) -> None:
    words = write_english(n, conjunction).replace("-", " ").split()
    assert english_numeral(words, 0) == (f"#{n}", len(words))
