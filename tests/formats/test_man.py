"""Manual pages in troff."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from support.reading import left, texts

import duiqi
from duiqi.batch.by_name import find_documents
from duiqi.formats.man import plain
from duiqi.loading import read_document
from duiqi.structure import with_paragraphs

CASES = Path(__file__).parents[1] / "cases" / "markup" / "man"


def test_what_is_read() -> None:
    found = with_paragraphs(read_document(CASES / "zh.1"))
    assert texts(found) == [
        "名称",
        "lock - 锁住文件",
        "概述",
        "lock [选项]... 文件",
        "描述",
        "把每个文件锁住，直到另一个程序 unlock(8)把它放开。",
        "没有选项时只锁一次。",
        "-a, --all",
        "锁住所有文件",
        "-t 秒数",
        "等待这么多秒",
        "第一条",
        "退出状态",
        "成功时为 “0”。",
        "例子",
        "下面是表：",
        "名字",
        "意义",
        "A",
        "第一个 字母",
        "主页",
    ]
    kinds = {found.text[p.start : p.end]: p.kind for p in found.paragraphs}
    assert (kinds["描述"], kinds["例子"], kinds["意义"]) == ("heading", "heading", "table cell")
    told = left(found)
    assert told["code"] == ["lock -a *.txt"]
    assert told["comment"] == ["注释", "t"]
    assert told["link"] == ["https://example.org"]
    assert told["setting"] == [".ft CW", '.TH LOCK 1 "2024 年 5 月" "工具 2.4" 用户命令']


def test_pages_of_a_folder_as_they_are_installed(tmp_path: Path) -> None:
    """Packed, each in the folder of its language; other files with such a suffix are passed over."""
    for side in ("zh", "en"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "lock.1.gz").write_bytes(gzip.compress((CASES / f"{side}.1").read_bytes()))
        (tmp_path / side / "syslog.1").write_text("May  1 10:00:00 host daemon[1]: started\n" * 5, "utf-8")
    (found,) = find_documents(tmp_path).documents
    pairs = [(pair.zh, pair.en) for pair in duiqi.align(*found.files)]
    assert (
        "把每个文件锁住，直到另一个程序 unlock(8)把它放开。",
        "Lock each file until another program, unlock(8), lets it go.",
    ) in pairs
    assert ("锁住所有文件", "lock all files") in pairs
    assert ("意义", "Meaning") in pairs


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\f[B]ls\f[] \fB\-\-all\fP", "ls --all"),
        (r"a\ b\~c\&d\|e", "a b\xa0cde"),
        (r"\(co 2024, \[u4E2D]\[u6587] \*(lqa\*(rq \en", "© 2024, 中文 “a” \\n"),
        (r"\s-1GNU\s0 \m[blue]x\m[] \h'1i'y\k", "GNU x y"),
        ("a\\", "a"),
    ],
)
def test_escapes(source: str, shown: str) -> None:
    assert plain(source) == shown
