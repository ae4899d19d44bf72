"""CSV, as a document and as pairs."""

from __future__ import annotations

from pathlib import Path

from support.alignments import make_alignment
from support.reading import EN, ZH, document, left, texts
from support.timing import grows_linearly

from duiqi.export import save


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
