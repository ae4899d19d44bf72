"""CSV, as a document and as pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import make_alignment
from support.reading import EN, ZH, document, left, texts
from support.timing import grows_linearly

from duiqi.export import read, save
from duiqi.formats.csv import csv_rows
from duiqi.io.text_lines import text_lines
from duiqi.loading import read_document


def test_columns_by_head(tmp_path: Path) -> None:
    data = "id,Chinese (zh-CN),English,备注\n1,会议,meeting,名词\n2,FAST,FAST,名字\n"
    found = document(tmp_path, "a.csv", data)
    assert [(p.language, t) for p, t in zip(found.paragraphs, texts(found), strict=True)] == [
        ("zh", "会议"), ("en", "meeting"), ("zh", "FAST"), ("en", "FAST")
    ]  # fmt: skip
    assert left(found)["column 1"] == ["1", "2"]
    assert left(found)["column 4"] == ["名词", "名字"]
    assert left(found)["head of a column"] == ["id", "Chinese (zh-CN)", "English", "备注"]


def test_columns_by_content(tmp_path: Path) -> None:
    rows = [("La reunión fue en Pekín y todos los países", "会议在北京举行", "The meeting was held in Beijing")] * 3
    data = "\n".join(";".join(row) for row in rows)
    found = document(tmp_path, "a.csv", data)
    assert texts(found) == ["会议在北京举行", "The meeting was held in Beijing"] * 3
    assert found.layout == "columns"


def test_a_table_in_one_language(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.csv", "1,会议\n2,合作\n")) == ["会议", "合作"]


def test_one_wide_row_does_not_cost_every_other_row(tmp_path: Path) -> None:
    def read(size: int) -> None:
        document(tmp_path, "a.csv", f"{ZH},{EN}" + ",1" * size + "\n1" * size)

    assert grows_linearly(read, 10_000)


def test_csv_is_what_the_standard_library_reads(tmp_path: Path) -> None:
    import csv

    alignment = make_alignment(['一"二",三\r\n四'], [" one;"], [(1, 1, 0.5)])
    save(alignment, tmp_path / "a.csv")
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["zh"], row["en"], row["zh_ids"]) == ('一"二",三\r\n四', " one;", "[0]")


def test_the_english_column_is_that_of_the_translation(tmp_path: Path) -> None:
    """Neither the leftmost column in English, nor the one with the most text in it."""
    text = "Countries will discuss vaccines and trade at the meeting"
    note = "Licensed under CC BY, with attribution to the authors and translators of this sentence, by number: "
    rows = [f"a_key_of_a_program;各国将在会议上讨论疫苗和贸易问题;{text};{note}{n}" for n in range(5)]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    assert {pair.en for pair in read(tmp_path / "a.csv")} == {text}
    found = read_document(tmp_path / "a.csv")
    assert {found.text[hint.start : hint.end] for hint in found.hints if hint.language == "en"} == {text}


def test_of_columns_named_alike_the_fullest_counts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("zh-CN,zh-TW,en,zh_lang\n,會議,meeting,zh-TW\n云,雲端,cloud,zh-TW\n", "utf-8")
    assert [pair.zh for pair in read(tmp_path / "a.csv")] == ["會議", "雲端"]
    (tmp_path / "a.csv").write_text("zh_lang,zh,en,en_lang\nzh-Hant-HK,雲,so,en-GB\n", "utf-8")
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.csv")] == [("雲", "so")]


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ('一,"a ""b"" c"\n', ["一", 'a "b" c']),
        ('"他说：“好”",5" disk\n', ["他说：“好”", '5" disk']),
        ('"你好，"他说。,"Hello," he said.\n', ["你好，他说。", "Hello, he said."]),
        ('"两\r\n行","two\nlines"\r\n', ["两\r\n行", "two\nlines"]),
        ('一,"no end\n', ["一", "no end"]),
        ("一\tone\r二\ttwo", ["一", "one"]),
    ],
)
def test_quotation_marks_of_documents(content: str, cells: list[str]) -> None:
    first = next(csv_rows(text_lines(content), "a.csv"))
    assert (first.number, first.cells) == (1, cells)


def test_lines_of_a_record_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('zh,en\n"一\n一","one"\n\n二,two\n', "utf-8")
    assert [hint.place for hint in read_document(tmp_path / "a.csv").hints] == ["line 2", "line 2", "line 5", "line 5"]
