"""Two HTML pages that are each other's translation, where what is read of one is read of the other; and versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import documents as build
from support.reading import EN, ZH, left

from duiqi.errors import InputError
from duiqi.loading import read_document, read_documents
from duiqi.model import Document
from duiqi.options import Options
from duiqi.pipeline import align, load_sides

# A second sentence for either language.
ZH2, EN2 = "会议在星期三下午闭幕。", "The meeting closed on Wednesday afternoon."


def read_both(tmp_path: Path, zh: str, en: str) -> tuple[list[str], list[str]]:
    """The lines that are read of two pages."""
    paths = [build.write(tmp_path, name, text.encode()) for name, text in (("zh.html", zh), ("en.html", en))]
    first, second = read_documents(*paths)
    return lines(first), lines(second)


def lines(document: Document) -> list[str]:
    return document.text.strip().split("\n\n")


def contents(*titles: str) -> str:
    return "<dl>" + "".join(f"<dt><a href='#{k}'>{title}</a></dt>" for k, title in enumerate(titles)) + "</dl>"


def test_a_list_of_contents_is_text_where_both_have_translated_it(tmp_path: Path) -> None:
    page = "<body><ul class='docnav'><li><a href='/'>{}</a></li></ul><h1>{}</h1>{}<p>{}</p><p>{}</p></body>"
    zh = page.format("上一页", "标题", contents("第一章", "Perl", "第二章"), ZH, ZH2)
    en = page.format("Previous", "Title", contents("Chapter 1", "Perl", "Chapter 2"), EN, EN2)
    # What is named a menu is none, nor what both leave out and neither translated.
    assert read_both(tmp_path, zh, en) == (
        ["标题", "第一章", "第二章", ZH, ZH2],
        ["Title", "Chapter 1", "Chapter 2", EN, EN2],
    )
    assert lines(read_document(tmp_path / "zh.html")) == ["标题", ZH, ZH2], "a page alone"


def test_links_with_names_alone_are_text_where_a_word_of_them_is_translated(tmp_path: Path) -> None:
    links = "<a href='#a'>FORECAST.ETS.ADD</a>,{}<a href='#b'>FORECAST.ETS.MULT</a>"
    page = "<body><p>{}</p><p>{}</p><p>{}</p><p>{}</p></body>"
    zh = page.format(ZH, ZH2, "参见 " + links.format(" "), links.format(""))
    en = page.format(EN, EN2, "See also " + links.format(" "), links.format(" "))
    found = read_both(tmp_path, zh, en)
    assert found[0][2:] == ["参见 FORECAST.ETS.ADD, FORECAST.ETS.MULT"]
    assert found[1][2:] == ["See also FORECAST.ETS.ADD, FORECAST.ETS.MULT"]


def test_a_list_that_only_one_page_would_keep(tmp_path: Path) -> None:
    # Links that end like sentences are text, and either language may leave out the full stop.
    page = "<body>{}<p>{}</p><p>{}</p><p>{}</p></body>"
    zh = page.format(contents("如何开始？", "安装"), ZH, ZH2, "")
    en = page.format(contents("How to begin", "How to install it?"), EN, EN2, EN)
    assert read_both(tmp_path, zh, en) == (
        ["如何开始？", "安装", ZH, ZH2],
        ["How to begin", "How to install it?", EN, EN2, EN],
    )


def test_menus_of_pages_with_other_text_stay_out(tmp_path: Path) -> None:
    page = "<body>{}{}</body>"
    zh = page.format(contents("首页", "新闻"), f"<p>{ZH}</p><p>{ZH2}</p><p>{ZH}</p>")
    en = page.format(contents("Home", "News"), f"<div><blockquote>{EN}</blockquote></div><p>{EN2}</p>")
    assert read_both(tmp_path, zh, en) == ([ZH, ZH2, ZH], [EN, EN2])


def test_a_whole_translation_behind_a_switch_is_left_out_of_one_of_two_pages(tmp_path: Path) -> None:
    page = "<html lang='{}'><body><div {}><p>{}</p><p>{}</p></div><div {}><p>{}</p><p>{}</p></div></body></html>"
    hidden = "style='display:none'"
    zh = page.format("zh", "", ZH, ZH2, hidden, EN, EN2)
    en = page.format("en", hidden, ZH, ZH2, "", EN, EN2)
    assert read_both(tmp_path, zh, en) == ([ZH, ZH2], [EN, EN2])
    # A page whose text is all hidden, in both languages, is read in its own.
    zh, en = (page.format(language, hidden, ZH, ZH2, hidden, EN, EN2) for language in ("zh", "en"))
    assert read_both(tmp_path, zh, en) == ([ZH, ZH2], [EN, EN2])


def test_pages_that_are_not_translated_say_so(tmp_path: Path) -> None:
    page = f"<body>{{}}<p>{EN}</p><p>{EN2}</p></body>"
    paths = [
        build.write(tmp_path, name, page.format(contents(*titles)).encode())
        for name, titles in (("zh.html", ("首页", "新闻")), ("en.html", ("Home", "News")))
    ]
    with pytest.raises(InputError, match="both files say the same: nothing is translated"):
        align(*paths)


@pytest.mark.parametrize(
    ("wanted", "read", "other"),
    [
        (None, "会议在北京举行。", "zh-hant"),
        ("zh-Hant", "會議在北京舉行。", "zh-hans"),
        ("zh-TW", "會議在北京舉行。", "zh-hans"),
    ],
)
def test_which_chinese_version_is_read(tmp_path: Path, wanted: str | None, read: str, other: str) -> None:
    body = f"<p lang='zh-Hans'>会议在北京举行。</p><p lang='zh-Hant'>會議在北京舉行。</p><p lang='en'>{EN}</p>"
    path = build.write(tmp_path, "a.html", f"<body>{body}</body>".encode())
    found, _ = load_sides(path, options=Options(zh_lang=wanted))
    assert lines(found) == [read, EN]
    assert list(left(found)) == [f"another Chinese version ({other})"]


def test_alternatives_leave_no_hole(tmp_path: Path) -> None:
    key = "<span class='switchinline'>{}</span>"
    mac, other = "<span hidden class='MAC'>Command</span>", "<span hidden id='default1'>Ctrl</span>"
    note = "<span hidden class='WIN'>如果看不到，请先最小化。</span>"
    body = f"<p>请按 {key.format(mac + other)}+C。{key.format(note)}</p><p>{EN}<span hidden>x</span></p>"
    path = build.write(tmp_path, "a.html", f"<body>{body}</body>".encode())
    assert lines(read_document(path)) == ["请按 Ctrl+C。如果看不到，请先最小化。", EN]


def test_what_stands_beside_the_text(tmp_path: Path) -> None:
    body = (
        f"<aside><div>目录</div></aside><article><h1>修改目录</h1><aside><div>注意</div></aside><p>{ZH}</p></article>"
    )
    found = read_document(build.write(tmp_path, "a.html", f"<body>{body}<p>{EN}</p></body>".encode()))
    assert lines(found) == ["修改目录", "注意", ZH, EN]


def test_a_page_that_scripts_make(tmp_path: Path) -> None:
    path = build.write(tmp_path, "a.html", b"<body><script>show()</script><script src='app.js'></script></body>")
    with pytest.raises(InputError) as error:
        read_document(path)
    assert str(error.value) == (f"{path}: the file holds no text; left out of it were script: 2 (12 characters)")


@pytest.mark.parametrize("hidden", ["style='display: none'", "hidden", "aria-hidden='true'"])
def test_a_translation_hidden_within_each_paragraph(tmp_path: Path, hidden: str) -> None:
    rows = [(ZH, EN), (ZH2, EN2)]
    body = "".join(f"<p><span class='zh'>{zh}</span> <span class='en' {hidden}>{en}</span></p>" for zh, en in rows)
    found = read_document(build.write(tmp_path, "a.html", f"<body><h1>标题</h1>{body}</body>".encode()))
    assert lines(found) == ["标题", ZH, EN, ZH2, EN2]
    # Where neither language is lacking it is a note, and stays out.
    body = "".join(f"<p>{zh}<span {hidden}>Note {zh}</span></p><p>{en}</p>" for zh, en in rows)
    assert lines(read_document(build.write(tmp_path, "b.html", f"<body>{body}</body>".encode()))) == [ZH, EN, ZH2, EN2]
