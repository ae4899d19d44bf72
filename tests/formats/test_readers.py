"""Each format by itself: what is taken, what is left out, what the file says of it."""

from __future__ import annotations

import builtins
import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import documents as build
from support.timing import grows_linearly

from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.loading import SUFFIXES, read_document
from duiqi.model import Document, Layout
from duiqi.pipeline import align, load
from duiqi.structure import with_paragraphs

ZH = "王毅在北京主持会议，并宣读致辞。"
EN = "Wang Yi chaired the meeting in Beijing and read a message."


def document(tmp_path: Path, name: str, data: bytes | str, layout: Layout = "auto") -> Document:
    data = data.encode() if isinstance(data, str) else data
    return with_paragraphs(read_document(build.write(tmp_path, name, data)), layout)


def texts(found: Document) -> list[str]:
    return [found.text[p.start : p.end] for p in found.paragraphs]


def left(found: Document) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for omission in found.omissions:
        reasons.setdefault(omission.reason, []).append(omission.text)
    return reasons


# HTML


def test_html_main_text(tmp_path: Path) -> None:
    body = f"""
    <header role="banner"><a href="/">Ministry</a></header>
    <h1>新闻 <span style="display:none">hidden</span></h1><p>{ZH}</p>
    <p>The <a href="/x">joint
       statement</a> &amp; more<script>alert(1)</script>.</p>
    <ul><li>第一条内容。</li><li>The first point.</li></ul>
    <p><ruby>漢<rt>hàn</rt></ruby>字。</p>
    <pre>x = 1</pre>
    <ul class="related"><li><a href="/a">相关新闻</a></li></ul>
    """
    found = document(tmp_path, "a.html", build.page(body))
    assert texts(found) == ["新闻", ZH, "The joint statement & more.", "第一条内容。", "The first point.", "漢字。"]
    assert [p.kind for p in found.paragraphs] == ["heading", "text", "text", "list item", "list item", "text"]
    assert left(found)["code"] == ["x = 1"]
    assert "相关新闻" in left(found)["menu or links"]
    assert "首页" in left(found)["menu or links"]


def test_html_line_breaks_and_wrapped_source(tmp_path: Path) -> None:
    found = document(tmp_path, "a.html", f"<p>王毅在北京\n主持会议。<br>{EN}<br/><br/>会议\n closed the 结束。</p>")
    assert texts(found) == ["王毅在北京主持会议。", EN, "会议 closed the 结束。"]


def test_html_table_rows_are_blocks(tmp_path: Path) -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>"
    body = row.format("北京", "Beijing") + row.format("数据 FAST", "The data of FAST") + row.format("上海", "Shanghai")
    found = document(tmp_path, "a.html", build.page(f"<p>{EN}</p><table>{body}</table>"))
    assert found.layout == "columns"
    assert [(p.language, p.block) for p in found.paragraphs[-6:]] == [
        ("zh", 1), ("en", 1), ("zh", 2), ("en", 2), ("zh", 3), ("en", 3)
    ]  # fmt: skip
    assert {p.kind for p in found.paragraphs[-6:]} == {"table cell"}


def test_html_layout_tables_are_no_rows(tmp_path: Path) -> None:
    inner = f"<table><tr><td>{ZH}</td></tr></table>"
    found = document(tmp_path, "a.html", f"<table><tr><td>{inner}</td><td><p>{EN}</p></td></tr></table>")
    assert all(hint.row is None for hint in found.hints)
    assert found.layout == "zh-then-en"


def test_html_lang_attributes(tmp_path: Path) -> None:
    body = (
        f"<p lang='zh'>FAST</p><p lang='en'>FAST</p><p lang='zh'>{EN}</p><p lang='es'>Hola a todos</p>"
        f"<p lang='ja'>{ZH}</p>"
    )
    found = document(tmp_path, "a.html", f"<html lang='en'><body>{body}</body></html>")
    # An attribute that the text contradicts does not count.
    assert [(p.language, text) for p, text in zip(found.paragraphs, texts(found), strict=True)] == [
        ("zh", "FAST"), ("en", "FAST"), ("en", EN), ("zh", ZH)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("gbk", "gb2312"), ("big5hkscs", "big5"), ("gb18030", "utf-8"), ("utf-8", "gb2312"), ("utf-16", ""), ("gbk", "")],
)
def test_html_encodings(tmp_path: Path, codec: str, declared: str) -> None:
    text = "會議在北京舉行，各國代表出席。" if codec == "big5hkscs" else ZH
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    found = document(tmp_path, "a.htm", f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(codec))
    assert texts(found) == [text]


def test_a_page_of_plain_text(tmp_path: Path) -> None:
    found = document(tmp_path, "a.html", f"<body><pre>{ZH}\n\n{EN}\n</pre></body>")
    assert texts(found) == [ZH, EN]


def test_html_boxes_after_the_main_text_stay(tmp_path: Path) -> None:
    """trafilatura drops the boxes of the handbook's last section, with their titles between long sentences."""
    long = "Backup {} is kept in another building, so that a fire cannot destroy all of them at the same time."
    boxes = "".join(
        f'<div class="sidebar"><p class="title"><strong>Box {n}</strong></p><div>{long.format(n)}</div></div>'
        for n in "AB"
    )
    paragraphs = "".join(f"<p>{long.format(n)}</p>" for n in range(6))
    body = f"<article><h1>Backup</h1>{paragraphs}</article>{boxes}<div>Version 3.1</div>"
    found = texts(document(tmp_path, "a.html", build.page(body)))
    assert found[7:] == ["Box A", long.format("A"), "Box B", long.format("B")]


# Markdown and AsciiDoc


def test_markdown(tmp_path: Path) -> None:
    text = f"""---
title: 标题
---
# 新闻 #

[链接](http://x.cn/a_(b) "题") 与 **强调** 和 `git log`，还有 <b>标签</b>&nbsp;。![图](x.png)
下一行。[^1]

Setext heading
--------------

> quoted *words* in
> two lines

* first item
  goes on
* [x] second_item_name

```sh
rm -rf /
```

    make install --prefix=/usr

| 中文 | English |
|------|:-------:|
| 会议 | meeting \\| talk |

::: tip 提示
{ZH}\\
{EN}
:::

[ref]: http://example.org
[^1]: 脚注。

***
"""
    found = document(tmp_path, "a.md", text)
    assert texts(found) == [
        "新闻",
        "链接 与 强调 和 git log，还有 标签 。下一行。",
        "Setext heading",
        "quoted words in two lines",
        "first item goes on",
        "second_item_name",
        "中文", "English", "会议", "meeting | talk",
        "提示", ZH, EN, "脚注。",
    ]  # fmt: skip
    assert [p.kind for p in found.paragraphs][:6] == ["heading", "text", "heading", "heading", "list item", "list item"]
    assert left(found) == {
        "front matter": ["title: 标题"],
        "code": ["rm -rf /", "make install --prefix=/usr"],
    }


def test_markdown_text_in_nested_lists_is_no_code(tmp_path: Path) -> None:
    text = (
        "1. First of all:\n\n   1. Compare:\n\n      Example: 1.0.0 < 2.0.0 < 2.1.0.\n\n          x = f(1);\n\nEnd.\n"
    )
    found = document(tmp_path, "a.md", text)
    assert texts(found) == ["1. First of all:", "1. Compare:", "Example: 1.0.0 < 2.0.0 < 2.1.0.", "End."]
    assert left(found) == {"code": ["x = f(1);"]}


def test_markdown_both_languages_in_one_paragraph(tmp_path: Path) -> None:
    found = document(tmp_path, "a.md", f"{ZH}\n{EN}\n\n大家好！<br/>Hello, everyone!\n")
    assert texts(found) == [ZH, EN, "大家好！", "Hello, everyone!"]
    assert found.layout == "alternating"


def test_front_matter_with_texts(tmp_path: Path) -> None:
    text = f"---\nlayout: x\nbody-zh-cn: |-\n  {ZH}\n\n  第二段。\nbody-es: |\n  {EN}\n---\n{EN}\n"
    found = document(tmp_path, "a.md", text)
    assert texts(found) == [ZH, "第二段。", EN]
    assert left(found) == {"front matter": ["layout: x"]}


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md", f"---\n\n{ZH} 他说。\n\n---\n\n{EN}\n"))[-1] == EN


def test_asciidoc(tmp_path: Path) -> None:
    text = f"""= 标题
:toc:
// comment

[[anchor]]
== 起步(((起步)))

这是 *粗体*、_斜体_、`代码` 与 https://git-scm.com[网站^]，见 <<ch01#sec,第一章>>。
下一句。footnote:[注]

.图题
image::images/a.png[alt]

[source,sh]
----
rm -rf /
----

* one ((term))
. two
+
NOTE: {EN}

|===
| 会议 | meeting
|===
"""
    found = document(tmp_path, "a.asc", text)
    assert texts(found) == [
        *("标题", "起步", "这是 粗体、斜体、代码 与 网站，见 第一章。下一句。", "图题"),
        *("one term", "two", EN, "会议", "meeting"),
    ]
    assert left(found)["code"] == ["rm -rf /"]


def test_markdown_figures_at_line_ends(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md", "6月18\n日晚，王毅主持\n25\n国会议。\n\nWe met 25\npeople.\n")) == [
        "6月18日晚，王毅主持25国会议。",
        "We met 25 people.",
    ]


# Encodings


@pytest.mark.parametrize(("codec", "text"), [("gb18030", ZH), ("big5hkscs", "會議在北京舉行，各國代表出席了會議。")])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_lines_in_two_encodings(tmp_path: Path, codec: str, text: str, name: str) -> None:
    data = f"{ZH}\n{EN}\n".encode() + f"{text}\n{EN}\n".encode(codec)
    found = document(tmp_path, name, data)
    assert found.encoding == f"utf-8 and {codec}"
    assert [p for p in texts(found) if p != EN] == [ZH, text]


def test_a_damaged_line_is_no_second_encoding(tmp_path: Path) -> None:
    for broken in (f"{ZH}".encode()[:-2], f"{ZH}".encode()[1:], ZH[:4].encode() + b"\xff" + ZH[4:].encode()):
        with pytest.raises(InputError):
            document(tmp_path, "a.txt", f"{ZH}\n{EN}\n".encode() * 3 + broken + b"\n")


# Word


def test_docx_order_kinds_and_parts(tmp_path: Path) -> None:
    heading = '<w:pPr><w:pStyle w:val="1"/></w:pPr>'
    item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    table = "<w:tbl><w:tr>" + "".join(f"<w:tc>{build.docx_p(t)}</w:tc>" for t in ("表格", "table")) + "</w:tr></w:tbl>"
    revised = (
        "<w:p><w:ins><w:r><w:t>增加</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    control = f"<w:sdt><w:sdtContent>{build.docx_p('控件')}</w:sdtContent></w:sdt>"
    styles = f'<w:styles xmlns:w="{build.W}"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    notes = (
        f'<w:footnotes xmlns:w="{build.W}"><w:footnote w:type="separator">{build.docx_p("----")}</w:footnote>'
        f"<w:footnote>{build.docx_p('脚注')}</w:footnote></w:footnotes>"
    )
    body = build.docx_p("题目", heading) + build.docx_p("甲项", item) + table + revised + control
    found = document(
        tmp_path,
        "a.docx",
        build.docx_of(body, styles=styles, footnotes=notes, header1=f"<x>{build.docx_p('页眉')}</x>"),
    )
    assert texts(found) == ["题目", "甲项", "表格", "table", "增加链接一", "二", "控件", "脚注"]
    assert [p.kind for p in found.paragraphs][:4] == ["heading", "list item", "table cell", "table cell"]


# PDF


def test_pdf_paragraphs(tmp_path: Path) -> None:
    long_zh = ZH * 12
    long_en = f"{EN} The co-operation was inter-national. " * 8
    found = document(tmp_path, "a.pdf", build.pdf_of(["标题", long_zh, long_en.strip()] * 6, head="页眉 Running head"))
    expected = ["标题", long_zh, long_en.strip()] * 6
    assert " ".join(texts(found)).replace("。 王", "。王") == " ".join(expected)
    # Where a sentence ends at the foot of a page it cannot be told whether its paragraph does.
    assert len(texts(found)) <= len(expected) + 3
    assert set(left(found)["page head, foot or number"]) == {"页眉 Running head", *(f"- {n} -" for n in range(1, 4))}
    assert found.hints[0].place == "page 1"


def test_pdf_hyphenation() -> None:
    from duiqi.structure.hard_lines import join_wrapped

    assert (
        join_wrapped(["the inter-", "national co-", "Operation"], dehyphenate=True) == "the international co- Operation"
    )


def test_pdf_of_a_table_with_a_column_for_each_language(tmp_path: Path) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    rows = [
        ("第一条", "Article 1"),
        (f"{ZH}一共三十人，来自十个国家。" * 2, f"{EN} " * 3),
        ("第二条", "Article 2"),
        (ZH, EN),
    ]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    styles = [
        ParagraphStyle("zh", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK"),
        ParagraphStyle("en", fontName="Times-Roman", fontSize=10, leading=12),
    ]
    cells = [[Paragraph(text.strip(), style) for text, style in zip(row, styles, strict=True)] for row in rows]
    path = tmp_path / "a.pdf"
    SimpleDocTemplate(str(path)).build([Table(cells, colWidths=[200, 220])])
    found = with_paragraphs(read_document(path))
    assert texts(found) == [text.strip() for row in rows for text in row]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1, 2, 2, 3, 3]


# EPUB


def test_epub_spine_order(tmp_path: Path) -> None:
    found = document(tmp_path, "a.epub", build.epub_of([f"<h1>一</h1><p>{ZH}</p>", f"<p>{EN}</p><pre>x=1</pre>"]))
    assert texts(found) == ["一", ZH, EN]
    assert left(found) == {"table of contents": ["目录 Contents"], "code": ["x=1"]}


# Subtitles


def test_srt_bilingual_cues(tmp_path: Path) -> None:
    found = document(tmp_path, "a.srt", build.srt_of([("<i>你好</i>", "Hello."), ("{\\an8}再见", "Goodbye.")]))
    assert texts(found) == ["你好", "Hello.", "再见", "Goodbye."]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]
    assert found.hints[0].place == "00:00:00,500 --> 00:00:03,500"


def test_srt_sentences_over_cues(tmp_path: Path) -> None:
    cues = [("我们今天", "Today we are"), ("在北京开会。", "meeting in Beijing."), ("欢迎！", "Welcome!")]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert texts(found) == ["我们今天在北京开会。", "Today we are meeting in Beijing.", "欢迎！", "Welcome!"]
    assert found.hints[0].place == "00:00:00,500 --> 00:00:07,500"


def test_vtt_and_cues_of_one_language_each(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\nNOTE a comment\n\n1\n00:01.000 --> 00:02.000 align:start\n<v 甲>你好\n\n"
        "00:01.000 --> 00:02.000\nHello.\n\n00:03.000 --> 00:04.000\n再见\n\n00:03.000 --> 00:04.000\nBye.\n"
    )
    found = document(tmp_path, "a.vtt", text)
    assert texts(found) == ["你好", "Hello.", "再见", "Bye."]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_times_of_subtitles_are_in_the_memory(tmp_path: Path) -> None:
    path = build.write(tmp_path, "a.srt", build.srt_of([(ZH, EN), (ZH, EN)]))
    save(align(path), tmp_path / "a.tmx")
    places = ["00:00:00,500 --> 00:00:03,500", "00:00:04,500 --> 00:00:07,500"]
    assert [pair.place for pair in align(path).pairs()] == places
    assert [pair.place for pair in read(tmp_path / "a.tmx")] == places


# Tables


def test_columns_by_head(tmp_path: Path) -> None:
    data = "id,Chinese (zh-CN),English,备注\n1,会议,meeting,名词\n2,FAST,FAST,名字\n"
    found = document(tmp_path, "a.csv", data)
    assert [(p.language, t) for p, t in zip(found.paragraphs, texts(found), strict=True)] == [
        ("zh", "会议"), ("en", "meeting"), ("zh", "FAST"), ("en", "FAST")
    ]  # fmt: skip
    assert left(found)["column 1"] == ["1", "2"]
    assert left(found)["column 4"] == ["名词", "名字"]
    assert left(found)["head of a column"] == ["id", "Chinese (zh-CN)", "English", "备注"]


def test_columns_by_content(tmp_path: Path) -> None:
    rows = [("La reunión fue en Pekín y todos los países", "会议在北京举行", "The meeting was held in Beijing")] * 3
    data = "\n".join(";".join(row) for row in rows)
    found = document(tmp_path, "a.csv", data)
    assert texts(found) == ["会议在北京举行", "The meeting was held in Beijing"] * 3
    assert found.layout == "columns"


def test_tsv_with_a_bare_quotation_mark(tmp_path: Path) -> None:
    found = document(tmp_path, "a.tsv", '"你好，"他说。\t"Hello," he said.\n"再见"\t"Goodbye"\n')
    assert texts(found) == ['"你好，"他说。', '"Hello," he said.', "再见", "Goodbye"]


def test_a_table_in_one_language(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.csv", "1,会议\n2,合作\n")) == ["会议", "合作"]


def test_xlsx_sheets(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["EN", "ZH", 1.5])
    book.active.append(["meeting", "会议", None])
    second = book.create_sheet("二")
    second.append([None, "合作", "cooperation"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = with_paragraphs(read_document(path))
    assert texts(found) == ["meeting", "会议", "合作", "cooperation"]
    assert [hint.place for hint in found.hints] == ["Sheet!2", "Sheet!2", "二!1", "二!1"]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_one_wide_row_does_not_cost_every_other_row(tmp_path: Path) -> None:
    def read(size: int) -> None:
        document(tmp_path, "a.csv", f"{ZH},{EN}" + ",1" * size + "\n1" * size)

    assert grows_linearly(read, 10_000)


# Formats of pairs


def test_po(tmp_path: Path) -> None:
    text = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgctxt "menu"
msgid "Open the "
"file\\n"
msgstr "打开文件\\n"

#, fuzzy
msgid "Close"
msgstr "打开"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

#~ msgid "old"
#~ msgstr "旧"
"""
    found = document(tmp_path, "a.po", text)
    assert texts(found) == ["Open the file", "打开文件", "Close", "%d file", "%d 个文件"]
    assert left(found) == {"doubtful translation": ["打开"], "plural form": ["%d files"]}
    assert found.hints[0].row == found.hints[1].row


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


# All


def test_gzip(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md.gz", build.gzipped(f"# 题\n\n{EN}\n".encode()))) == ["题", EN]


def test_format_by_content_without_a_name(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "download", build.docx_of(build.docx_p(ZH)))) == [ZH]
    assert texts(document(tmp_path, "download", build.page(f"<p>{ZH}</p>"))) == [ZH]


@pytest.mark.parametrize(("name", "extra"), [("a.html", "html"), ("a.pdf", "pdf")])
def test_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str) -> None:
    real = builtins.__import__

    def without(module: str, *rest: object) -> object:
        if module in ("trafilatura", "pypdfium2"):
            raise ImportError(module)
        return real(module, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=rf"needs the package \w+; run: pip install 'duiqi\[{extra}\]'"):
        document(tmp_path, name, b"%PDF-1.4" if extra == "pdf" else b"<p>a</p>")


@given(
    st.sampled_from(SUFFIXES), st.binary(max_size=80) | st.text("中文。aB <>/&;|#*_`[](){}=\n\t-:1.,\"'", max_size=80)
)
def test_any_content_loads_or_is_refused(suffix: str, content: bytes | str) -> None:
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = f"a{suffix}"
    try:
        found = load(file)
    except InputError:
        return
    for hint in found.hints:
        assert 0 <= hint.start <= hint.end <= len(found.text)
    assert [h.start for h in found.hints] == sorted(h.start for h in found.hints)


def test_marks_without_end_take_no_time(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.adoc", "a.html", "a.srt", "a.csv"):
        for mark in ("*", "_a", "a.", "`", "[", "(((", "<!--", "**a\n", "|\n", "<p>"):

            def read(size: int, name: str = name, mark: str = mark) -> None:
                with contextlib.suppress(InputError):
                    document(tmp_path, name, "1\n00:00:01,000 --> 00:00:02,000\n" + mark * size)

            assert grows_linearly(read, 20_000), (name, mark)


def test_hints_follow_cleaning(tmp_path: Path) -> None:
    """Repairs before, in and after a cell leave it in its row."""
    rows = [(["務(wù)實&amp;合作"], ["Practical\u200b cooperation"]), (["習(xí)近平"], ["FAST"])]
    path = build.write(tmp_path, "a.docx", build.docx_table(rows))
    found = load(path)
    assert texts(found) == ["務實&合作", "Practical cooperation", "習近平", "FAST"]
    assert [found.text[h.start : h.end] for h in found.hints] == texts(found)
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_rows_can_be_overruled(tmp_path: Path) -> None:
    """A translation that stands a row too low is paired with its source, since the words say so."""
    translation = "Foreign Minister Wang Yi of China chaired a meeting on vaccines in Beijing on Thursday."
    rows = [
        (["中国外交部长王毅周四在北京主持了关于疫苗的会议。"], ["See below."]),
        (["各国代表感谢世界卫生组织。"], [f"{translation} Delegates thanked the World Health Organization."]),
    ]
    pairs = {pair.zh: pair.en for pair in align(build.write(tmp_path, "a.docx", build.docx_table(rows))).pairs()}
    assert pairs[rows[0][0][0]].startswith("Foreign Minister Wang Yi")
