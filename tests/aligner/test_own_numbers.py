"""Numbers that one side alone has before its sentences count for nothing; others stay."""

from __future__ import annotations

import pytest

from duiqi.aligner.bitext.own_numbers import without_own_numbers
from duiqi.aligner.bitext.sides import make_bitext

EN = [
    "In the beginning.",
    "And the earth was void.",
    "And there was light.",
    "It was good.",
    "He called it day.",
    "So.",
]
ZH = ["起初。", "地是空虚的。", "就有了光。", "是好的。", "称为昼。", "就这样。"]


def numbered(sentences: list[str], form: str) -> list[str]:
    return [form.format(number) + sentence for number, sentence in enumerate(sentences, start=1)]


@pytest.mark.parametrize("form", ["{} ", "1:{} ", "12.{}　", "[{}]", "（{}）", "{}、", "{}. "])
def test_numbers_of_one_side_count_for_nothing(form: str) -> None:
    assert without_own_numbers(ZH, numbered(EN, form)) == (ZH, EN)
    assert without_own_numbers(numbered(ZH, form), EN) == (ZH, EN)
    assert make_bitext(numbered(ZH, form), EN).zh.vocabulary == make_bitext(ZH, EN).zh.vocabulary


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (numbered(ZH, "{} "), numbered(EN, "{}. ")),
        (ZH[:3], numbered(EN[:3], "{} ")),
        (ZH, [f"{number} people came." for number in (12, 5, 60, 7, 31, 2)]),
        (ZH, numbered(EN[:5], "{}") + EN[5:]),
        (ZH * 5, numbered(EN, "{} ") + EN * 4),
    ],
    ids=["both sides have them", "too few", "they do not count up", "part of a word", "before few sentences"],
)
def test_other_numbers_stay(zh: list[str], en: list[str]) -> None:
    assert without_own_numbers(zh, en) == (zh, en)
