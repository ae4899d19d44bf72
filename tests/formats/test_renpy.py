"""Translations of Ren'Py games."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.errors import InputError, UnreadFormat
from duiqi.pipeline import align

SCRIPT = r"""# TODO: Translation updated at 2024-01-01 12:00

# game/script.rpy:33
translate schinese start_8a3d6f0e:

    # e happy "You've created a {i}new{/i} game, [name].{w} Once you add a \"story\"…"
    e happy "您创建了一个{i}新{/i}游戏，[name]。{w}一旦您添加“故事”……"

# game/script.rpy:35
translate schinese start_9b:

    # voice "a.ogg"
    # nvl clear
    # "Lucy" "Stand up!" with vpunch
    voice "zh/a.ogg"
    nvl clear
    "露西" "站起来！" with vpunch

translate schinese start_9c:

    # "The train leaves at seven. Bring your umbrella."
    "火车七点开。"
    extend "带上你的雨伞。"

translate schinese start_9d:

    # e "…"
    e "……"

translate schinese python:
    style.default.font = "simhei.ttf"

translate schinese strings:

    # game/screens.rpy:250
    old "Old{#game}"
    new "旧的"

    old "Quit"

    # renpy/common/00gui.rpy:1
    old "Are you sure?"
    new "确定吗？"
"""


def test_renpy(tmp_path: Path) -> None:
    found = document(tmp_path, "a.rpy", SCRIPT)
    assert left(found) == {"no words": ["…", "……"]}
    pairs = [(pair.zh, pair.en, pair.place) for pair in align(found).pairs(unaligned=True)]
    assert pairs == [
        ("您创建了一个新游戏，[name]。", "You've created a new game, [name].", "start_8a3d6f0e"),
        ("一旦您添加“故事”……", 'Once you add a "story"…', "start_8a3d6f0e"),
        ("站起来！", "Stand up!", "start_9b"),
        ("火车七点开。", "The train leaves at seven.", "start_9c"),
        ("带上你的雨伞。", "Bring your umbrella.", "start_9c"),
        ("旧的", "Old", "line 36"),
        ("", "Quit", "line 39"),
        ("确定吗？", "Are you sure?", "line 42"),
    ]


def test_placeholders_are_no_marks(tmp_path: Path) -> None:
    strings = [("{b}Page{/b} {0} of {1:02d}", "第 {0} 页，共 {1:02d} 页"), ("{} {{left}{p}", "还有 {} {{个}{w=1.0}")]
    text = "".join(f'    old "{old}"\n    new "{new}"\n' for old, new in strings)
    assert texts(document(tmp_path, "a.rpy", f"translate schinese strings:\n{text}")) == [
        "Page {0} of {1:02d}", "第 {0} 页，共 {1:02d} 页", "{} {left}", "还有 {} {个}",
    ]  # fmt: skip


def test_by_what_it_holds(tmp_path: Path) -> None:
    assert "您创建了" in texts(document(tmp_path, "a.txt", SCRIPT))[1]


def test_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadFormat, match="a Ren'Py script without translations, which is not read"):
        document(tmp_path, "a.rpy", 'label start:\n    e "Hello."\n')
    with pytest.raises(InputError, match=r"a\.rpy:7: \\u12 . is no character"):
        document(tmp_path, "a.rpy", SCRIPT.replace("您创建", "\\u12 您创建"))


def test_strings_without_the_other_half(tmp_path: Path) -> None:
    text = 'translate chinese strings:\n    new "孤立"\n    old "One"\n    old "Two"\n    new "二"\n'
    assert [(hint.row, hint.place) for hint in document(tmp_path, "a.rpy", text).hints] == [
        (1, "line 3"),
        (2, "line 4"),
        (2, "line 4"),
    ]
    assert texts(document(tmp_path, "b.rpy", f'{text}\ntranslate chinese strings:\n    new "x"\n')) == [
        "One",
        "Two",
        "二",
    ]
