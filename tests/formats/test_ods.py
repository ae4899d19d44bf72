"""OpenDocument spreadsheets, as documents and as pairs."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from support import documents as build
from support.programs import need, run
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.model import Bead, Pair

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods_of(sheets: str, **parts: str) -> bytes:
    """A spreadsheet with this XML of its sheets."""
    content = f"<office:document-content {NAMES}><office:body><office:spreadsheet>{sheets}</office:spreadsheet>"
    content += "</office:body></office:document-content>"
    return build.zipped({"mimetype": MIMETYPE, "content.xml": content, **parts}, stored=["mimetype"])


def sheet_of(*rows: str, name: str = "Sheet1") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row_of(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{escape(text)}</text:p></table:table-cell>"


def empty(count: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


HEAD = row_of(cell("id"), cell("zh"), cell("en"), cell("score"))
ROW = row_of(cell("1"), cell(ZH), cell(EN), cell("90 %", 'office:value-type="percentage" office:value="0.9"'))


def test_ods_sheets(tmp_path: Path) -> None:
    inner = (
        "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation>"
        "<text:p>会议<text:span>在<text:s text:c='2'/>北京</text:span></text:p><text:p>举行</text:p></table:table-cell>"
    )
    first = sheet_of(
        "<table:table-header-rows>"
        + row_of(cell("EN"), empty(2), cell("ZH"), empty(16_380))
        + "</table:table-header-rows>",
        row_of(empty(16_384), attributes='table:number-rows-repeated="3"'),
        row_of(cell("meeting"), "<table:covered-table-cell/>", empty(1), inner),
        row_of(empty(16_384), attributes='table:number-rows-repeated="1048571"'),
    )
    second = sheet_of(row_of(empty(1), cell("合作"), cell("cooperation")), name="二")
    found = document(tmp_path, "a.ods", ods_of(first + second))
    assert texts(found) == ["meeting", "会议在 北京", "举行", "合作", "cooperation"]
    assert [hint.place for hint in found.hints] == ["Sheet1!5", "Sheet1!5", "二!1", "二!1"]
    assert left(found) == {"head of a column": ["EN", "ZH"]}


def test_ods_as_pairs(tmp_path: Path) -> None:
    same = ROW.replace("<table:table-row ", '<table:table-row table:number-rows-repeated="2"')
    path = build.write(tmp_path, "a.ods", ods_of(sheet_of(HEAD, same) + sheet_of(name="empty")))
    assert [(pair.zh, pair.en, pair.score) for pair in read(path)] == [(ZH, EN, 0.9)] * 2


def test_ods_by_content_without_a_name(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "download", ods_of(sheet_of(HEAD, ROW)))) == [ZH, EN]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (sheet_of(HEAD, ROW.replace(cell("1"), cell("x", 'table:number-columns-repeated="999999999"'))), "columns"),
        (sheet_of(HEAD, row_of(cell(ZH), attributes='table:number-rows-repeated="999999999"')), "1,048,576 rows"),
        (sheet_of(HEAD, row_of(empty(-5))), "is damaged: '-5' columns"),
        (sheet_of(HEAD, row_of(empty(10**30))), "is damaged: '10000000"),
        ("<a>" * 300 + "</a>" * 300, "256 deep"),
        ("<a>", "is no valid XML"),
    ],
)
def test_hostile_repetitions(tmp_path: Path, sheets: str, message: str) -> None:
    path = build.write(tmp_path, "a.ods", ods_of(sheets))
    for taken in (lambda: document(tmp_path, "a.ods", path.read_bytes()), lambda: read(path)):
        with pytest.raises(InputError, match=message):
            taken()


def test_a_row_repeated_to_fill_memory(tmp_path: Path) -> None:
    """As a document it is refused for its length; as pairs its rows come one at a time."""
    long = row_of(cell(ZH * 50, 'table:number-columns-repeated="2"'), attributes='table:number-rows-repeated="100000"')
    with pytest.raises(InputError, match="the workbook holds more than 24 million characters; split it"):
        document(tmp_path, "a.ods", ods_of(sheet_of(long)))


def test_ods_that_is_none(tmp_path: Path) -> None:
    sound = ods_of(sheet_of(HEAD, ROW))
    locked = ods_of("", **{"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"})
    for data, message in (
        (locked, "the file is locked with a password; save a copy without password"),
        (sound[: len(sound) // 2], "damaged|no OpenDocument workbook"),
        (build.zipped({"mimetype": MIMETYPE}, stored=["mimetype"]), "content.xml is missing"),
        (b"zh,en", "this is something else|no OpenDocument workbook"),
    ):
        path = build.write(tmp_path, "a.ods", data)
        with pytest.raises(InputError, match=message):
            document(tmp_path, "a.ods", data)
        with pytest.raises(InputError, match=message):
            read(path)


@pytest.mark.slow
def test_ods_by_libreoffice(tmp_path: Path) -> None:
    soffice = need("soffice")
    pairs = [Pair(f"{ZH}{n}\n二", f"{EN} {n}", 0.5, Bead(range(n, n + 1), range(n, n + 1), 0.5)) for n in range(3)]
    save(pairs, tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run(soffice, profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, tmp_path / "a.xlsx")
    assert [(pair.zh, pair.en, pair.score) for pair in read(tmp_path / "a.ods")] == [(p.zh, p.en, 0.5) for p in pairs]


def test_what_is_hidden(tmp_path: Path) -> None:
    """A row, one that does not get through a filter, and a column; the numbers of rows stay."""
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    old = cell("旧版")
    rows = (
        row_of(cell(EN), cell(ZH), old),
        row_of(cell("unseen"), cell("不看"), attributes='table:visibility="collapse"'),
        row_of(cell("unseen"), cell("不看"), attributes='table:visibility="filter"'),
        row_of(cell("meeting"), cell("会议"), old),
    )
    found = document(tmp_path, "a.ods", ods_of(sheet_of(columns, *rows)))
    assert texts(found) == [EN, ZH, "meeting", "会议"]
    assert [hint.place for hint in found.hints] == ["Sheet1!1"] * 2 + ["Sheet1!4"] * 2
    assert left(found)["hidden"] == ["旧版", "unseen", "不看", "unseen", "不看", "旧版"]
