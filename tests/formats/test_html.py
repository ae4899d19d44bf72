"""HTML: main text, blocks, rows, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import documents as build
from support.reading import EN, ZH, document, left, texts


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
