"""HTML: main text, blocks, rows, encodings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import documents as build
from support.cases import cases
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
from duiqi.pipeline import load_sides


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


def test_html_text_between_cells(tmp_path: Path) -> None:
    """As pages that were cut or put together wrongly have it; a parser of HTML 5 would move it, lxml leaves it."""
    path = tmp_path / "a.xhtml"
    row = f"<tr><td>{ZH}</td><td>{EN}</td>{{}}</tr>"
    path.write_text(f"<table>{row.format('')}{row.format('之间')}</table>", encoding="utf-8")
    assert "之间" in load_sides(path)[0].text


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


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<html><head><meta charset="utf-8"></head><body><p>{}</p></body></html>', True),
        ('<?xml version="1.0" encoding="UTF-8"?><html><body><p>{}</p></body></html>', True),
        ("<html><body><p>{}</p></body></html>", False),
    ],
)
def test_a_page_says_that_it_is_utf8(tmp_path: Path, page: str, told: bool) -> None:
    """What a page has of other characters may be two of Chinese in GB18030 by chance."""
    text = "The boats\u00b6 of k\u0131z and m\u016bm, \u0137\u0129 and p\u013e, came in at six, as every day."
    data = page.format(text).encode()
    if told:
        assert texts(document(tmp_path, "a.html", data)) == [text]
        return
    with pytest.raises(InputError, match="may be UTF-8 or GB18030"):
        document(tmp_path, "a.html", data)


def test_a_page_of_plain_text(tmp_path: Path) -> None:
    found = document(tmp_path, "a.html", f"<body><pre>{ZH}\n\n{EN}\n</pre></body>")
    assert texts(found) == [ZH, EN]


@pytest.mark.parametrize(("name", "kept"), [("lang-js", False), ("language-text", True), ("", True)])
def test_most_of_a_page_is_code(tmp_path: Path, name: str, kept: bool) -> None:
    """What is marked as code in a language of programs is none of the plain text of which a page may consist."""
    code = "const proxy = new Proxy.Server(options);\nproxy.on('ready', () => { /* */ });\nproxy.start();\n" * 3
    page = f'<body><p>{ZH}</p><p>{EN}</p><pre><code class="{name}">{code}</code></pre></body>'
    assert ("proxy.start();" in texts(document(tmp_path, "a.html", page))) == kept


def test_html_marks_of_notes_and_sources_of_formulas(tmp_path: Path) -> None:
    body = (
        '<p>一<a href="#n" role="doc-noteref"><sup>1</sup></a>。</p><p>二<a epub:type="noteref">2</a>。</p>'
        "<p>三<math><semantics><mi>a</mi><annotation>a^2</annotation></semantics></math>。</p>"
        '<p>注。<a href="#m" role="doc-backlink">↩</a></p><p role="doc-noteref">四</p>'
    )
    assert texts(document(tmp_path, "a.html", f"<body>{body}</body>")) == ["一。", "二。", "三a。", "注。", "四"]


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


@pytest.mark.parametrize("frame", ["<main>{}</main><footer>{}</footer>", "<article>{}{}</article>"])
def test_html_rights_at_the_foot_are_left_out_in_both_languages(tmp_path: Path, frame: str) -> None:
    foot = [
        "© 2024 Example Ltd. All rights reserved.",
        "© 2024 示例公司 版权所有",
        "京ICP备01234567号",
        "Copyright 2024",
    ]
    text = [ZH * 3, EN] * 3
    body = frame.format(*("".join(f"<p>{t}</p>" for t in part) for part in (text, foot)))
    found = document(tmp_path, "a.html", build.page(body))
    assert texts(found) == text
    assert set(foot) <= set(left(found)["outside the main text"])


def test_html_rights_in_the_middle_of_a_text_are_text(tmp_path: Path) -> None:
    text = [ZH * 3, EN, "© 2024 示例公司 版权所有", "© 2024 Example Ltd. All rights reserved.", ZH * 3, EN]
    body = f"<article>{''.join(f'<p>{t}</p>' for t in text)}</article>"
    assert texts(document(tmp_path, "a.html", build.page(body))) == text


@pytest.mark.parametrize("bar", ["2023-04-28　来源：外交部　【字体：大 中 小】 打印", "2023-04-28 [Font: L M S] Print"])
def test_html_sizes_of_type_to_choose_from_are_a_menu(tmp_path: Path, bar: str) -> None:
    found = document(tmp_path, "a.html", build.page(f"<h1>新闻</h1><div>{bar}</div><p>{ZH}</p><p>{EN}</p>"))
    assert texts(found) == ["新闻", ZH, EN]
    assert bar in left(found)["menu or links"]


LONG_ZH = "去年秋天，镇议会关闭了老桥，因为工程师在桥上发现了十一处严重的缺陷。"
LONG_EN = "Last autumn the town council closed the old bridge, because engineers had found eleven serious faults."


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # The main text appears by a script.
        (f"<h1>桥</h1><div style='visibility: hidden; opacity: 0'><p>{ZH}</p><p>{EN}</p></div>", ["桥", ZH, EN]),
        # So does a paragraph that fades in.
        (
            f"<p>{LONG_ZH}</p><p>{LONG_EN}</p>" * 4
            + f"<p style='opacity:0'>{LONG_ZH}</p><p style='opacity:0'>关闭</p>",
            [LONG_ZH, LONG_EN] * 4 + [LONG_ZH],
        ),
        # The other language stands behind a switch, title and all.
        *(
            (
                f"<h1>桥</h1><p>{LONG_ZH}</p>{start}<h1>Bridge</h1><p>{LONG_EN}</p>{end}",
                ["桥", LONG_ZH, "Bridge", LONG_EN],
            )
            for start, end in [
                ("<div style='display:none'>", "</div>"),
                ("<section hidden>", "</section>"),
                ("<div aria-hidden='true'>", "</div>"),
                ("<template>", "</template>"),
                ("<noscript>", "</noscript>"),
            ]
        ),
        (
            f"<p>{LONG_ZH}</p><p hidden>{LONG_EN}</p><h2>桥</h2><h2 hidden>Bridge</h2><p>{ZH}</p><p hidden>{EN}</p>",
            [LONG_ZH, LONG_EN, "桥", "Bridge", ZH, EN],
        ),
        # Both do.
        (f"<h1>桥</h1><div hidden>{LONG_ZH}</div><div hidden>{LONG_EN}</div>", ["桥", LONG_ZH, LONG_EN]),
        # A notice for browsers without scripts is no translation, a dialogue neither.
        (f"<p>{LONG_ZH}</p><noscript>Please turn scripts on.</noscript>", [LONG_ZH]),
        (f"<p>{LONG_ZH}</p><div class='modal' hidden><p>{LONG_EN}</p></div>", [LONG_ZH]),
        # One of the alternatives that a script chooses between stays.
        (
            "<p>按 <span><span class='MAC' hidden>Command</span><span class='DEFAULT' hidden>Ctrl</span></span>"
            " 键，保存文件。</p>",
            ["按 Ctrl 键，保存文件。"],
        ),
        ("<p>按 <b>Ctrl</b><b hidden>Command</b><b hidden>Super</b> 键，保存文件。</p>", ["按 Ctrl 键，保存文件。"]),
        (
            f"<p>{LONG_ZH}</p><div class='switch'><p hidden>{ZH}</p><p hidden id='OTHER'>请按回车。</p></div>",
            [LONG_ZH, "请按回车。"],
        ),
    ],
)
def test_html_hidden_text(tmp_path: Path, body: str, wanted: list[str]) -> None:
    assert texts(document(tmp_path, "a.html", f"<html><body>{body}</body></html>")) == wanted


def test_html_tells_what_is_not_shown(tmp_path: Path) -> None:
    body = f"<p>{LONG_ZH}</p><p>{LONG_EN}</p><div style='display:none'><p>{ZH}</p></div>"
    assert left(document(tmp_path, "a.html", f"<html><body>{body}</body></html>")) == {"not shown": [ZH]}


def test_html_versions_by_lang(tmp_path: Path) -> None:
    """The larger Chinese version is read, the other one is named; versions side by side are blocks."""
    body = (
        "<h2><span lang='en'>Introduction</span> <span lang='zh-hans'>绪论</span> <span lang='zh-hant'>緒論</span></h2>"
        f"<p lang='en'>{LONG_EN}</p><p lang='zh-hans'>{LONG_ZH}</p><p lang='zh-hant'>去年秋天，鎮議會關閉了老橋。</p>"
    )
    found = document(tmp_path, "a.html", f"<html><body>{body}</body></html>")
    assert texts(found) == ["Introduction", "绪论", LONG_EN, LONG_ZH]
    assert left(found) == {"another Chinese version (zh-hant)": ["緒論", "去年秋天，鎮議會關閉了老橋。"]}


def test_html_a_quotation_in_the_other_script_stays(tmp_path: Path) -> None:
    body = f"<p lang='zh-cn'>{LONG_ZH}</p><p lang='zh-tw'>會議</p><p lang='zh-cn'>{ZH}</p>"
    assert texts(document(tmp_path, "a.html", f"<html><body>{body}</body></html>")) == [LONG_ZH, "會議", ZH]


def test_where_the_main_text_ends_is_asked_only_beside_short_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import trafilatura

    asked: list[object] = []

    def main_text(root: object, **options: object) -> str:
        asked.append(root)
        return f"{zh}\n{en}"

    zh = "双方发表了联合声明，重申愿意在贸易、能源和教育方面继续合作，并在明年再次会面。"
    en = "Both sides issued a joint statement and said that they would go on to cooperate in trade and energy."
    monkeypatch.setattr(trafilatura, "extract", main_text)
    text = f"<p>{zh}</p><p>阅读</p><p>{en}</p>"
    assert texts(document(tmp_path, "whole.html", f"<html><body>{text}</body></html>")) == [zh, "阅读", en]
    assert not asked
    assert texts(document(tmp_path, "edge.html", f"<html><body>{text}<p>阅读 12</p></body></html>")) == [zh, "阅读", en]
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<p>会议闭幕。<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>双方满意。</p>",
            "会议闭幕。双方满意。",
        ),
        ("<p>会议闭幕。<a href='#n1' id='r1'><sup>[1]</sup></a></p>", "会议闭幕。"),
        ("<p>The end.<sup><a href='notes.xhtml#n12'>12</a></sup> It was.</p>", "The end. It was."),
        ("<p>词语<sup>[3]</sup>出自古书。</p>", "词语出自古书。"),
        ("<p>The end.<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a></p>", "The end."),
        ("<p><a href='#_ftnref1' name='_ftn1'>[1]</a> See the book.</p>", "See the book."),
        ("<p>He said so.<sup>[<i><a href='/wiki/X'>citation needed</a></i>]</sup></p>", "He said so."),
        ("<h2>新闻<span class='mw-editsection'>[<a href='/e'>编辑</a>]</span></h2>", "新闻"),
        ("<h2>News<a class='headerlink' href='#news'>¶</a></h2>", "News"),
        ("<p><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>甲方付款。</p>", "甲方付款。"),
        # None of these is the mark of a note.
        ("<p>面积为5 m<sup>2</sup>左右。</p>", "面积为5 m2左右。"),
        ("<p>The layer a<sup>[1]</sup> is first.</p>", "The layer a[1] is first."),
        ("<p>As <a href='#bib2'>[2]</a> has shown.</p>", "As [2] has shown."),
        ("<p>See <a href='#s2'>section 2</a> and <a href='#b'>b</a>.</p>", "See section 2 and b."),
        ("<p>Made by Firm<sup>®</sup> in May.</p>", "Made by Firm® in May."),
    ],
)
def test_html_marks_of_notes_are_no_text(tmp_path: Path, html: str, text: str) -> None:
    assert texts(document(tmp_path, "a.html", f"<body><p>{ZH}</p>{html}<p>{EN}</p></body>"))[1] == text


def test_numbers_that_count_rows_belong_to_neither_language(tmp_path: Path) -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    words = [("会议闭幕", "The meeting closed"), ("上海", "Shanghai"), ("双方满意", "Both were content")]
    rows = "".join(row.format(k, *pair) for k, pair in enumerate(words, 1))
    found = document(tmp_path, "a.html", f"<table>{row.format('序号', '术语', 'Term')}{rows}</table>")
    assert left(found)["number of a row"] == ["1", "2", "3"]
    assert texts(found)[3:] == [text for pair in words for text in pair]
    # Years and amounts count nothing, nor does a number with one other cell.
    years = "".join(row.format(2019 + k, *pair) for k, pair in enumerate(words))
    found = document(tmp_path, "a.html", f"<table>{years}</table><table><tr><td>1</td><td>{ZH}</td></tr></table>")
    assert "number of a row" not in left(found)


@pytest.mark.parametrize("case", cases("loading/pages.jsonl"))
def test_what_programs_write_around_the_text(tmp_path: Path, case: dict[str, Any]) -> None:
    assert texts(document(tmp_path, "a.html", case["html"])) == case["wanted"]


@pytest.mark.parametrize("kind", ["text/html", "text/x-template", "text/x-handlebars", "text/x-jquery-tmpl"])
def test_templates_in_scripts_are_told(tmp_path: Path, kind: str) -> None:
    held = f"<p>{LONG_ZH}</p>"
    data = '<script type="application/json">"x"</script>'
    page = f'<p>{ZH}</p><p>{EN}</p><script type="{kind}" id="t">{held}</script>{data}'
    assert left(document(tmp_path, "a.html", page)) == {"template": [held]}


def test_what_attributes_and_the_head_say_is_told(tmp_path: Path) -> None:
    head = '<title>页面标题</title><meta name="Description" content="这是描述。"><meta name="author" content="某人">'
    body = f'<h1 title="提示">{ZH}</h1><p>{EN}</p><img alt="照片" title="提示"><img alt="{ZH}"><input placeholder="1">'
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert left(document(tmp_path, "a.html", page)) == {
        "title or attribute": ["页面标题", "这是描述。", "提示", "照片"]
    }
