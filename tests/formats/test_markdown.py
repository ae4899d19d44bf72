"""Markdown and its front matter."""

from __future__ import annotations

from pathlib import Path

from support.reading import EN, ZH, document, left, texts


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


def test_markdown_figures_at_line_ends(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "a.md", "6月18\n日晚，王毅主持\n25\n国会议。\n\nWe met 25\npeople.\n")) == [
        "6月18日晚，王毅主持25国会议。",
        "We met 25 people.",
    ]
