"""Qt's translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.errors import InputError
from duiqi.pipeline import align

MESSAGES = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en"><context><name>Window</name>
<message><location filename="a.cpp" line="3"/><source>&amp;Close tab</source>
<translation>关闭标签页(&amp;C)</translation></message>
<message><source>Minute</source><translation>镑</translation></message>
<message numerus="yes"><source>%n file(s) &lt;b>left&lt;/b></source><translation>
<numerusform>还有 %n 个文件</numerusform>
<numerusform>还有 %n 些文件</numerusform></translation></message>
<message><source>Open</source><translation type="unfinished">打开？</translation></message>
<message><source>Save</source><translation type="unfinished"></translation></message>
<message><source>Old</source><translation type="vanished">旧</translation></message>
<message><source>Print it</source><translation>
<lengthvariant>打印这个文件</lengthvariant><lengthvariant>打印</lengthvariant>
</translation></message></context></TS>
"""


def test_qt(tmp_path: Path) -> None:
    found = document(tmp_path, "a.ts", MESSAGES)
    alignment = align(found)
    assert [(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)] == [
        ("关闭标签页(&C)", "&Close tab"),
        ("镑", "Minute"),
        ("还有 %n 个文件", "%n file(s) <b>left</b>"),
        ("", "Open"),
        ("", "Save"),
        ("打印这个文件", "Print it"),
    ]
    assert alignment.zh[0].place == "line 4"
    assert left(found) == {
        "plural form": ["还有 %n 些文件"],
        "doubtful translation": ["打开？"],
        "no longer in the program": ["Old", "旧"],
    }


def test_a_message_without_source_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, "a.ts", "<TS>\n<context><message><translation>a</translation></message></context></TS>")
    assert error.value.line == 2


def test_what_is_called_ts_and_no_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"program code \(TypeScript\), which is not read"):
        document(tmp_path, "a.ts", "const a = '关闭';\n")
    assert texts(document(tmp_path, "a.xml", MESSAGES))[:2] == ["&Close tab", "关闭标签页(&C)"]
