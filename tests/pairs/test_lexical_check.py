"""Words and numbers of a pair that the other side does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.export import read
from duiqi.pairs.lexical_check import explained_shares, missing_numbers


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
