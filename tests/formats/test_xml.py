"""XML with ids, as documents of the UN and of Europarl have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.cases import cases
from support.reading import EN, ZH, document, left, texts

from duiqi.pipeline import align, load_sides

SENTENCES = [(ZH, EN), ("分钟", "Pound"), ("会议结束了。", "The meeting is over.")]


def tei(side: int, count: int = 3) -> str:
    paragraphs = "".join(
        f'<p id="{k}"><s id="{k}:1" lang="{("zh", "en")[side]}">{row[side]}</s></p>'
        for k, row in enumerate(SENTENCES[:count], 1)
    )
    return f"<TEI.2><teiHeader><title>A/1</title></teiHeader><text><body>{paragraphs}</body></text></TEI.2>"


def write(tmp_path: Path, zh: str, en: str) -> tuple[Path, Path]:
    for name, text in (("zh.xml", zh), ("en.xml", en)):
        (tmp_path / name).write_text(f"<?xml version='1.0' encoding='UTF-8'?>\n{text}", encoding="utf-8")
    return tmp_path / "zh.xml", tmp_path / "en.xml"


def test_the_same_ids_pair(tmp_path: Path) -> None:
    files = write(tmp_path, tei(0), tei(1))
    assert [(pair.zh, pair.en) for pair in align(*files)] == SENTENCES
    assert load_sides(*files)[0].notes == ("paired by the keys of the two files",)
    assert left(document(tmp_path, "a.xml", tei(0))) == {"header": ["A/1"]}


def test_other_ids_do_not(tmp_path: Path) -> None:
    zh, en = load_sides(*write(tmp_path, tei(0), tei(1, 2)))
    assert zh is not en
    assert zh.hints[0].key == "1/1:1 of 3"


@pytest.mark.parametrize("has_same", [True, False])
def test_the_rest_is_aligned_between_the_ids(tmp_path: Path, has_same: bool) -> None:
    """Where only some have ids, and both documents the same ones; else by the words alone."""
    zh = (
        f"<a><p>会议结束了。</p><p id='1'>分钟</p><p>{ZH}</p><p>再见。</p>"
        "<s id='x'><head>水坝</head><p>修理闸门</p></s></a>"
    )
    en = (
        f"<a><p id='1'>Pound</p><p>The meeting is over.</p><p>{EN}</p><p>Goodbye.</p>"
        "<s id='x'><head>Dam</head><p>Repair the gates</p></s></a>"
    )
    files = write(tmp_path, zh, en if has_same else en.replace("id='1'", "id='2'"))
    found = [(pair.zh, pair.en) for pair in align(*files).pairs(unaligned=True)]
    assert (load_sides(*files)[0].notes == ("paired by the keys of the two files",)) == has_same
    by_words = ("会议结束了。", "The meeting is over.")
    assert (by_words in found, ("分钟", "Pound") in found) == (not has_same, has_same)
    assert {(ZH, EN), ("再见。", "Goodbye."), ("水坝", "Dam"), ("修理闸门", "Repair the gates")} <= set(found)


def test_notes_come_after_their_paragraph(tmp_path: Path) -> None:
    """Those of DocBook, JATS and TEI; a note that stands on its own is a paragraph like any other."""
    text = (
        "<a><p>一<footnote><para>注一</para></footnote>二<fn/>。</p><p><note place='foot'>注二</note>三</p>"
        "<note><p>四</p></note><p>五<note>六</note></p></a>"
    )
    assert texts(document(tmp_path, "a.xml", text)) == ["一二。", "注一", "三", "注二", "四", "五六"]


def test_notes_keep_the_keys(tmp_path: Path) -> None:
    sides = [
        "<a>" + "".join(f"<p id='{k}'>{row[side]}<fn>{note}</fn></p>" for k, row in enumerate(SENTENCES)) + "</a>"
        for side, note in enumerate(("注。", "Note."))
    ]
    found = [(pair.zh, pair.en) for pair in align(*write(tmp_path, *sides))]
    assert found == [pair for row in SENTENCES for pair in (row, ("注。", "Note."))]


def test_ids_of_chapters_are_no_keys(tmp_path: Path) -> None:
    text = f'<book><chapter id="a"><p>{ZH}</p><p>{EN}</p><p>完。</p></chapter></book>'
    assert {hint.key for hint in document(tmp_path, "a.xml", text).hints} == {""}


def test_code_is_left_out_and_outlines_are_read(tmp_path: Path) -> None:
    book = f"<article><para>{ZH} <screen>in it</screen></para><programlisting>sort -u</programlisting></article>"
    read = document(tmp_path, "a.dbk", book)
    assert (texts(read), left(read)) == ([f"{ZH} in it"], {"code": ["sort -u"]})
    outline = f"<opml version='2.0'><body><outline text='{ZH}'><outline text='{EN}' _note='x'/></outline></body></opml>"
    assert texts(document(tmp_path, "a.opml", outline)) == [ZH, EN]


def test_pages_written_out_in_elements(tmp_path: Path) -> None:
    note = f'<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x.dtd"><en-note><div>{ZH}</div><div>{EN}</div></en-note>'
    read = document(tmp_path, "a.enex", f"<en-export><note><content><![CDATA[{note}]]></content></note></en-export>")
    assert texts(read) == [ZH, EN]
    # A sign of less in a sentence is none of a page.
    assert texts(document(tmp_path, "b.xml", f"<?xml version='1.0'?><a>{ZH} &lt; 3</a>")) == [f"{ZH} < 3"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f'<page xmlns="http://projectmallard.org/1.0/"\n type="topic"><p>{EN} <gui>Tea</gui></p></page>', "XML"),
        (f'<!-- a note -->\n<article xmlns:x="http://docbook.org/ns/docbook"><para>{EN}</para></article>', "XML"),
        (f"<b>{EN}</b> <i>{EN}</i>", None),
        (f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{EN}</p></body></html>', "HTML page"),
        (f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{EN}</p></div>', "HTML page"),
    ],
)
def test_xml_without_a_declaration(tmp_path: Path, text: str, kind: str | None) -> None:
    notes = document(tmp_path, "a.txt", text).notes
    assert any(kind in note for note in notes) if kind else not notes


def test_suffixes_of_manuals(tmp_path: Path) -> None:
    found = document(tmp_path, "a.page", f'<page xmlns="http://projectmallard.org/1.0/"><p>{EN}</p></page>')
    assert (texts(found), found.notes) == ([EN], ())


@pytest.mark.parametrize("case", cases("loading/many-languages.jsonl"))
def test_the_same_in_many_languages(tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<?xml version='1.0' encoding='UTF-8'?>\n{case['xml']}", "utf-8")
    assert [[pair.zh, pair.en] for pair in align(path).pairs(unaligned=True)] == case["pairs"]
    assert left(load_sides(path)[0]) == case["left"]


def test_who_wrote_a_manual_is_no_text(tmp_path: Path) -> None:
    text = (
        "<page xmlns='http://projectmallard.org/1.0/' id='a'><info><credit type='author'><name>Ann</name>"
        f"<email>a@b.org</email></credit><desc>{ZH}</desc></info><comment><p>why?</p></comment><p>{EN}</p></page>"
    )
    page = document(tmp_path, "a.page", text)
    assert texts(page) == [ZH, EN]
    assert left(page) == {"who wrote it": ["Ann a@b.org"], "comment": ["why?"]}
