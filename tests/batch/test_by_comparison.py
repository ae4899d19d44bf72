"""Files of which one names its language: what they say decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.batch.by_comparison import settled
from duiqi.batch.by_name import find_documents

EN = "# Lamp\n\nLamp is a small program that turns your screen into a reading lamp.\n\nRun the installer.\n"
ZH = "# Lamp\n\nLamp 是一个把屏幕变成台灯的小程序。\n\n运行安装程序。\n"
MIXED = "Lamp 是一个小程序。\nLamp is a small program.\n运行安装程序。\nRun the installer.\n"
CODE = "```\nsudo lamp --install --no-questions --quiet\n```\n" * 5
LEFT_IN_ENGLISH = "".join(f"Step {k} of this guide has not been translated yet.\n\n" for k in range(20))
LONE = "it is {} by its name, and no file of the other language is named alike"


@pytest.mark.parametrize(
    ("files", "documents", "problems"),
    [
        ({"R.md": EN, "R.zh-CN.md": ZH}, {"R": ["R.zh-CN.md", "R.md"]}, {}),
        ({"R.md": ZH, "R_EN.md": EN}, {"R": ["R.md", "R_EN.md"]}, {}),
        ({"R.md": EN + CODE, "R.zh.md": ZH + CODE}, {"R": ["R.zh.md", "R.md"]}, {}),
        ({"R.md": EN + LEFT_IN_ENGLISH, "R.zh.md": ZH + LEFT_IN_ENGLISH}, {"R": ["R.zh.md", "R.md"]}, {}),
        (
            {"R.md": EN, "R_zh_CN.md": ZH, "R_zh_TW.md": ZH},
            {"R_zh_CN": ["R_zh_CN.md", "R.md"], "R_zh_TW": ["R_zh_TW.md", "R.md"]},
            {},
        ),
        # The one that names no language holds both.
        ({"R.md": MIXED, "R.zh.md": ZH}, {"R": ["R.md"]}, {"R.zh": LONE.format("Chinese")}),
        # Nothing in it is translated, which is told when they are aligned.
        ({"R.md": EN, "R.zh.md": EN}, {"R": ["R.zh.md", "R.md"]}, {}),
        ({"a.zh.md": ZH, "b.md": MIXED}, {"b": ["b.md"]}, {"a.zh": LONE.format("Chinese")}),
        ({"a.en.md": EN}, {}, {"a.en": LONE.format("English")}),
        # A name may say one language where there are both.
        ({"a_中文.md": MIXED}, {"a_中文": ["a_中文.md"]}, {}),
    ],
)
def test_settled(
    tmp_path: Path, files: dict[str, str], documents: dict[str, list[str]], problems: dict[str, str]
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    listing = settled(find_documents(tmp_path), None, 1)
    assert {d.name: [p.name for p in d.files] for d in listing.documents if not d.problem} == documents
    assert {d.name: d.problem for d in listing.documents if d.problem} == problems
    assert not any(document.marked for document in listing.documents)


def test_a_file_that_cannot_be_read_stays(tmp_path: Path) -> None:
    (tmp_path / "a.zh.txt").write_text(" ", encoding="utf-8")
    (document,) = settled(find_documents(tmp_path), None, 1).documents
    assert (document.files, document.problem, document.reason) == ((tmp_path / "a.zh.txt",), "", "it cannot be read")
