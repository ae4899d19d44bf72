"""Org mode."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import EN, ZH, document, left, texts

from duiqi.pipeline import align


def test_org(tmp_path: Path) -> None:
    text = f"""#+TITLE: 标题
#+OPTIONS: toc:nil
# 注释
* TODO [#A] 起步 [1/2]   :work:@home:
SCHEDULED: <2024-05-06 Mon>
:PROPERTIES:
:ID: 3
:END:
这是 *粗体*、/斜体/、=代码= 与 [[https://git-scm.com][网站]]，见[fn:1]图。
下一句 <2024-05-06 Mon>。
[[./a.png]]

#+begin_src sh
rm -rf /
#+end_src
: ls
- one
  goes on
  1) [X] two
- 术语 :: 说明
-----
#+begin_quote
{EN}
#+end_quote
| 会议 | meeting |
|------+---------|
| 数据 | data    |

#+begin_verse
床前
明月
#+end_verse

[fn:1] 脚注。
"""
    found = document(tmp_path, "a.org", text)
    assert texts(found) == [
        *(
            "标题",
            "起步",
            "这是 粗体、斜体、代码 与 网站，见图。下一句 。",
            "one goes on",
            "1) two",
            "术语",
            "说明",
            EN,
        ),
        *("会议", "meeting", "数据", "data", "床前", "明月", "脚注。"),
    ]
    assert left(found) == {
        "setting": ["#+OPTIONS: toc:nil"],
        "comment": ["注释"],
        "time": ["SCHEDULED: <2024-05-06 Mon>"],
        "drawer": [":ID: 3"],
        "code": ["rm -rf /", "ls"],
    }


@pytest.mark.parametrize(
    "line", ["a*b*c 与 a_b_c", "- 1 - 2", "5 * 3 = 15，2 / 1 = 2", "C:/中文/a", "**", "| 一", ":无尾:后"]
)
def test_what_is_no_markup_stays(tmp_path: Path, line: str) -> None:
    assert "".join(texts(document(tmp_path, "a.org", f"文\n\n{line}\n"))[1:]) == line.removeprefix("- ").removeprefix(
        "| "
    )


def test_two_files_and_one(tmp_path: Path) -> None:
    assert [(pair.zh, pair.en) for pair in align(document(tmp_path, "a.org", f"* 会议\n{ZH}\n\n{EN}\n"))][-1] == (
        ZH,
        EN,
    )
    (tmp_path / "README.zh.org").write_text(f"* 会议\n{ZH}\n", "utf-8")
    (tmp_path / "README.org").write_text(f"* Meeting\n{EN}\n", "utf-8")
    found = align(tmp_path / "README.zh.org", tmp_path / "README.org")
    assert [(pair.zh, pair.en) for pair in found] == [("会议", "Meeting"), (ZH, EN)]
