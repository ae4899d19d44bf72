"""What stands in tables beside a text and its translation."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest
from support.cases import cases
from support.documents import docx_table

import duiqi
from duiqi.pipeline import load_sides


def page_of(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<h1>会议</h1><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def word_file(rows: list[list[str]]) -> bytes:
    return docx_table([[[cell] for cell in row] for row in rows])


@pytest.mark.parametrize("case", cases("loading/tables-beside.jsonl"))
@pytest.mark.parametrize("kind", ["html", "docx"])
def test_columns_beside_the_text(tmp_path: Path, case: dict[str, Any], kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "html":
        path.write_text(page_of(case["rows"]), "utf-8")
    else:
        path.write_bytes(word_file(case["rows"]))
    read, _ = load_sides(path)
    left = [omission.text for omission in read.omissions if "column" in omission.reason]
    assert left == case["left"]
    kept = [cell for row in case["rows"] for cell in row if cell]
    for text in left:
        kept.remove(text)
    assert all(cell in read.text for cell in kept)
    assert len(read.notes) == bool(case["left"] and len(left) > len(case["rows"][0]))


@pytest.mark.parametrize("case", cases("loading/tables-spanned.jsonl"))
def test_cells_that_go_over_several_rows(tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "a.html"
    path.write_text(case["html"], "utf-8")
    assert [[pair.zh, pair.en] for pair in duiqi.align(path).pairs(unaligned=True)] == case["pairs"]


def test_of_two_files_all_columns_are_read(tmp_path: Path) -> None:
    """The explanation beside terms in both languages has its translation in the other file."""
    rows = [["中文", "English", "说明"], ["会议", "meeting", "许多人见面。"], ["数据", "data", "要备份的东西。"]]
    (tmp_path / "zh.html").write_text(page_of(rows), "utf-8")
    (tmp_path / "en.html").write_text(page_of([["English", "Meaning", "x"]] * 3), "utf-8")
    zh, _ = load_sides(tmp_path / "zh.html", tmp_path / "en.html")
    assert "要备份的东西。" in zh.text
