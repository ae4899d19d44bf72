"""Paragraphs, their languages and the layout: of cases, of arbitrary text, of real documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import cases

from duiqi.loading import read_document
from duiqi.model import Document, Layout
from duiqi.structure import find_paragraphs, side, with_paragraphs

NAMES = {"z": "zh", "e": "en"}


@pytest.mark.parametrize("case", cases("structure/layouts.jsonl"))
def test_layout(case: dict[str, object]) -> None:
    paragraphs, layout = find_paragraphs("\n\n".join(case["lines"]))  # type: ignore[arg-type]
    assert layout == case["layout"]
    assert [p.language for p in paragraphs] == [NAMES[n] for n in str(case["languages"])]
    assert [p.block for p in paragraphs] == case["blocks"]


def test_a_letter_that_is_a_key_is_no_translation() -> None:
    """Of a title it is; one Chinese character is a word."""
    lines = ["文件(&F)", "&File", "打开(_O)", "_Open", "确定(Y)", "OK now", "口 (mouth)", "Hand（手）"]
    paragraphs, _ = find_paragraphs("\n".join(lines), "alternating")
    found = ["\n".join(lines)[p.start : p.end] for p in paragraphs]
    assert found == [*lines[:6], "口", "mouth", "Hand", "手"]


def test_layout_can_be_forced() -> None:
    text = "甲。\nFAST\n\n· A.\n500"
    paragraphs, layout = find_paragraphs(text, "zh")
    assert layout == "zh"
    assert [(p.language, text[p.start : p.end]) for p in paragraphs] == [
        ("zh", "甲。"),
        ("zh", "FAST"),
        ("zh", "A."),
        ("zh", "500"),
    ]
    paragraphs, layout = find_paragraphs("甲。\n乙。\nA.\nB.", "alternating")
    assert layout == "alternating"
    assert [p.block for p in paragraphs] == [0, 0, 0, 0]


def test_bullets_go_and_numbers_stay() -> None:
    text = "·step up\n  - 1. one\n（一）加强\n-----\n* * *\n——————\n•\n"
    paragraphs, _ = find_paragraphs(text)
    assert [text[p.start : p.end] for p in paragraphs] == ["step up", "1. one", "（一）加强"]
    assert [p.kind for p in paragraphs] == ["list item"] * 3


@given(
    st.text(alphabet="中文。,A b/|\t\n\r·-*1.（）()\u2028\u3000<br>", max_size=80),
    st.sampled_from(["auto", "zh", "en", "alternating", "zh-then-en", "en-then-zh"]),
)
def test_paragraphs_are_ordered_and_trimmed(text: str, layout: Layout) -> None:
    paragraphs, found = find_paragraphs(text, layout)
    assert found == layout or layout == "auto"
    end = 0
    for p in paragraphs:
        assert end <= p.start < p.end
        assert text[p.start : p.end] == text[p.start : p.end].strip()
        assert len(text[p.start : p.end].splitlines()) == 1
        end = p.end
    assert [p.block for p in paragraphs] == sorted(p.block for p in paragraphs)
    assert side(Document("x", text, paragraphs), "zh") == tuple(
        (i, p) for i, p in enumerate(paragraphs) if p.language == "zh"
    )


def test_seed(seed_path: Path) -> None:
    document = with_paragraphs(read_document(seed_path))
    assert document.layout == "zh-then-en"
    assert [p.language for p in document.paragraphs] == ["zh"] * 11 + ["en"] * 22
    assert [i for i, p in enumerate(document.paragraphs) if p.kind == "credit"] == [10, 32]
    assert sum(p.kind == "list item" for p in document.paragraphs) == 9
    assert len({p.block for p in document.paragraphs}) == 1
    assert document.text[document.paragraphs[15].start :].startswith("step up public health")


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("enkey-five-life/raw.md", "alternating"),
        ("gov-report-2018/raw.md", "alternating"),
        ("newyear-2021/raw.md", "alternating"),
        ("xuexi-10.22/raw.md", "alternating"),
        ("mulanpsl-1.0/raw.txt", "zh-then-en"),
        ("un-charter-ch1/zh_then_en.txt", "zh-then-en"),
        ("seedlike-newyear-2021/mixed.txt", "zh-then-en"),
        ("udhr-hans/zh.txt", "zh"),
        ("udhr-hant/zh.txt", "zh"),
        ("udhr-hant/en.txt", "en"),
        ("semver-zh-TW/en.md", "en"),
    ],
)
def test_real_documents(shared: Path, name: str, layout: str) -> None:
    assert with_paragraphs(read_document(shared / "docs" / name)).layout == layout


@pytest.mark.parametrize("name", ["newyear-2021", "gov-report-2018", "enkey-five-life", "xuexi-10.22"])
def test_blocks_hold_the_gold_units(shared: Path, name: str) -> None:
    """Wherever both sides of a gold unit are found as paragraphs, they are in one block."""
    document = with_paragraphs(read_document(shared / "docs" / name / "raw.md"))
    units = json.loads((shared / "docs" / name / "gold.json").read_text("utf-8"))["units"]
    blocks: dict[tuple[str, str], set[int]] = {}
    for p in document.paragraphs:
        blocks.setdefault((p.language, document.text[p.start : p.end]), set()).add(p.block)
    found = 0
    for unit in units:
        zh, en = blocks.get(("zh", unit["zh"].strip())), blocks.get(("en", unit["en"].strip()))
        if zh and en:
            found += 1
            assert zh & en, unit
    assert found >= len(units) // 5
