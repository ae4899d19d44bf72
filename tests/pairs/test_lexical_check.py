"""Words and numbers of a pair that the other side does not have."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import CASES

from duiqi.export import read
from duiqi.pairs import lexical_check
from duiqi.pairs.lexical_check import (
    ODD_DIGITS,
    _plain,
    _plainly_same,
    _same_numbers,
    explained_shares,
    missing_numbers,
)


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("全球有1.5亿人", "150 million people", ([], [])),
        ("全球有1.5亿人", "15 million people", (["150000000"], ["15000000"])),
        ("共有30国", "some 40 countries", (["30"], ["40"])),
        ("一百二十人，占25%", "120 people, twenty-five percent", ([], [])),
        ("20世纪90年代", "in the 1990s", ([], [])),
        ("二十世纪八十年代", "the 1980s", ([], [])),
        ("2020–21年", "2020-2021", ([], [])),
        ("1,400 万至 2,200 万人", "between 14 and 22 million people", ([], [])),
        ("约有 24 名议员", "around two dozen members", ([], [])),
        ("造成 50 万人死亡", "half a million deaths", ([], [])),
        ("COVID-19疫情", "the pandemic", ([], [])),
        ("有3个人", "there are five people", ([], [])),
    ],
)
def test_missing_numbers(zh: str, en: str, missing: tuple[list[str], list[str]]) -> None:
    assert missing_numbers([zh], [en]) == [missing]


RIGHT = [line.split("\t") for line in (CASES / "numbers" / "right.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_numbers_that_translation_changes(zh: str, en: str) -> None:
    assert missing_numbers([zh], [en]) == [([], [])]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("民國108年修正。", "Amended in 2018."),
        ("全场八五折。", "25% off everything."),
        ("下午3点30分开始。", "It begins at 16:30."),
        ("重500斤。", "It weighs 350 kilograms."),
        ("产量提高了三倍。", "Output increased by 500%."),
        ("三成五的学生。", "45% of the pupils."),
        ("投资7500万英镑。", "An investment of £85m."),
        ("平均为4.8天。", "The average was 8.8 days."),
    ],
)
def test_numbers_that_are_wrong_all_the_same(zh: str, en: str) -> None:
    assert any(missing_numbers([zh], [en])[0])


@pytest.mark.slow
def test_wrong_partners_have_little_in_common(shared: Path) -> None:
    pairs = read(shared / "train" / "tico19.en-zh.tmx")[:600]
    zh, en = [pair.zh for pair in pairs], [pair.en for pair in pairs]
    true = [share for share in explained_shares(zh, en) if share is not None]
    wrong = [share for share in explained_shares(zh, en[300:] + en[:300]) if share is not None]
    assert min(true) > 0.08
    assert sum(share < 0.08 for share in wrong) > 0.4 * len(wrong)


def test_short_texts_say_nothing() -> None:
    assert explained_shares(["好的。"], ["OK."]) == [None]


PIECES = [
    "12",
    "1,234",
    "2019",
    "–20",
    "/",
    "3.5",
    " ",
    "万",
    "百",
    " million",
    "，",
    "５",
    "①",
    "24/7",
    "年",
    "a",
    ".",
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.lists(st.sampled_from(PIECES), max_size=8))
def test_what_is_plainly_the_same_is_the_same(zh: list[str], en: list[str]) -> None:
    one, other = "".join(zh), "".join(en)
    if _plainly_same(one, other):
        assert _same_numbers(_plain(one), _plain(other))


def test_every_character_that_becomes_a_digit_is_known() -> None:
    characters = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    digits = [char for char in characters if re.search(r"\d", unicodedata.normalize("NFKC", char))]
    assert [char for char in digits if not ODD_DIGITS.search(char)] == list("0123456789")


PARTS = st.lists(
    st.sampled_from(
        [
            *(
                "1",
                "2",
                "9",
                "12",
                "25",
                "0.5",
                "1990",
                "COVID-19",
                "20世纪90年代",
                "二十五",
                "twenty-five",
                "万",
                "million",
            ),
            *(" ", "年", "点", ",", "-", "the 1990s", "一", "half", "dozen", "人", "people", "%"),
        ]
    ),
    max_size=6,
).map("".join)


@given(PARTS, PARTS)
def test_what_cannot_count_need_not_be_looked_at(zh: str, en: str) -> None:
    told = missing_numbers([zh], [en])
    with patch.object(lexical_check, "_none_of_weight", lambda zh, en: False):
        assert missing_numbers([zh], [en]) == told
