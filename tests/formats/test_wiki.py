"""Wiki text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.reading import EN, ZH, document, left, texts

from duiqi.blocks.wiki_markup import resolved
from duiqi.formats.wiki import read_wiki
from duiqi.model import Omission

PAGE = f"""\
{{{{Infobox
| name = x
| web = [http://example.org {{{{URL|a}}}}]
}}}}
'''北京'''（{{{{lang|en|Beijing}}}}）是[[中华人民共和国|中国]]的[[首都]]。<ref name="a">某书。</ref>
它很大。<ref name="a" />

== 历史 ==
[[File:A.jpg|thumb|200px|天安门的[[照片]]]]
* 第一
** second<!-- no -->
# third
; 词 : 意思
: 缩进

{{{{Note|请注意{{{{ic|ls}}}}。}}}}
 ls -l
<syntaxhighlight lang="sh">
rm
</syntaxhighlight>
见[https://example.org 网站] [https://example.org]，<nowiki>[[x]]</nowiki>，<math>x^2</math>。
{{| class="wikitable"
|+ 表题
|-
! 中文 !! English
|-
| style="a" | 会议 || meeting<br>session
|-
| 公园
大
| park
|}}
----
{ZH}

{EN}
__NOTOC__
[[Category:城市]] [[en:Beijing]]
"""


def test_wiki(tmp_path: Path) -> None:
    found = document(tmp_path, "a.wiki", PAGE)
    assert texts(found) == [
        *(
            "北京（Beijing）是中国的首都。它很大。",
            "历史",
            "天安门的照片",
            "第一",
            "second",
            "third",
            "词",
            "意思",
            "缩进",
        ),
        *("请注意ls。", "见网站 ，[[x]]，x^2。", "表题", "中文", "English", "会议", "meeting", "session"),
        *("公园大", "park", ZH, EN),
    ]
    assert [hint.row for hint in found.hints if hint.kind == "table cell"] == [2, 2, 3, 3, 3, 4, 4]
    omitted = left(found)
    assert omitted["note"] == ["某书。"]
    assert sorted(omitted["code"]) == ["ls -l", "rm"]
    assert omitted["template"] == ["URL|a", "Infobox\n| name = x\n| web ="]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("-{zh-hans:计算机;zh-hant:電腦}-，-{zh-tw:乙}-，-{不变}-，-{T|zh-cn:标题}-", "计算机，乙，不变，"),
        ("[[Help:目录|]] [[#历史]] [[:Category:A]] [[a|]] [[A (城市)|]]", "目录 历史 Category:A a A"),
        ("{{le|中文|English}} {{lang-en|x}} {{Man|1|ls}} {{Color|red|红}} {{{1|}}}", "中文 x ls(1) 红 "),
        ("''a'' '''''b''''' don't", "a b don't"),
    ],
)
def test_what_is_shown(markup: str, shown: str) -> None:
    omissions: list[Omission] = []
    assert resolved(markup, omissions) == shown


@pytest.mark.parametrize("piece", ["{{", "[[", "<ref>", "<!--", "-{", "{{a|", "[[File:a|", "<math>", "{|\n|", "'''"])
def test_openings_without_an_end_take_no_time(piece: str) -> None:
    begin = time.process_time()
    read_wiki((piece * 20_000 + ZH).encode(), "a.wiki")
    assert time.process_time() - begin < 5


def test_text_files_with_headings_and_links(tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", f"== 一 ==\n{ZH}\n== two ==\n[[{EN}]]\n")
    assert texts(found) == ["一", ZH, "two", EN]


def test_the_last_version_of_each_article_of_an_export(tmp_path: Path) -> None:
    page = (
        "<page><title>{0}</title><ns>{1}</ns><revision><text>old</text></revision><revision><contributor><username>Bob"
        "</username></contributor><text>'''{0}''' {2}</text></revision></page>"
    )
    pages = page.format("水坝", 0, ZH) + page.format("Talk:水坝", 1, EN)
    pages += "<page><title>闸</title><ns>0</ns><revision><text>#REDIRECT [[水坝]]</text></revision></page>"
    export = f"<mediawiki xmlns='http://www.mediawiki.org/xml/export-0.11/'>{pages}</mediawiki>"
    read = document(tmp_path, "a.xml", export)
    assert texts(read) == ["水坝", f"水坝 {ZH}"]
    assert left(read) == {"page that is no article": ["Talk:水坝"]}
