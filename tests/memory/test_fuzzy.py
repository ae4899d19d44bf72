"""Sentences most like one; the match percent is that of an obvious twin."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.export import read
from duiqi.memory import look_up, open_memory
from duiqi.memory.fuzzy import edit_distance


@cache
def slow_distance(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    return min(slow_distance(a[1:], b) + 1, slow_distance(a, b[1:]) + 1, slow_distance(a[1:], b[1:]) + (a[0] != b[0]))


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
@settings(max_examples=300, deadline=None)
def test_edit_distance_is_that_of_the_definition(a: str, b: str) -> None:
    assert edit_distance(a, b) == slow_distance(a, b)


@pytest.mark.parametrize(
    ("sentence", "percent", "row"),
    [
        ("我们感谢各国的支持。", 100, 2),
        ("我們感謝各國的支持。", 100, 2),  # the other script
        ("我们感谢各国支持。", 90, 2),
        ("他们感谢各国的大力支持。", 75, 2),
        ("We thank all countries for their support.", 100, 2),
        ("We thank all states for their support.", 85, 2),
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
