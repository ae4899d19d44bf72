"""XLIFF 1.2 and 2.x, as documents and as pairs."""

from __future__ import annotations

from pathlib import Path

from support.reading import document, texts

from duiqi.export import read


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
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.xlf")] == [("大你好世界。", "Hello big world.")]
