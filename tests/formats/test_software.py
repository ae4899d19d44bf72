"""Two files of one program, in every format of programs: all pairs by key, none by chance.

``tests/cases/software/build.py`` has the formats' own programs write them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import duiqi

CASES = Path(__file__).parents[1] / "cases" / "software"
MESSAGES = json.loads((CASES / "messages.json").read_text("utf-8"))
SUFFIXES = sorted({path.suffix for path in CASES.glob("zh.*")})


def test_no_format_is_missing() -> None:
    assert SUFFIXES == [".arb", ".json", ".po", ".properties", ".resx", ".strings", ".ts", ".xlf", ".xml", ".yaml"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pairs_follow_the_keys(suffix: str) -> None:
    alignment = duiqi.align(CASES / f"zh{suffix}", CASES / f"en{suffix}")
    lines = {("第一行", "First line"), ("第二行", "second line")}
    if suffix == ".xlf":  # Its white space counts for nothing.
        lines = {("第一行 第二行", "First line second line")}
    alone = {("备案号待定", ""), ("", "Send feedback to the authors")}
    assert {(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)} == whole() | lines | alone


@pytest.mark.parametrize("suffix", [".xcstrings", ".rpy"])
def test_pairs_of_one_file(suffix: str) -> None:
    """Of a key of Xcode's without English the key is what is shown. What is
    the same in both languages is a pair of its own kind."""
    alignment = duiqi.align(CASES / f"both{suffix}")
    expected = whole() | {("第一行", "First line"), ("第二行", "second line")}
    if suffix == ".xcstrings":
        expected |= {("备案号待定", "only.chinese"), ("", "Send feedback to the authors")}
    assert {(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)} == expected
    assert [pair.zh for pair in alignment.pairs() if pair.bead.kind == "same"] == ["OK"]


def whole() -> set[tuple[str, str]]:
    """The pairs that have both languages, but for lines."""
    zh, en = MESSAGES["zh"], MESSAGES["en"]
    # Sentences of a message, and its lines, are aligned within it.
    found = {(zh[key], en[key]) for key in zh.keys() & en.keys() if key not in ("error.disk", "lines")}
    parts = {("磁盘已满。", "The disk is full."), ("请删除一些文件后重试。", "Delete some files and try again.")}
    return found | parts


def test_two_catalogues_without_a_message_in_common_are_refused(tmp_path: Path) -> None:
    (tmp_path / "zh.po").write_text('msgid "a"\nmsgstr "打开文件"\n', "utf-8")
    (tmp_path / "en.po").write_text('msgid "b"\nmsgstr "Open the file"\n', "utf-8")
    with pytest.raises(duiqi.InputError, match="none of its keys, such as b, is in"):
        duiqi.align(tmp_path / "zh.po", tmp_path / "en.po")


def test_plural_forms_and_states_of_two_catalogues(tmp_path: Path) -> None:
    """The form that most numbers have is paired; drafts are left out; a message without translation is its own."""
    (tmp_path / "zh.po").write_text(
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d 个文件"\n\n'
        '#, fuzzy\nmsgid "Open"\nmsgstr "关闭"\n\nmsgctxt "menu"\nmsgid "Save"\nmsgstr "保存"\n\n'
        'msgid "Save"\nmsgstr "存盘"\n',
        "utf-8",
    )
    (tmp_path / "en.po").write_text(
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        'msgid "Open"\nmsgstr ""\n\nmsgctxt "menu"\nmsgid "Save"\nmsgstr ""\n\nmsgid "Save"\nmsgstr "Save to disk"\n',
        "utf-8",
    )
    alignment = duiqi.align(tmp_path / "zh.po", tmp_path / "en.po")
    found = [(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)]
    assert found == [("%d 个文件", "%d files"), ("", "Open"), ("保存", "Save"), ("存盘", "Save to disk")]
