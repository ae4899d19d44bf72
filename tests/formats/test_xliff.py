"""XLIFF 1.2 and 2.x, as documents and as pairs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.reading import document, texts

from duiqi.errors import InputError
from duiqi.export import iter_pairs, read


def test_xliff_2_and_inline_codes(tmp_path: Path) -> None:
    text = (
        '<xliff version="2.0" srcLang="en" trgLang="zh" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        '<unit id="1"><originalData><data id="d">&lt;b&gt;</data></originalData>'
        '<segment><source>Open <pc id="1">the</pc> file<ph id="2"/></source><target>打开文件</target></segment>'
        "<segment><source>FAST</source><target>FAST</target></segment>"
        "<segment><source>Untranslated</source></segment></unit></file></xliff>"
    )
    found = document(tmp_path, "a.xliff", text)
    assert [(p.language, t, p.block) for p, t in zip(found.paragraphs, texts(found), strict=True)] == [
        *(("en", "Open the file", 0), ("zh", "打开文件", 0)),
        *(("en", "FAST", 1), ("zh", "FAST", 1)),
        ("en", "Untranslated", 2),
    ]
    assert found.hints[0].place == "1"


def test_xliff_of_another_program(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US" trgLang="zh_TW">'
        "<file id='f'>"
        "<group id='g'><unit id='u'><notes><note>n</note></notes>"
        "<segment><source>Hello <pc id='1'>big</pc><ph id='2'/></source>"
        "<target>大<mrk id='m'>你好</mrk></target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>world.</source><target>世界。</target></segment></unit></group>"
        "<unit id='v'><segment><source>No target</source></segment></unit></file></xliff>",
        encoding="utf-8",
    )
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.xlf")] == [
        ("大你好", "Hello big"),
        ("世界。", "world."),
    ]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        # A paragraph that is half translated: what is done, and nothing of the rest.
        (("One. |一。", "Two. |", "Three.|三。"), [("一。", "One."), ("三。", "Three.")]),
        # An empty target: what its source says is in another.
        (("One. |一，二。", "Two.|<target/>"), [("一，二。", "One. Two.")]),
        (
            ("One. |<target order='2'>一。</target>", "Two.|<target order='1'>二。</target>"),
            [("一。二。", "One. Two.")],
        ),
    ],
)
def test_segments_of_a_unit(segments: tuple[str, ...], expected: list[tuple[str, str]], tmp_path: Path) -> None:
    written = ""
    for segment in segments:
        source, target = segment.split("|")
        target = target if target.startswith("<") or not target else f"<target>{target}</target>"
        written += f"<segment><source>{source}</source>{target}</segment>"
    (tmp_path / "a.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="zh-CN">'
        f"<file id='f'><unit id='u'>{written}</unit></file></xliff>",
        encoding="utf-8",
    )
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.xlf")] == expected


def test_xliff_1_2_as_pairs(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<xliff version="1.2"><file source-language="en" original="a.docx"><body>'
        '<trans-unit id="1"><source>Open <g id="1">the</g> <bpt id="2">&lt;b&gt;</bpt>file<x id="3"/></source>'
        "<seg-source><mrk>no</mrk></seg-source><target>打开文件</target>"
        "<alt-trans><source>Open</source><target>开</target></alt-trans></trans-unit>"
        '<trans-unit id="2"><source>No target</source></trans-unit></body></file>'
        '<file source-language="zh-CN" target-language="en-GB" original="b.docx"><body><group>'
        '<trans-unit id="1"><source>会议</source><target>meeting</target></trans-unit></group></body></file></xliff>',
        encoding="utf-8",
    )
    lost = Counter[str]()
    pairs = list(iter_pairs(tmp_path / "a.xlf", lost=lost))
    assert [(pair.zh, pair.en, pair.document) for pair in pairs] == [
        ("打开文件", "Open the file", "a.docx"),
        ("会议", "meeting", "b.docx"),
    ]
    assert lost == {"units without text in both languages": 1}


def test_xliff_1_2_in_other_languages(tmp_path: Path) -> None:
    text = "<xliff version='1.2'>\n<file source-language='de' target-language='zh'><body/></file></xliff>"
    (tmp_path / "a.xlf").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.xlf:2: its languages are de and zh, not Chinese and English"):
        read(tmp_path / "a.xlf")
