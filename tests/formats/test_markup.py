"""One manual in every markup, as pandoc writes it: the pairs are those of the Markdown that it was written from."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.same_book import squeezed
from support.cases import CASES

import duiqi

MANUAL = CASES / "markup" / "manual"
SUFFIXES = ["rst", "wiki", "tex", "adoc", "html", "xml", "docx", "odt", "epub", "folder.epub", "rtf"]
NOTE = ("第一座大坝是土坝", "thefirstdamwasofearth")
CODE = ("gaugereadlevelm", "gaugereadlevelm")
FORMULA = ("这里不需要公式a2", "theformulaa2isnotneededhere")
NO_FORMULA = ("这里不需要公式", "theformulaisnotneededhere")
# What a format has not or has more: notes that are left out, program text that only its style tells, a formula that is
# an object of its own.
LOST = {"wiki": [NOTE], "adoc": [NOTE], "odt": [FORMULA]}
MORE = {"docx": [CODE], "odt": [CODE, NO_FORMULA], "rtf": [CODE]}


def pairs_of(suffix: str) -> Counter[tuple[str, str]]:
    found = duiqi.align(MANUAL / f"manual.zh.{suffix}", MANUAL / f"manual.en.{suffix}")
    return Counter((squeezed(pair.zh), squeezed(pair.en)) for pair in found.pairs(unaligned=True))


def test_the_markdown() -> None:
    """All of it but the program text."""
    found = pairs_of("md")
    assert found.total() == 24
    assert {NOTE, FORMULA, ("降水量", "rainfall"), ("它的长度", "itslength")} <= set(found)
    assert CODE not in found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_pairs(suffix: str) -> None:
    expected = pairs_of("md") + Counter(MORE.get(suffix, ())) - Counter(LOST.get(suffix, ()))
    assert pairs_of(suffix) == expected


def test_formulas_that_are_left_out_are_told() -> None:
    found = duiqi.load(MANUAL / "manual.zh.odt").omissions
    assert [(omission.reason, omission.text) for omission in found] == [("formula", "a2")]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_marks_are_left(suffix: str) -> None:
    found = duiqi.align(MANUAL / f"manual.zh.{suffix}", MANUAL / f"manual.en.{suffix}")
    text = "".join(pair.zh + pair.en for pair in found.pairs(unaligned=True)).replace("$a^2$", "")
    assert not set(text) & set("`*|{}[]<>\\#=$~↩")
