"""TSV, as a document and as pairs."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import make_alignment
from support.reading import document, texts

from duiqi.errors import InputError
from duiqi.export import holds_pairs, read, save


def test_tsv_with_a_bare_quotation_mark(tmp_path: Path) -> None:
    found = document(tmp_path, "a.tsv", '"你好，"他说。\t"Hello," he said.\n"再见"\t"Goodbye"\n')
    assert texts(found) == ['"你好，"他说。', '"Hello," he said.', "再见", "Goodbye"]


def test_tsv_is_a_line_a_unit(tmp_path: Path) -> None:
    alignment = make_alignment(["一\t二\n三\\"], ["one"], [(1, 1, 0.5)])
    save(alignment, tmp_path / "a.tsv")
    heading, line = (tmp_path / "a.tsv").read_text(encoding="utf-8").splitlines()
    assert heading.split("\t")[1:5] == ["zh", "en", "score", "type"]
    assert line.split("\t")[1:] == [
        r"一\t二\n三\\",
        "one",
        "0.5",
        "1-1",
        "[0]",
        "[0]",
        "[0]",
        "[0]",
        "release.txt",
        "zh-CN",
        "en",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_table_without_columns_for_kinds_and_repairs_is_ours_too(tmp_path: Path, columns: int) -> None:
    save(make_alignment(["一\t二"], ["one"], [(1, 1, 0.5)]), tmp_path / "a.tsv")
    rows = [line.split("\t")[:-columns] for line in (tmp_path / "a.tsv").read_text(encoding="utf-8").splitlines()]
    (tmp_path / "b.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    assert read(tmp_path / "b.tsv") == read(tmp_path / "a.tsv")
    assert read(tmp_path / "b.tsv")[0].zh == "一\t二"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('"一"\t"one"\n"二"\t"two"\n', [("一", "one"), ("二", "two")]),
        ('I want beef.\t"我要牛肉。"\n', [('"我要牛肉。"', "I want beef.")]),
        ('"几点了?""10点半了。"\t"What time is it?" "It is 10:30."\n',
         [('"几点了?""10点半了。"', '"What time is it?" "It is 10:30."')]),
        ('"他说""好""。"\tHe said yes.\n', [('他说"好"。', "He said yes.")]),
        ('Yes.\t好。\tx\n"Two\nlines"\t"两\n行"\ty\n', [("好。", "Yes."), ("两\n行", "Two\nlines")]),
    ],
)  # fmt: skip
def test_quotation_marks_around_cells_and_in_them(
    tmp_path: Path, content: str, expected: list[tuple[str, str]]
) -> None:
    (tmp_path / "a.tsv").write_text(content, encoding="utf-8")
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.tsv")] == expected
    found = document(tmp_path, "a.tsv", content)
    assert sorted(texts(found)) == sorted(line for pair in expected for text in pair for line in text.split("\n"))


def test_a_quotation_mark_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('好。\tYes.\n"两行\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.tsv:2: a quotation mark opens here and does not close"):
        read(tmp_path / "a.tsv")


ROWS = [
    ("文件", "File"),
    ("打开文件。", "Open the file."),
    ("保存", "Save"),
    ("关闭窗口", "Close the window"),
    ("是", "OK"),
]
# Two printed columns, a tab between them: sentences run on.
PRINTED = [
    ("本公司的董事会成员于昨日", "The members of the board of directors of our"),
    ("在北京召开全体会议，会上", "company held a plenary meeting in Beijing yesterday, at"),
    ("讨论了今年前三个季度的经", "which the results of the first three quarters of"),
    ("营情况，以及明年的计划。", "this year and the plans for the next were discussed."),
]


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        ([("中文", "English"), *ROWS], True),
        ([("", en, "x", zh) for zh, en in ROWS], True),
        (ROWS[:3], False),
        ([*ROWS, ("下一行",)], False),
        ([*ROWS, ("这一行", "没有翻译"), ("下一行", "也没有")], False),
        (2 * PRINTED, False),
        ([(zh, zh) for zh, _ in ROWS], False),
        ([*ROWS, ("“好", '"yes')], True),
        ([*ROWS, ('"好',)], False),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "gbk"])
def test_a_text_file_that_is_a_table(tmp_path: Path, rows: list[tuple[str, ...]], is_table: bool, codec: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("".join("\t".join(row) + "\r\n" for row in rows).encode(codec))
    assert holds_pairs(path) is is_table
    if is_table:
        assert len(read(path)) >= len(ROWS) - 1
        assert ("打开文件。", "Open the file.") in [(pair.zh, pair.en) for pair in read(path)]
    else:
        with pytest.raises(InputError, match="this is plain text, whose text has to be aligned first"):
            read(path)
