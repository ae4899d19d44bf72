"""Cells that hold a text and its translation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import documents as build
from support.reading import document, left

from duiqi.blocks.tables.both import on_two_lines
from duiqi.pipeline import align

TEXTS = [
    ("水库年度报告", "Annual report on the reservoir"),
    ("王工程师检查了大坝，没有发现裂缝。", "Engineer Wang inspected the dam and found no cracks."),
    ("水位比去年高两米。", "The water stood two metres higher than last year."),
    ("修理闸门", "Repair the sluice gates"),
    ("清理河道", "Clear the channel"),
    ("降水量是八百毫米。", "Rainfall was 800 millimetres."),
]


@pytest.mark.parametrize(
    "cell",
    [
        "{zh}\n{en}".format,
        "{en}\n{zh}".format,
        "{zh} {en}".format,
        "{zh}{en}".format,
        "{en}（{zh}）".format,
        "{zh} ({en})".format,
    ],
)
def test_both_languages_in_a_cell(tmp_path: Path, cell: Callable[..., str]) -> None:
    """Whatever stands in the other columns, also where their heads look like text in one language."""
    rows = [["No.", "名称 Name", "备注"]]
    rows += [[str(k), cell(zh=zh, en=en), "见附件" if k == 3 else ""] for k, (zh, en) in enumerate(TEXTS)]
    path = build.write(tmp_path, "a.xlsx", build.xlsx_of(rows))
    found = [(pair.zh, pair.en) for pair in align(path)]
    assert [pair for pair in found if pair != ("名称", "Name")] == TEXTS


def test_what_the_other_columns_hold_is_told(tmp_path: Path) -> None:
    data = "".join(f'{k},"{zh}\n{en}",好\n' for k, (zh, en) in enumerate(TEXTS))
    found = document(tmp_path, "a.csv", data)
    assert left(found)["column 3"] == ["好"] * len(TEXTS)


def test_two_columns_of_both(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cells = [f"{zh} {en}" for zh, en in TEXTS]
    path.write_text("".join(f"{cell},{other}\n" for cell, other in zip(cells, reversed(cells), strict=True)), "utf-8")
    assert {(pair.zh, pair.en) for pair in align(path)} == set(TEXTS)


@pytest.mark.parametrize(
    "rows",
    [
        # Readings beside words, and names of programs in texts, are no translations: each column is in one language.
        [
            ("水库 (shuiku)", "reservoir"),
            ("大坝 (daba)", "dam"),
            ("闸门 (zhamen)", "gate"),
            ("河道 (hedao)", "channel"),
        ],
        [("打开Word文档", "Open a Word document"), ("更新Windows", "Update Windows"), ("启动Excel", "Start Excel")] * 2,
    ],
)
def test_a_column_for_each_language(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("".join(f"{zh},{en}\n" for zh, en in rows), "utf-8")
    assert [(pair.zh, pair.en) for pair in align(path)] == rows


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("第三章 Chapter 3", "第三章\nChapter 3"),
        ("Chapter 3 第三章", "Chapter 3\n第三章"),
        ("2020年 2020 report", "2020年\n2020 report"),
        ("没有裂缝。No cracks.", "没有裂缝。\nNo cracks."),
        ("No cracks.“没有裂缝”", "No cracks.\n“没有裂缝”"),
        ("水库 / reservoir", "水库\nreservoir"),
        ("reservoir|水库", "reservoir\n水库"),
        ("reservoir (水库)", "reservoir\n水库"),
        ("打开Word文档", "打开Word文档"),
        ("水库", "水库"),
        ("水库\nreservoir", "水库\nreservoir"),
    ],
)
def test_where_a_cell_is_parted(cell: str, lines: str) -> None:
    assert on_two_lines(cell) == lines
