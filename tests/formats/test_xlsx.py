"""Excel workbooks, as documents and as pairs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import documents as build
from support.alignments import small_alignment
from support.hostile import FILES, with_part
from support.reading import EN, ZH, left, texts

from duiqi.errors import InputError
from duiqi.export import iter_pairs, read, save
from duiqi.loading import read_document
from duiqi.model import Bead, Pair
from duiqi.options import Options
from duiqi.pipeline import load
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


def test_no_name_of_a_sheet_ends_in_an_apostrophe(tmp_path: Path) -> None:
    import openpyxl

    for document, name in (("0' ", "0_"), ("a" * 30 + "'bc", "a" * 30 + "_"), ("it's", "it's")):
        save([Pair("一", "one", 1.0, Bead(range(1), range(1), 1.0), document=document)], tmp_path / "a.xlsx")
        assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [name]


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


def test_workbooks_of_other_programs_as_pairs(tmp_path: Path) -> None:
    """Shared strings in runs, numbers, cells without a place, characters that XML cannot hold."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{main}"><si><r><t>打开</t></r><r><t>文件</t></r><rPh><t>x</t></rPh></si></sst>'
    cells = '<c t="s" r="B2"><v>0</v></c><c t="inlineStr"><is><t>Open_x000B_it</t></is></c><c><v>0.5</v></c>'
    heads = "".join(f'<c t="str"><v>{name}</v></c>' for name in ("id", "zh", "en", "score"))
    data = build.xlsx_of([("a", "b")])
    for part, content in (
        ("xl/sharedStrings.xml", strings),
        (
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData><row>{heads}</row><row r="9">{cells}</row></sheetData></worksheet>',
        ),
    ):
        data = with_part(data, part, content)
    (pair,) = read(build.write(tmp_path, "a.xlsx", data))
    assert (pair.zh, pair.en, pair.score) == ("打开文件", "Open\x0bit", 0.5)


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.endswith(".xlsx") and name not in ("bomb.xlsx", "shared-strings.xlsx")]
)
def test_hostile_workbooks_as_pairs(tmp_path: Path, name: str) -> None:
    path = build.write(tmp_path, name, FILES[name]())
    with pytest.raises(InputError, match=re.escape(str(path))):
        read(path)


def hidden_book(tmp_path: Path, *, english: bool = False) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    rows = [("中文", "English", "旧版"), (ZH, EN, "旧一"), ("不看", "unseen", "旧二"), ("会议", "meeting", "旧三")]
    for row in rows:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B" if english else "C"].hidden = True
    draft = book.create_sheet("草稿")
    draft.append(("草稿一", "draft one"))
    draft.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_what_is_hidden_is_left_out_and_told(tmp_path: Path) -> None:
    found = load(hidden_book(tmp_path))
    assert texts(found) == [ZH, EN, "会议", "meeting"]
    assert left(found)["hidden"] == ["旧版", "旧一", "不看", "unseen", "旧二", "旧三", "草稿一", "draft one"]
    assert "hidden sheets, rows or columns are left out: 8 cells; show them to read them" in found.notes
    # A column that is asked for is read all the same.
    chosen = load(hidden_book(tmp_path), options=Options(columns=("C", "B")))
    assert texts(chosen) == [EN, "旧一", "meeting", "旧三"]


def test_a_language_that_is_all_hidden_is_read(tmp_path: Path) -> None:
    assert EN in texts(load(hidden_book(tmp_path, english=True)))
    # As pairs all is read.
    assert len(list(iter_pairs(hidden_book(tmp_path)))) == 4
