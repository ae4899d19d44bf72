"""Chinese numerals: cases, and round trips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.numerals import write_chinese

from duiqi.words.chinese_numerals import arabic_quantity, chinese_tokens

CASES = Path(__file__).parents[1] / "cases" / "tokens" / "numbers.jsonl"
values = st.integers(min_value=0, max_value=10**12 - 1)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()])
def test_chinese_cases(case: dict[str, object]) -> None:
    assert chinese_tokens(str(case["zh"])) == case["tokens"]


@given(values)
def test_chinese_round_trip(n: int) -> None:
    assert chinese_tokens(write_chinese(n)) == [f"#{n}"]


@given(values)
def test_arabic_with_thousands_commas(n: int) -> None:
    assert arabic_quantity(f"{n:,}") == arabic_quantity(str(n)) == f"#{n}"


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点廿壹拾", max_size=60))
def test_any_numerals_give_tokens_or_none(text: str) -> None:
    tokens = chinese_tokens(text)
    assert tokens is None or all(t[0] == "#" and t[1:].replace(".", "", 1).isdigit() for t in tokens)


def test_agrees_with_cn2an() -> None:
    cn2an = pytest.importorskip("cn2an")
    for n in (*range(1, 2000, 37), 10**4 + 1, 10**8 + 10**4, 250_000_000, 123_456_789):
        assert chinese_tokens(cn2an.an2cn(n)) == [f"#{n}"]
