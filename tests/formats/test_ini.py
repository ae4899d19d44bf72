"""INI: keys with a text for each language, a section for each language, and two files with the same keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.pipeline import align

PAIRS = [("文件管理器", "File Manager"), ("打开 新窗口", "Open a New Window")]
ENTRY = """# 说明
[Desktop Entry]
Type=Application
Name=File Manager
Name[de]=Dateiverwaltung
Name[zh_TW]=檔案管理員
Name[zh_CN]=文件管理器
Exec=thunar %F

[Desktop Action new]
Name[en_GB]=Open a new window
Name=Open a New Window
Name[zh_CN.UTF-8] = 打开\\s新窗口
"""


def test_texts_in_many_languages(tmp_path: Path) -> None:
    entry = document(tmp_path, "a.desktop", ENTRY)
    assert [(pair.zh, pair.en) for pair in align(entry).pairs(unaligned=True)] == PAIRS
    assert left(entry) == {
        "setting": ["Application", "thunar %F"],
        "another language": ["Dateiverwaltung"],
        "another version (zh_TW)": ["檔案管理員"],
        "another version (en_GB)": ["Open a new window"],
    }
    assert [hint.place for hint in entry.hints][:2] == ["Desktop Entry.Name"] * 2


def test_a_section_for_each_language(tmp_path: Path) -> None:
    text = "[zh-CN]\nopen=打开文件\nnone = 没有结果。\n[en-US]\nnone=\"No results.\"\nopen='Open file'\n"
    found = align(document(tmp_path, "a.ini", text))
    assert [(pair.zh, pair.en) for pair in found.pairs()] == [("打开文件", "Open file"), ("没有结果。", "No results.")]


@pytest.mark.parametrize("head", ["", "[a]\n"])
def test_keys_pair_two_files(tmp_path: Path, head: str) -> None:
    (tmp_path / "zh.ini").write_text(f"{head}x=分钟\ny=打开文件\n", "gb18030")
    (tmp_path / "en.ini").write_text(f"; it is\n{head}y=Open file\nx=Pound\n", "utf-8")
    found = align(tmp_path / "zh.ini", tmp_path / "en.ini")
    assert [(pair.zh, pair.en) for pair in found.pairs()] == [("分钟", "Pound"), ("打开文件", "Open file")]


def test_what_is_no_entry_is_told(tmp_path: Path) -> None:
    found = document(tmp_path, "a.ini", "[a]\nx = 一\n继续\n=二\n[b]=三\n")
    assert texts(found) == ["一"]
    assert left(found) == {"without a key": ["继续", "=二", "[b]=三"]}
