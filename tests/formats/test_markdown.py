"""Markdown and its front matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.cases import cases
from support.reading import EN, ZH, document, left, texts

import duiqi


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
        "picture": ["图"],
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


def test_markdown_figures_at_line_ends(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md", "6月18\n日晚，王毅主持\n25\n国会议。\n\nWe met 25\npeople.\n")) == [
        "6月18日晚，王毅主持25国会议。",
        "We met 25 people.",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A soft break is a space, also beside a line in Latin letters.
        (
            "安装前请先阅读\n`install.md` 中的说明，然后运行\nLamp Setup\n即可完成。支持的系统有\nWindows、macOS 等。",
            ["安装前请先阅读 install.md 中的说明，然后运行 Lamp Setup 即可完成。支持的系统有 Windows、macOS 等。"],
        ),
        # Verses and titles are as long as their translations.
        (
            "夜里船儿归来的时候\nWhen the boats come home at night\n母亲点亮黄色的灯\nMother lights a yellow light",
            [
                "夜里船儿归来的时候",
                "When the boats come home at night",
                "母亲点亮黄色的灯",
                "Mother lights a yellow light",
            ],
        ),
        ("重点是*注意力层*和**掩码**。", ["重点是注意力层和掩码。"]),
        ("5*x*y 不变。", ["5*x*y 不变。"]),
        ("## 标题 [[title]]\n\n见 [[page|词条]]。", ["标题", "见 词条。"]),
        ("见[[1]](https://a.cn/x)和下文。", ["见[1]和下文。"]),
        ("请看[说明]( https://a.cn/)。", ["请看说明。"]),
    ],
)
def test_markdown_inline(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert texts(document(tmp_path, "a.md", text + "\n")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('备份由 {{< glossary_tooltip text="控制面" term_id="x" >}} 启动。', "备份由控制面启动。"),
        ('It is started by the {{< term term_id="control-plane" >}}.', "It is started by the control plane."),
        ('备份由 {{% tooltip "控制面" %}} 启动。', "备份由控制面启动。"),
        ('请看 [说明]({{< ref "a.md" >}})。', "请看 说明。"),
        ('{% include note.html content="请勿重启节点。" %}', "请勿重启节点。"),
        ("{{< note >}}请勿重启。{{< /note >}}", "请勿重启。"),
        ('{% assign title = "会议" %}请勿重启。', "请勿重启。"),
        ("现在是 {{ site.version }} 版。{: .wide}", "现在是版。"),
        ("写作 `{{< note >}}` 即可。", "写作 {{< note >}} 即可。"),
        ('它 <Badge text="新的" type="tip" /> 可用。', "它 新的 可用。"),
    ],
)
def test_markdown_templates(tmp_path: Path, text: str, wanted: str) -> None:
    """Their marks go, and what they show stays."""
    assert texts(document(tmp_path, "a.md", text + "\n")) == [wanted]


def test_markdown_what_is_not_shown(tmp_path: Path) -> None:
    text = f"""<!--
This page shows one thing.

And another.
-->
{ZH}
<script>
let a = 1;

let b = 2;
</script>

<pre>
x = 1

y = 2
</pre>

```html
<!-- kept with the code
```

{{/* a note

that goes on */}}
{EN}

{{% comment %}}
Not this.

Nor this.
{{% endcomment %}}
"""
    found = document(tmp_path, "a.md", text)
    assert texts(found) == [ZH, EN]
    assert left(found) == {
        "comment": [
            "This page shows one thing.\n\nAnd another.", "a note\n\nthat goes on", "Not this.\n\nNor this."
        ],
        "code": ["let a = 1;\n\nlet b = 2;", "x = 1\n\ny = 2", "<!-- kept with the code"],
    }  # fmt: skip


def test_a_comment_without_an_end_hides_nothing(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md", f"<!-- {ZH}\n\n{EN}\n")) == [ZH, EN]


def test_mdx(tmp_path: Path) -> None:
    text = f"""import Tabs from '@theme/Tabs';

export const Box = () => (
  <div>Not text</div>
);

# 新闻

<Banner
  chapter={{1}}

  names={{() => <b>Not text</b>}}
/>

<Card title="第一步">

{ZH}

</Card>

:::tip[提示]
{EN}
:::

> [!NOTE]
> {ZH}

!!! note "注意"
    {EN}
"""
    assert texts(document(tmp_path, "a.mdx", text)) == ["新闻", "第一步", ZH, "提示", EN, ZH, "注意", EN]


def test_front_matter_with_sections(tmp_path: Path) -> None:
    text = f'+++\ntitle = "x"\n[extra]\nog.type = "y"\n+++\n{ZH}\n\n{EN}\n'
    assert texts(document(tmp_path, "a.md", text)) == [ZH, EN]


SOURCED = """---
title: 港口
---
<!--
---
title: Harbour
---
-->
<!-- more -->

<!--
The keeper walked down to the harbour every morning.

The boats came in at six.
-->
看守人每天早晨都走到港口去。

渔船六点钟回来。

<!--
## The catch
-->
## 鱼获

```sh
<!--
ls
-->
```

{/*
- The first boat brings herring.
*/}
- 第一条船带来鲱鱼。
"""
SOURCES = ["The keeper walked down to the harbour every morning.", "The boats came in at six.", "The catch"]


def test_comments_that_hold_the_source_are_read(tmp_path: Path) -> None:
    found = document(tmp_path, "a.md", SOURCED)
    assert [text for text in texts(found) if text.isascii()] == [*SOURCES, "The first boat brings herring."]
    assert found.notes == ("the comments are read, which hold the English source",)
    assert left(found)["comment"] == ["---\ntitle: Harbour\n---", "more"]
    alignment = duiqi.align(found)
    assert [(pair.zh, pair.en) for pair in alignment][2:] == [
        ("鱼获", "The catch"),
        ("第一条船带来鲱鱼。", "The first boat brings herring."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Remarks: short beside the Chinese, below it, or beside English that is shown.
        ZH * 9 + "\n\n" + "".join(f"<!--\nSee the notes.\n-->\n{ZH * 4}\n\n" for _ in range(4)),
        "".join(f"{ZH}\n<!--\n{EN}\n-->\n\n{EN}\n\n" for _ in range(4)),
        "".join(f"<!--\n{EN}\n-->\n{ZH}\n\n{EN}\n\n" for _ in range(4)),
    ],
)
def test_other_comments_are_not(tmp_path: Path, text: str) -> None:
    found = document(tmp_path, "a.md", text)
    assert len(left(found)["comment"]) == 4
    assert not found.notes


def test_comments_are_not_read_where_there_is_an_english_file(tmp_path: Path) -> None:
    zh, en = tmp_path / "a.zh.md", tmp_path / "a.en.md"
    zh.write_text(SOURCED, "utf-8")
    en.write_text("\n\n".join([*SOURCES, "The first boat brings herring."]), "utf-8")
    alignment = duiqi.align(zh, en)
    assert not any(sentence.text.isascii() for sentence in alignment.zh)
    assert len(list(alignment)) == 4


def test_of_a_table_that_names_its_languages_other_columns_are_left_out(tmp_path: Path) -> None:
    rows = [
        ("D-1", "Damping", "衰减", "", "[1]"),
        ("D-2", "Data Set", "数据集", "DS", "[2]"),
        ("D-3", "DBSCAN", "DBSCAN", "", ""),
    ]
    head = "编号|英文术语|中文翻译|缩写|来源\n---|---|---|---|---\n"
    read = document(tmp_path, "t.md", head + "\n".join("|".join(row) for row in rows) + "\n")
    assert texts(read) == [cell for _, en, zh, *_ in rows for cell in (en, zh)]
    assert [hint.language for hint in read.hints] == ["en", "zh"] * 3
    assert left(read) == {
        "head of a column": ["编号", "英文术语", "中文翻译", "缩写", "来源"],
        "column in neither language": ["D-1", "[1]", "D-2", "DS", "[2]", "D-3"],
    }
    assert read.notes == ("tables with a column for each language: what the others hold is left out (6 cells)",)


def test_of_a_table_that_names_no_languages_all_is_read(tmp_path: Path) -> None:
    rows = [("参数", "名称", "说明"), ("size", "大小", "以字节计"), ("name", "名字", "没有空格")]
    lines = ["|".join(row) for row in rows]
    read = document(tmp_path, "t.md", "\n".join([lines[0], "---|---|---", *lines[1:]]) + "\n")
    assert texts(read) == [cell for row in rows for cell in row]
    assert not read.omissions


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (":rocket: 快速开始", ["快速开始"]),
        ("Fast. :zap:", ["Fast."]),
        ("**:tada:新闻** :100: 分", ["新闻 分"]),
        ("At 12:30:45, a:b:c and `:zap:`", ["At 12:30:45, a:b:c and :zap:"]),
    ],
)
def test_emoji_names_are_no_words(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert texts(document(tmp_path, "a.md", f"{text}\n\n{ZH}\n\n{EN}\n"))[:-2] == lines


def test_elements_of_html_in_markdown_part_paragraphs(tmp_path: Path) -> None:
    text = f"{ZH}\n\n<details><summary>English</summary>\n<p>{EN}</p>\n</details>\n"
    text += "\n<tr><td>名称</td><td>说明</td></tr>\n\nA <b>bold</b><br>word here.\n"
    found = texts(document(tmp_path, "a.md", text))
    assert found == [ZH, "English", EN, "名称", "说明", "A bold word here."]


def test_marks_of_notes_and_places_of_contents_are_no_text(tmp_path: Path) -> None:
    lines = [
        "[[toc]]",
        "会议闭幕。<sup>[1](#ref1)</sup>",
        "It closed.<sup><a href='#n2'>[2]</a></sup>",
        "5 m<sup>2</sup> of a<sup>[1]</sup>",
    ]
    found = texts(document(tmp_path, "a.md", "\n\n".join([*lines, ZH, EN])))
    assert found[:-2] == ["会议闭幕。", "It closed.", "5 m2 of a[1]"]


@pytest.mark.parametrize("case", cases("loading/markdown.jsonl"))
def test_dialects(tmp_path: Path, case: dict[str, Any]) -> None:
    """What the dialects of Markdown and notebooks show, and what only looks like it."""
    assert texts(document(tmp_path, case["file"], case["text"])) == case["wanted"]


def test_titles_of_two_files(tmp_path: Path) -> None:
    """They are text of the pages, but where the text begins with them."""
    for name, title, text in (("zh.md", "快速上手", ZH), ("en.md", "Quick start", EN)):
        (tmp_path / name).write_text(f"---\ntitle: {title}\nlayout: post\n---\n{text}\n", "utf-8")
    pairs = [(pair.zh, pair.en) for pair in duiqi.align(tmp_path / "zh.md", tmp_path / "en.md")]
    assert pairs == [("快速上手", "Quick start"), (ZH, EN)]


def test_a_title_in_one_language_is_none_of_a_file_with_both(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: 快速上手\n---\n{ZH}\n\n{EN}\n", "utf-8")
    assert [(pair.zh, pair.en) for pair in duiqi.align(path)] == [(ZH, EN)]


def test_what_pictures_say_they_are_is_told(tmp_path: Path) -> None:
    table = "| 甲 | ![图标][i] 乙 |\n|---|---|\n| 丙 | 丁 |"
    text = f"{ZH}\n\n![界面预览](a.png)\n\n{table}\n\n写作 `![图](b.png)`，![](c.png){EN}\n"
    assert left(document(tmp_path, "a.md", text)) == {"picture": ["界面预览", "图标"]}
