"""Columns looked for in each line of a block: what is found, and the work it takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.timing import calls_of

from duiqi.blocks.typed import as_typed
from duiqi.blocks.typed.side_by_side import ColumnFinder
from duiqi.model import Document

LEFT = ("", "The keeper walked down", "1. the boats came in.", "He paid", "and spoke of the wind", "灯塔的看守人")
RIGHT = ("", "看守人每天早晨走到", "港口去。", "1、渔船回来了。", "the harbour")
LINES = st.builds(
    lambda number, left, column, right: f"{number:4}{left:{column}}{right}".rstrip(),
    st.sampled_from(["", "", "1", "2", "3", "4"]),
    st.sampled_from(LEFT),
    st.sampled_from([28, 28, 28, 30]),
    st.sampled_from(RIGHT),
)


@given(st.lists(LINES, max_size=10))
def test_a_line_is_answered_for_alike_after_others(lines: list[str]) -> None:
    finder = ColumnFinder(lines)
    for at in range(len(lines)):
        assert finder.find(at) == ColumnFinder(lines).find(at)


def calls(size: int) -> int:
    """The calls for so many lines of a list of words, in which gaps stand here and there."""
    lines = [f"{'abcd'[: 2 + n % 3]:5}{chr(0x4E00 + n % 99)}" for n in range(size)]
    text = "\n".join(["A table of the codes of an input method", *lines])
    return calls_of(lambda: as_typed(Document("a.txt", text)))


def test_work_grows_with_the_lines_of_a_block() -> None:
    calls(200)  # what is kept of each character
    assert calls(800) < 5 * calls(200)
