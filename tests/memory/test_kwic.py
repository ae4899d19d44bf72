"""Keyword in context: the terms stand under each other, and no line is wider than asked for."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support.local_memories import TEXTS, pair

from duiqi.memory import Hit, kwic_lines, open_memory, search
from duiqi.memory.kwic import clipped, clipped_left, display_width
from duiqi.model import Pair

LETTERS = st.text("会議abÄ 。，é\u0301\n\x1b", max_size=40)


def test_lines(path: Path) -> None:
    with open_memory(path) as memory:
        lines = list(kwic_lines(search(memory, "会议"), 60, ("[", "]")))
    assert lines == [
        "            [会议]讨论了“一带… │ The meeting discussed Belt…",
        " …在北京主持[會議]。           │ On the evening of 18 June,…",
    ]


@given(LETTERS, st.text("会b", min_size=1, max_size=30), LETTERS, LETTERS, st.integers(30, 150))
def test_terms_stand_under_each_other(before: str, term: str, after: str, other: str, width: int) -> None:
    mark = range(len(before), len(before) + len(term))
    long = Hit(Pair(before + term + after, other, 0.9, pair(*TEXTS[0]).bead), (mark,), ())
    short = Hit(Pair(term, other, 0.9, pair(*TEXTS[0]).bead), (range(len(term)),), ())
    lines = list(kwic_lines([long, short], width, ("<", ">")))
    assert len({display_width(line[: line.index("<")]) for line in lines}) == 1
    assert len({display_width(line[: line.index("│")]) for line in lines if "│" in line}) == 1
    assert all(display_width(line) <= width for line in lines)
    assert all(line.isprintable() for line in lines)


@given(LETTERS, st.integers(2, 30))
def test_clipping(text: str, width: int) -> None:
    for cut in (clipped(text, width), clipped_left(text, width)):
        assert display_width(cut) <= width
        assert cut == text or display_width(text) > width
