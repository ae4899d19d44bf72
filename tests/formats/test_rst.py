"""reStructuredText."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.cases import CASES
from support.reading import EN, ZH, document, left, texts

from duiqi.blocks.inline_roles import plain_roles

TEXT = f"""\
.. _start:

========
用户手册
========

:Author: 王毅
:orphan:

.. contents:: 目录

.. 这里是注释
   第二行

这是\\ **粗体**\\ 和 *斜体*，见 :ref:`安装 <install>` 与
`网站 <https://example.org>`_，共 |n| 页 [1]_。
下一句::

    rm -rf /

.. |n| replace:: 十
.. _网站: https://example.org

安装
~~~~

.. note:: 第一句。
   第二句。

   第二段。

.. code-block:: sh
   :linenos:

   make

* one
  more

  second paragraph of one
* two:

  1. three
  #. four

term
    {EN}

.. versionadded:: 3.2
   {ZH}

.. py:function:: open(file)

   打开文件。

   :param file: 文件名。

.. list-table:: 表题
   :header-rows: 1

   * - 会议
     - meeting
   * - 公园，
       花园
     - park

.. csv-table::
   :header: 中文, English

   你好, "hello, you"

+------+------+
| 一   | one  |
+------+------+
| 二   | two  |
|      | too  |
+------+------+

====  =====
三    three
四    four
====  =====

| 第一行
| 第二行

>>> print(1)
1

.. [1] 脚注。

.. math::

   x^2

--------

``代码`` 结束。
"""


def test_rst(tmp_path: Path) -> None:
    found = document(tmp_path, "a.rst", TEXT)
    assert texts(found) == [
        *("用户手册", "王毅", "这是粗体和 斜体，见 安装 与网站，共 十 页。下一句:", "安装"),
        *(
            "第一句。第二句。",
            "第二段。",
            "one more",
            "second paragraph of one",
            "two:",
            "1. three",
            "four",
            "term",
            EN,
        ),
        *(ZH, "打开文件。", "文件名。", "表题", "会议", "meeting", "公园，花园", "park"),
        *("中文", "English", "你好", "hello, you"),
        *("一", "one", "二", "two too", "三", "three", "四", "four", "第一行", "第二行", "脚注。", "代码 结束。"),
    ]
    assert [found.hints[k].kind for k in (0, 1, 2, 3, 6)] == ["heading", None, None, "heading", "list item"]
    assert left(found) == {
        "table of contents": ["目录"],
        "comment": ["这里是注释\n第二行"],
        "code": ["rm -rf /", "sh\n:linenos:\n\nmake", ">>> print(1)\n1"],
        "argument": ["open(file)"],
        "formula": ["x^2"],
    }
    rows = [hint.row for hint in found.hints if hint.kind == "table cell"]
    assert rows == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (":func:`~os.path.join` 和 :class:`!Path`", "join 和 Path"),
        ("`a`_, `b`__, `anonymous <u>`__, name_, _`here`", "a, b, anonymous, name, here"),
        ("`title`:title: ``**x**`` \\*y\\* __init__ a_b", "title **x** *y* __init__ a_b"),
        ("[CIT2002]_ [#note]_ [*]_ |version|", "[CIT2002] version"),
        ("**粗体：**\\ 文字 2 * 3 * 4", "粗体：文字 2 * 3 * 4"),
        ("http://example.org/a_ b_c", "http://example.org/a_ b_c"),
    ],
)
def test_inline(markup: str, shown: str) -> None:
    assert plain_roles(markup, {}) == shown


def test_what_is_no_title(tmp_path: Path) -> None:
    found = document(tmp_path, "a.rst", "第一行。\n第二行。\n====\n\n标题\n--\n\n...\n\n====\n")
    assert texts(found) == ["第一行。第二行。", "标题"]


def test_text_files_with_directives(tmp_path: Path) -> None:
    text = f".. note::\n\n   {ZH}\n\n.. image:: a.png\n\n{EN}\n"
    found = document(tmp_path, "a.txt", text)
    assert texts(found) == [ZH, EN]
    assert found.notes == ("read as reStructuredText by what it holds; its name ends in .txt",)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_docutils_reads_the_same(language: str) -> None:
    pytest.importorskip("docutils")
    from benchmarks.restructured import by_docutils, by_duiqi

    path = CASES / "markup" / "manual" / f"manual.{language}.rst"
    found = by_duiqi(path.read_bytes(), path.name)
    assert found.total() == 21
    assert found == by_docutils(path.read_text("utf-8"))
