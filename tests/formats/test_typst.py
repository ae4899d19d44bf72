"""Typst."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import left, texts

import duiqi
from duiqi.errors import InputError
from duiqi.formats.typst import plain, read_typst
from duiqi.loading import read_document
from duiqi.structure import with_paragraphs

CASES = Path(__file__).parents[1] / "cases" / "markup" / "typst"


def test_what_is_read() -> None:
    found = with_paragraphs(read_document(CASES / "zh.typ"))
    assert texts(found) == [
        "一个排版系统",
        "简介",
        "Typst是一个新的基于标记的排版系统，参见 与其网站（主页）。面积为 $pi r^2$。",
        "结果的图表，有文字（新）。",
        "一项",
        "另一项",
        "术语",
        "其含义。",
        "姓名",
        "年龄",
        "李",
        "3",
        "见 https://typst.app/docs 一节。",
        "下一行 #hash 与 5*3。",
        "见手册。",
    ]
    told = left(found)
    assert told["comment"] == ["// 字体"]
    assert told["formula"] == ["$ sum_(k=0)^n k = n (n+1) / 2 $"]
    assert told["code"] == ['```py\nprint("x")\n```', "#if x == 1 { [是] } else { [否] }"]
    assert '#set page(paper: "a4", margin: (x: 2cm))' in told["setting"]
    assert "#table(\n  columns: 2,\n  [], [],\n  [], [],\n)" in told["setting"]


def test_two_files() -> None:
    pairs = [(pair.zh, pair.en) for pair in duiqi.align(CASES / "zh.typ", CASES / "en.typ")]
    assert pairs[:2] == [("一个排版系统", "A typesetting system"), ("简介", "Introduction")]
    assert ("结果的图表，有文字（新）。", "A chart of the results, with text (new).") in pairs
    assert ("见手册。", "See the manual.") in pairs


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a *b* and _c_ `d`", "a b and c d"),
        ("5 * 3 * 2, a_b_c", "5 * 3 * 2, a_b_c"),
        ("这是*重要*的", "这是重要的"),
        ("see @fig:a <here>", "see "),
        (r"\#x \$5 a\_b", "#x $5 a_b"),
    ],
)
def test_marks(source: str, shown: str) -> None:
    assert plain(source) == shown


@pytest.mark.parametrize(
    "unclosed", ["#a(", "[", "$ ", '"', "#set ", "/*", "```", "*", "_", "#", "\\", "<a", "#show: a("]
)
def test_unclosed_marks_end_with_the_file(unclosed: str) -> None:
    assert "会议" in read_typst(("会议\n\n" + unclosed * 2000).encode(), "a.typ").text


def test_what_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(InputError, match="nested more than 64 deep"):
        read_typst(b"#a[" * 70, "a.typ")
