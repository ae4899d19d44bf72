"""Chinese in both scripts, line by line: one of them is read."""

from __future__ import annotations

import pytest

from duiqi.blocks.typed import as_typed
from duiqi.model import Document
from duiqi.text.script import same_in_other_script

SIMPLIFIED = ["电话号码保持不变。", "欢迎新老客户光临。", "地铁二号线可直达。"]
TRADITIONAL = ["電話號碼保持不變。", "歡迎新老客戶光臨。", "地鐵二號線可直達。"]
ENGLISH = ["Our number remains unchanged.", "Clients old and new are welcome.", "Take Metro Line 2."]


@pytest.mark.parametrize(
    ("first", "second", "script"), [(SIMPLIFIED, TRADITIONAL, "Traditional"), (TRADITIONAL, SIMPLIFIED, "Simplified")]
)
def test_the_first_is_read(first: list[str], second: list[str], script: str) -> None:
    text = "\n".join("\n".join(lines) for lines in zip(first, second, ENGLISH, strict=True))
    found = as_typed(Document("card.txt", text))
    assert found.text.split("\n") == [line for pair in zip(first, ENGLISH, strict=True) for line in pair]
    assert [(o.reason, o.text) for o in found.omissions] == [(f"the same in {script} Chinese", line) for line in second]


@pytest.mark.parametrize(
    "lines",
    [
        [*SIMPLIFIED[:2], *TRADITIONAL[:2]],
        [line for pair in zip(SIMPLIFIED[:2], TRADITIONAL[:2], strict=True) for line in pair],
        ["天地玄黄", "天地玄黃", "简繁对照", "簡繁對照", "电", "電", *["这本书讲的是汉字简化的历史。"] * 9],
    ],
    ids=["apart", "too few", "examples"],
)
def test_both_are_text(lines: list[str]) -> None:
    document = Document("x.txt", "\n".join(lines))
    assert as_typed(document) == document


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("下周一搬迁", "下週一搬遷", True),
        ("下周一搬迁", "下周一搬迁", False),
        ("电话不变", "電话不變", True),
        ("电話不变", "電话不變", False),
        ("他来了", "她来了", False),
        ("电话号码", "電話", False),
    ],
)
def test_scripts(first: str, second: str, same: bool) -> None:
    assert same_in_other_script(first, second) is same
