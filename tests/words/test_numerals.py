"""Numerals: the cases, and round trips of values written in several ways."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.words.chinese import chinese_words
from duiqi.words.chinese_numerals import arabic_quantity, chinese_tokens
from duiqi.words.english import english_stems
from duiqi.words.english_numerals import english_numeral
from duiqi.words.values import month_token

CASES = Path(__file__).parents[1] / "cases" / "tokens" / "numbers.jsonl"
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORDS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
values = st.integers(min_value=0, max_value=10**12 - 1)


def write_chinese(n: int) -> str:
    """``n`` < 10^12 in Chinese numerals, the long way (一十二)."""
    if n == 0:
        return "零"
    text, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, n = divmod(n, unit)
        if not section:
            gap = bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        text += write_section(section) + name
        gap = False
    return text


def write_section(n: int) -> str:
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return text


def write_english(n: int, conjunction: str = "") -> str:
    """``n`` < 10^12 in English words; ``conjunction`` follows "hundred"."""
    if n < 20:
        return WORDS[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{WORDS[n % 10]}" if n % 10 else "")
    for unit, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= unit:
            rest = n % unit
            joint = f" {conjunction} " if unit == 100 and conjunction else " "
            return f"{write_english(n // unit, conjunction)} {name}" + (
                joint + write_english(rest, conjunction) if rest else ""
            )
    raise AssertionError(n)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()])
def test_chinese_cases(case: dict[str, object]) -> None:
    assert chinese_tokens(str(case["zh"])) == case["tokens"]


@given(values)
def test_chinese_round_trip(n: int) -> None:
    assert chinese_tokens(write_chinese(n)) == [f"#{n}"]


@given(values, st.sampled_from(["", "and"]))
def test_english_round_trip(n: int, conjunction: str) -> None:
    words = write_english(n, conjunction).replace("-", " ").split()
    assert english_numeral(words, 0) == (f"#{n}", len(words))


@given(values)
def test_arabic_with_thousands_commas(n: int) -> None:
    assert arabic_quantity(f"{n:,}") == arabic_quantity(str(n)) == f"#{n}"


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


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点廿壹拾", max_size=60))
def test_any_numerals_give_tokens_or_none(text: str) -> None:
    tokens = chinese_tokens(text)
    assert tokens is None or all(t[0] == "#" and t[1:].replace(".", "", 1).isdigit() for t in tokens)


def test_endless_digits_stay_text() -> None:
    digits = "9" * 10_000
    assert arabic_quantity(digits) == f"#{digits}"
    assert english_stems([digits])[0] == [f"#{digits}"]
    assert chinese_words([digits])[0] == [f"#{digits}"]


def test_months() -> None:
    assert [month_token(t) for t in ("#1", "#12", "#0", "#13", "#1.5", "六")] == ["@1", "@12", None, None, None, None]


def test_agrees_with_cn2an() -> None:
    cn2an = pytest.importorskip("cn2an")
    for n in (*range(1, 2000, 37), 10**4 + 1, 10**8 + 10**4, 250_000_000, 123_456_789):
        assert chinese_tokens(cn2an.an2cn(n)) == [f"#{n}"]
