"""Excel workbooks, as documents and as pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import small_alignment
from support.reading import texts

from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.loading import read_document
from duiqi.model import Bead, Pair
from duiqi.structure import with_paragraphs


def test_xlsx_sheets(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["EN", "ZH", 1.5])
    book.active.append(["meeting", "会议", None])
    second = book.create_sheet("二")
    second.append([None, "合作", "cooperation"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = with_paragraphs(read_document(path))
    assert texts(found) == ["meeting", "会议", "合作", "cooperation"]
    assert [hint.place for hint in found.hints] == ["Sheet!2", "Sheet!2", "二!1", "二!1"]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_xlsx_is_for_people(tmp_path: Path) -> None:
    import openpyxl

    save(small_alignment(), tmp_path / "a.xlsx", unaligned=True)
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert sheet.title == "release.txt"
    assert [cell.value for cell in sheet[1]][:5] == ["zh", "en", "score", "type", "document"]
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) > (50, 50)
    assert sheet["A2"].alignment.wrap_text
    fills = [sheet.cell(row, 1).fill.fgColor.rgb[-6:] for row in range(2, 6)]
    assert fills == ["000000", "000000", "000000", "F8CBAD"]


def test_names_of_sheets(tmp_path: Path) -> None:
    import openpyxl

    names = ["a/b", "A_b", "'x'", "x" * 40, "x" * 50, "History", "", "[1]:*?"]
    pairs = [Pair("一", "one", 1.0, Bead(range(1), range(1), 1.0), document=name) for name in names]
    save(pairs, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["a_b", "A_b (2)", "_x_", "x" * 31, "x" * 27 + " (2)", "History (2)", "pairs", "_1____"]
    assert [pair.document for pair in read(tmp_path / "a.xlsx")] == names


def test_formats_that_need_a_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(InputError) as caught:
        save(small_alignment(), tmp_path / "a.xlsx")
    assert str(caught.value) == (
        "Excel (.xlsx) needs the package xlsxwriter, which is not installed; install it with: pip install 'duiqi[xlsx]'"
    )
