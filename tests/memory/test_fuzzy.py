"""Sentences most like one; the match percent is that of an obvious twin."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.local_memories import pair

from duiqi.errors import InputError
from duiqi.export import read
from duiqi.memory import look_up, open_memory
from duiqi.memory.indexing import folded
from duiqi.memory.layout import SCHEMA, SINCE_2, SINCE_3, statements
from duiqi.memory.store import LocalMemory


@cache
def slow_distance(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    if not a or not b:
        return len(a) + len(b)
    return min(slow_distance(a[1:], b) + 1, slow_distance(a, b[1:]) + 1, slow_distance(a[1:], b[1:]) + (a[0] != b[0]))


@given(st.text("会议ab 1，", min_size=1, max_size=8), st.text("会议ab 1，", min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_the_percent_is_that_of_the_definition(a: str, b: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        for statement in statements(SCHEMA + SINCE_2 + SINCE_3):
            database.execute(statement)
        memory = LocalMemory(database)
        memory.add([pair(b, "x")])
        matches = look_up(memory, a, minimum=1, language="zh")
    tokens, others = tuple(folded(a)), tuple(folded(b))
    longest = max(len(tokens), len(others))
    if a.split() == b.split() and b.strip():
        assert [match.percent for match in matches] == [100]
    elif matches:
        assert matches[0].percent == min(99, int(100 * (1 - slow_distance(tokens, others) / longest)))


@pytest.mark.parametrize(
    ("sentence", "percent", "row"),
    [
        ("我们感谢各国的支持。", 100, 2),
        ("我們感謝各國的支持。", 100, 2),  # the other script
        ("我们感谢各国支持。", 88, 2),
        ("他们感谢各国的大力支持。", 72, 2),
        ("We thank all countries for their support.", 100, 2),
        ("We thank all states for their support.", 85, 2),
        ("we thank all countries - for their support", 99, 2),  # marks and case
        ("8月9日晚，国务委员兼外交部长王毅在北京主持会议。", 99, 0),  # other numbers
        ("好。", 100, 4),
    ],
)
def test_look_up(path: Path, sentence: str, percent: int, row: int) -> None:
    with open_memory(path) as memory:
        match = look_up(memory, sentence)[0]
    assert (match.percent, match.pair.bead.zh.start) == (percent, row)


def test_look_up_of_something_else(path: Path) -> None:
    with open_memory(path) as memory:
        assert look_up(memory, "今天天气很冷。") == []
        assert look_up(memory, "") == []


@pytest.mark.parametrize("size", [600, pytest.param(3071, marks=pytest.mark.slow)])
def test_a_changed_sentence_is_found_among_many(shared: Path, tmp_path: Path, size: int) -> None:
    pairs = read(shared / "train" / "tico19.en-zh.tmx")[:size]
    with open_memory(tmp_path / "m.db", create=True) as memory:
        memory.add(pairs)
        long = [p for p in pairs if len(p.zh) > 15][::20]
        for language in ("zh", "en"):
            best = 0
            for p in long:
                text = p.zh[:7] + "甲" + p.zh[8:] if language == "zh" else f"Now {p.en}"
                matches = look_up(memory, text)
                best += bool(matches) and (p.zh, p.en) in [(m.pair.zh, m.pair.en) for m in matches]
            assert best >= 0.98 * len(long)


def test_in_context(path: Path) -> None:
    """Of two pairs with the text, the one that follows the same text comes first."""
    with open_memory(path, create=True) as memory:
        memory.add([pair("别的。", "Something else.", 0, "b.txt"), pair("好。", "Fine.", 1, "b.txt")])
        (first, second) = look_up(memory, "好。", before="COVID-19疫情仍在蔓延。")
        assert (first.pair.en, first.in_context, second.pair.en, second.in_context) == ("Good.", True, "Fine.", False)
        (first, second) = look_up(memory, "好。", before="別的。")
        assert (first.pair.en, first.in_context, second.in_context) == ("Fine.", True, False)


def test_without_rapidfuzz(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance.Levenshtein", None)
    with (
        pytest.raises(
            InputError,
            match=r"fuzzy matching needs the package rapidfuzz, which is not installed; "
            r"install it with: pip install 'duiqi\[memory\]'",
        ),
        open_memory(path) as memory,
    ):
        look_up(memory, "好。")
