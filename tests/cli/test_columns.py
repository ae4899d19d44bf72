"""``--columns``: the two columns of a table, by head, letter or number, in every command and format that has any."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import documents as build

import duiqi
from duiqi.blocks.tables import choose_columns
from duiqi.blocks.tables.named import letters_of
from duiqi.errors import InputError

HEAD = ["id", "中文", "Note", "English", "中文（旧）", "English (old)"]
ROWS = [
    ["1", "他有两只狗。", "page one", "He has two dogs.", "他有二犬。", "He had two dogs."],
    ["2", "车站在哪里？", "page two", "Where is the station?", "车站何在？", "Where was the station?"],
    ["3", "下了一整天雨。", "page three", "It rained all day.", "终日雨。", "It had rained all day."],
]
OLD = [row[4] for row in ROWS], [row[5] for row in ROWS]
WAYS = [("中文（旧）", "english (OLD)"), ("E", "f"), ("5", "6"), ("E", "English (old)")]


def as_text(delimiter: str) -> Callable[[list[list[str]]], bytes]:
    return lambda rows: "".join(delimiter.join(row) + "\n" for row in rows).encode()


def as_parquet(rows: list[list[str]]) -> bytes:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    sink = arrow.BufferOutputStream()
    columns = {name: [row[k] for row in rows[1:]] for k, name in enumerate(rows[0])}
    parquet.write_table(arrow.table(columns), sink)
    return bytes(sink.getvalue().to_pybytes())


TABLES: dict[str, Callable[[list[list[str]]], bytes]] = {
    "t.csv": as_text(","),
    "t.tsv": as_text("\t"),
    "t.xlsx": build.xlsx_of,
    "t.parquet": as_parquet,
}


def sides(path: Path) -> tuple[list[str], list[str]]:
    units = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [unit["zh"] for unit in units], [unit["en"] for unit in units]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("columns", WAYS)
def test_every_format(align: Any, tmp_path: Path, name: str, columns: tuple[str, str]) -> None:
    path, out = build.write(tmp_path, name, TABLES[name]([HEAD, *ROWS])), tmp_path / "o.jsonl"
    commands = [["convert"]] if name == "t.parquet" else [["convert"], []]
    for command in commands:
        result = align(*command, path, "-o", out, "--columns", *columns)
        assert (result.status, sides(out)) == (0, OLD), (command, result.err)
        assert "--columns chooses" not in result.err
    assert [pair.en for pair in duiqi.read(path, columns=columns)] == OLD[1]


def test_in_a_folder_they_are_those_of_tables(align: Any, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out.jsonl"
    folder.mkdir()
    build.write(folder, "t.csv", TABLES["t.csv"]([HEAD, *ROWS]))
    texts = {"u.zh.txt": "他有二犬。", "u.en.txt": "He had two dogs.", "v.txt": "他有二犬。\nHe had two dogs."}
    texts["w.json"] = '{"en": {"a": "He had two dogs."}, "zh-CN": {"a": "他有二犬。"}}'
    for name, text in texts.items():
        build.write(folder, name, text.encode())
    result = align(folder, "-o", out, "--columns", "E", "F", "--keep-unaligned")
    assert result.status == 0, result.err
    assert sorted(sides(out)[1]) == sorted([*OLD[1], *["He had two dogs."] * 3])


def test_the_other_commands(align: Any, tmp_path: Path) -> None:
    path = build.write(tmp_path, "t.csv", TABLES["t.csv"]([HEAD, *ROWS]))
    memory, database = tmp_path / "m.tmx", tmp_path / "m.db"
    assert align("update", memory, path, "--columns", "E", "F").status == 0
    assert [pair.en for pair in duiqi.read(memory)] == OLD[1]
    assert align("memory", "add", database, path, "--columns", "E", "F").status == 0
    assert align("memory", "search", database, "二犬").out.decode().count("He had two dogs.") == 1
    assert align("check", path, "--columns", "E", "F", "--quiet").err == ""
    cut = align("segment", path, "--columns", "E", "F", "--lang", "en").out.decode()
    assert cut.splitlines() == OLD[1]
    assert duiqi.load(path, options=duiqi.Options(columns=("E", "F"))).text.count("dogs") == 1


def test_the_choice_is_told(align: Any, tmp_path: Path) -> None:
    path = build.write(tmp_path, "t.csv", TABLES["t.csv"]([HEAD, *ROWS]))
    told = "took columns B '中文' and D 'English' of 6; --columns chooses"
    for command in (["-o"], ["convert", "-o"], ["--explain", "-o"]):
        assert told in align(*command, tmp_path / "o.jsonl", path).err
    assert told in align("update", tmp_path / "m.tmx", path).err
    assert told not in align(path, "-o", tmp_path / "o.jsonl", "--quiet").err
    plain = build.write(tmp_path, "p.csv", TABLES["t.csv"]([row[:4] for row in ([*HEAD], *ROWS)]))
    assert "took columns" not in align(plain, "-o", tmp_path / "o.jsonl").err


def test_a_table_without_heads(align: Any, tmp_path: Path) -> None:
    path, out = build.write(tmp_path, "t.csv", TABLES["t.csv"](ROWS)), tmp_path / "o.jsonl"
    for command in (["convert"], []):
        assert align(*command, path, "-o", out, "--columns", "E", "F").status == 0
        assert sides(out) == OLD
    heads = [["", "源", "", "", "源", "译"], *ROWS]
    assert choose_columns(heads, ("E", "F"), "t").named
    assert choose_columns([["", "", "", "", "Source", "Target"], *ROWS], ("5", "6"), "t").named
    assert not choose_columns(ROWS, ("5", "6"), "t").named


LISTED = "there are A 'id', B '中文', C 'Note', D 'English', E '中文（旧）', F 'English (old)'"


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (("Deutsch", "F"), f"there is no column 'Deutsch'; {LISTED}"),
        (("E", "7"), f"there is no column '7'; {LISTED}"),
        (("E", "0"), f"there is no column '0'; {LISTED}"),
        (("E", "ZZ"), f"there is no column 'ZZ'; {LISTED}"),
        (("E", "5"), "column E is named for both languages; name two"),
    ],
)
def test_columns_that_are_not_there(align: Any, tmp_path: Path, columns: tuple[str, str], message: str) -> None:
    path = build.write(tmp_path, "t.csv", TABLES["t.csv"]([HEAD, *ROWS]))
    for command in ([], ["convert"], ["update", tmp_path / "m.tmx"]):
        output = [] if command[:1] == ["update"] else ["-o", tmp_path / "o.tmx"]
        result = align(*command, path, *output, "--columns", *columns)
        assert (result.status, result.err) == (2, f"align: {path}: {message}\n")
    assert not (tmp_path / "o.tmx").exists()


def test_where_there_are_no_columns(align: Any, tmp_path: Path) -> None:
    text = build.write(tmp_path, "t.txt", "\n".join(ROWS[0]).encode())
    assert (
        align(text, "--columns", "A", "B").err == f"align: {text}: this is plain text, which has no columns to choose "
        "from; leave --columns out\n"
    )
    pairs = build.write(tmp_path, "t.jsonl", b'{"zh": "a", "en": "b"}\n')
    assert "this is JSON Lines, which has no columns" in align("convert", pairs, "--columns", "A", "B").err
    result = align("a.csv", "b.csv", "--columns", "A", "B")
    assert result.err.splitlines()[-1] == "align: error: --columns is for a table with both languages"
    with pytest.raises(TypeError, match="it is two strings, the Chinese and the English column"):
        duiqi.Options(columns=("A",))  # type: ignore[arg-type]


def test_a_sheet_without_the_columns_is_left_out(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("notes", [["about", "this"]]), ("texts", [HEAD, *ROWS])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    found = duiqi.load(path, options=duiqi.Options(columns=("E", "F")))
    assert "about" not in found.text
    assert found.omissions[0].reason == "sheet notes, without these columns"
    assert [pair.zh for pair in duiqi.read(path, columns=("E", "F"))] == OLD[0]
    with pytest.raises(InputError, match="there is no column 'Q' in sheet notes; there are A 'about', B 'this'"):
        duiqi.load(path, options=duiqi.Options(columns=("Q", "F")))


def test_letters() -> None:
    assert [letters_of(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["t.csv", "t.tsv"])
def test_tables_in_other_encodings(align: Any, tmp_path: Path, name: str, codec: str, mark: str) -> None:
    text = mark + TABLES[name]([["zh", "en"], *zip(*OLD, strict=True)]).decode()
    path, out = build.write(tmp_path, name, text.encode(codec)), tmp_path / "o.jsonl"
    for command in ([], ["convert"], ["convert", "--encoding", codec]):
        assert align(*command, path, "-o", out).status == 0
        assert sides(out) == OLD, command
