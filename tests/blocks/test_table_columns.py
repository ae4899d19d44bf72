"""Which columns of a table are the two languages."""

from __future__ import annotations

import pytest
from support.cases import cases

from duiqi.blocks.tables import Row, read_table
from duiqi.blocks.tables.columns import find_columns


@pytest.mark.parametrize("case", cases("blocks/columns.jsonl"))
def test_columns(case: dict[str, object]) -> None:
    found = find_columns(case["rows"])  # type: ignore[arg-type]
    assert (found.of.get("zh"), found.of.get("en"), found.named) == (case["zh"], case["en"], case["named"])


def test_of_many_rows_some_tell() -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    rows = [
        [f"The lake near Mount {str(i).translate(letters)}", f"{chr(0x4E00 + i)}山旁边的湖", f"https://a.org/{i}"]
        for i in range(5_000)
    ]
    assert find_columns(rows).of == {"zh": 1, "en": 0}


def test_titles_stand_above_the_heads() -> None:
    texts = [["1", "他有两只狗。", "He has two dogs."], ["2", "车站在哪里？", "Where is the station?"]]
    cells = [["中英对照表", "", ""], ["序号", "中文", "英文"], *texts]
    rows = [Row(number, row) for number, row in enumerate(cells, 1)]
    reading = read_table(rows, "a.csv", "utf-8")
    assert reading.text.strip().split("\n\n") == ["中英对照表", *(cell for row in texts for cell in row[1:])]
    assert [hint.row for hint in reading.hints] == [0, 2, 2, 3, 3]
    chosen = read_table(rows, "a.csv", "utf-8", ("中文", "C"))
    assert chosen.text == reading.text


def test_a_row_with_one_cell_above_texts_is_no_title() -> None:
    rows = [Row(1, ["", "中文"]), Row(2, ["他有两只狗。", "He has two dogs."])]
    assert [hint.row for hint in read_table(rows, "a.csv", "utf-8").hints] == [0, 1, 1]


def test_a_table_turned_on_its_side() -> None:
    rows = [
        Row(1, ["编号", "1", "2", "3", "4"]),
        Row(2, ["中文", *"云雨风雪"]),
        Row(3, ["英文", "cloud", "rain", "wind", "snow"]),
    ]
    found = read_table(rows, "a.csv", "utf-8")
    texts = [(found.text[hint.start : hint.end], hint.row, hint.place) for hint in found.hints]
    assert texts[:2] == [("云", 1, "column 2"), ("cloud", 1, "column 2")]
    assert len(texts) == 8
    # With more rows than columns each row is one.
    rows = [Row(1, ["中文", "云"]), Row(2, ["英文", "cloud"]), Row(3, ["注", "x"])]
    assert all(hint.place != "column 2" for hint in read_table(rows, "a.csv", "utf-8").hints)
