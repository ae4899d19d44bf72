"""Value tokens: a number is the same one in both languages, however it is written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.numerals import write_chinese, write_english

from duiqi.words.chinese import chinese_words
from duiqi.words.chinese_numerals import arabic_quantity
from duiqi.words.english import english_stems
from duiqi.words.values import is_large_number, month_token


# From 11 on: 二元 is also "binary", 十分 "very".
@given(st.integers(min_value=11, max_value=10**9), st.sampled_from(["{zh}元", "共有{n}人", "{n:,}元"]))
@settings(deadline=None)  # the first call loads dictionaries
def test_both_languages_meet(n: int, form: str) -> None:
    """A number in running text gives the same token in both languages, however it is written."""
    chinese = chinese_words([form.format(n=n, zh=write_chinese(n))])[0]
    for english in (f"There are {n:,} of them", f"There are {write_english(n)} of them", f"There are {n} of them"):
        tokens = [t for t in english_stems([english])[0] if t[0] == "#"]
        assert tokens == [f"#{n}"]
        assert [t for t in chinese if t[0] == "#"] == tokens


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=99))
@settings(deadline=None)  # the first call loads dictionaries
def test_decimals_with_units(n: int, hundredths: int) -> None:
    chinese = arabic_quantity(f"{n}.{hundredths:02d}亿")
    assert chinese == f"#{(100 * n + hundredths) * 10**6}"
    assert english_stems([f"{n}.{hundredths:02d} billion"])[0] == [f"#{(100 * n + hundredths) * 10**7}"]


def test_endless_digits_stay_text() -> None:
    digits = "9" * 10_000
    assert arabic_quantity(digits) == f"#{digits}"
    assert english_stems([digits])[0] == [f"#{digits}"]
    assert chinese_words([digits])[0] == [f"#{digits}"]


def test_months() -> None:
    assert [month_token(t) for t in ("#1", "#12", "#0", "#13", "#1.5", "六")] == ["@1", "@12", None, None, None, None]


def test_large_numbers_have_two_digits() -> None:
    tokens = ["#25", "#2.5", "#2/3", "#2", "@12", "@wed", "25"]
    assert [token for token in tokens if is_large_number(token)] == ["#25", "#2.5", "#2/3"]
