"""XML with ids, as documents of the UN and of Europarl have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.cases import cases
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
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
    assert (texts(read), left(read)) == ([ZH], {"code": ["in it", "sort -u"]})
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


MALLARD = 'xmlns="http://projectmallard.org/1.0/"'


@pytest.mark.parametrize(
    ("text", "expected", "omitted"),
    [
        (  # DocBook
            "<article><articleinfo><title>手册</title><author><firstname>Ann</firstname></author></articleinfo>"
            "<para><indexterm><primary>控件</primary></indexterm>主题的控件。</para><author>鲁迅</author></article>",
            ["手册", "主题的控件。", "鲁迅"],
            {"credits": ["Ann"], "index": ["控件"]},
        ),
        (  # blocks within a paragraph
            "<article><para>包括：<itemizedlist><listitem><para>甲。</para></listitem></itemizedlist>还有<em>乙</em>。"
            "<screen>ls</screen></para><para><emphasis>丙</emphasis><orderedlist><listitem>丁</listitem></orderedlist>"
            "戊</para></article>",
            ["包括：", "甲。", "还有乙。", "丙", "丁", "戊"],
            {"code": ["ls"]},
        ),
        (  # keys and menus
            "<article><para>按<keycombo><keycap>Ctrl</keycap> <keycap>Z</keycap></keycombo>，选择<menuchoice><shortcut>"
            "<keycombo><keycap>Ctrl</keycap><keycap>O</keycap></keycombo></shortcut><guimenu>文件</guimenu>"
            "<guimenuitem>打开</guimenuitem></menuchoice>。</para></article>",
            ["按Ctrl+Z，选择文件 → 打开 (Ctrl+O)。"],
            {},
        ),
        (  # Mallard
            f"<page {MALLARD}><info><credit><name>Ann</name></credit><desc>撤销。</desc></info><comment><p>Check!</p>"
            "</comment><p>点击<guiseq><gui>文件</gui>\n<gui>打开</gui></guiseq>，运行<code>ls</code>。</p>"
            "<code>a = 1</code></page>",
            ["撤销。", "点击文件 ▸ 打开，运行ls。"],
            {"credits": ["Ann"], "comment": ["Check!"], "code": ["a = 1"]},
        ),
        (  # in other vocabularies these are text
            "<shop><comment>很好。</comment><code>甲</code><info><comment>不错。</comment></info></shop>",
            ["很好。", "甲", "不错。"],
            {},
        ),
    ],
)
def test_manuals(tmp_path: Path, text: str, expected: list[str], omitted: dict[str, list[str]]) -> None:
    read = document(tmp_path, "a.xml", text)
    assert (texts(read), left(read)) == (expected, omitted)


def declaring(inside: str, body: str) -> str:
    return f"<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'a.dtd' [\n{inside}\n]>\n<a><p>{body}</p></a>"


def test_entities_of_plain_text_are_written_out(tmp_path: Path) -> None:
    inside = "<!ENTITY app 'gedit'>\n<!-- as of > now -->\n<!ENTITY v \"1.2\">\n<!ENTITY legal SYSTEM 'legal.xml'>"
    (tmp_path / "legal.xml").write_text("<p>秘密。</p>", encoding="utf-8")
    read = document(tmp_path, "a.xml", declaring(inside, "用 &app; &v; &lt; 2。&legal;<![CDATA[ &app; ]]>"))
    assert texts(read) == ["用 gedit 1.2 < 2。 &app;"]
    assert read.notes == ("parts that stand in other files are not read: &legal;",)
    with pytest.raises(InputError) as caught:
        document(tmp_path, "b.xml", declaring(inside, "<b>&app;"))
    assert caught.value.line == 8


@pytest.mark.parametrize(
    "inside",
    [
        "<!ENTITY b 'c'><!ENTITY a '&d;'><!ENTITY d '&b;'>",
        "<!ENTITY a '&a;'>",
        "<!ENTITY a '&b;'><!ENTITY b '&a;'>",
        f"<!ENTITY b '{'x' * 600}'><!ENTITY a '&b;&b;'>",
        "<!ENTITY a 'b'><!ENTITY % c '<b/>'>",
        "<!ENTITY a 'b'><!ENTITY % c 'd'> %c;",
        "<!ENTITY a '<b/>'>",
        "<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;",
        "<!ENTITY a 'b'><!ELEMENT a ANY>",
        f"<!ENTITY a '{'x' * 1001}'>",
        "<!ENTITY a 'b'>" + " " * 70_000 + "<!ENTITY b '&a;'>",
    ],
)
def test_other_entities_are_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(InputError, match="the file declares XML entities"):
        document(tmp_path, "a.xml", declaring(inside, f"{ZH} &a;"))


def test_entities_in_entities_as_manuals_of_kde_have_them(tmp_path: Path) -> None:
    inside = """<!ENTITY kappname "&kate;"><!ENTITY full '&maker; &kappname;'><!ENTITY maker "KDE &amp; Co.">
<!ENTITY % addindex "IGNORE"><!ENTITY % Chinese-Simplified "INCLUDE"><!-- change language only here -->"""
    read = document(tmp_path, "a.xml", declaring(inside, "用 &kappname;，&full;。"))
    assert texts(read) == ["用 &kate;，KDE & Co. &kate;。"]


def test_entities_that_make_a_file_too_large_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the file declares XML entities"):
        document(tmp_path, "a.xml", declaring(f"<!ENTITY a '{'x' * 1000}'>", "&a;" * 40_000))
    with pytest.raises(InputError, match="the file declares XML entities"):
        document(tmp_path, "a.xml", declaring("<!ENTITY a 'x'>", "&a;" * 100_001))


def test_prefixes_that_are_not_declared(tmp_path: Path) -> None:
    """As xml2po wrote them into translations; what else is wrong with a file is told."""
    text = f"<a><p><x:indexterm>index</x:indexterm>{ZH}</p><y:para>{EN}</y:para></a>"
    read = document(tmp_path, "a.xml", text)
    assert (texts(read), left(read)) == ([ZH, EN], {"index": ["index"]})
    with pytest.raises(InputError, match="is no valid XML"):
        document(tmp_path, "b.xml", text.replace("</p>", "</q>"))
    with pytest.raises(InputError, match="is no valid XML"):
        document(tmp_path, "c.xml", text.replace("</a>", ""))


@pytest.mark.parametrize("case", cases("loading/many-languages.jsonl"))
def test_the_same_in_many_languages(tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<?xml version='1.0' encoding='UTF-8'?>\n{case['xml']}", "utf-8")
    assert [[pair.zh, pair.en] for pair in align(path).pairs(unaligned=True)] == case["pairs"]
    assert left(load_sides(path)[0]) == case["left"]
