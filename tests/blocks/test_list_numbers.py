"""Numbers of lists that are set in: in plain text, and in what is printed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.blocks.printed.line import Printed
from duiqi.blocks.printed.paragraphs import paragraphs_of
from duiqi.blocks.typed import as_typed
from duiqi.blocks.typed.list_numbers import NUMBER, Entry, without_list_numbers, without_numbers_set_in
from duiqi.blocks.typed.widths import width_of
from duiqi.model import Document

CASES = json.loads((Path(__file__).parents[1] / "cases/blocks/list_numbers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_plain_text(case: dict[str, Any]) -> None:
    assert as_typed(Document("x.txt", "\n".join(case["given"]))).text == "\n".join(case["read"])


def printed(text: str, left: float, base: float) -> Printed:
    return Printed(text, left, left + 5.0 * len(text), base, 10.0, 0)


def page(left: float, hanging: float) -> list[Printed]:
    """Two paragraphs at 50 points, and a list at ``left`` whose first entry goes on at ``hanging``."""
    return [
        printed("The keeper of the lighthouse walked down to the harbour each day,", 50, 700),
        printed("since the boats came in at six and he wanted to see them.", 50, 688),
        printed("1. Open the lid of the box, which may be heavy, and look whether it", left, 660),
        printed("is full.", hanging, 648),
        printed("2. Press it.", left, 630),
        printed("The traders came later and paid little for the catch of the night,", 50, 600),
        printed("and complained of the weather.", 50, 588),
    ]


def test_a_printed_list_whose_text_hangs() -> None:
    found, _ = paragraphs_of([page(60, 75)])
    assert [paragraph.text for paragraph in found][1:3] == [
        "• Open the lid of the box, which may be heavy, and look whether it is full.",
        "• Press it.",
    ]


@pytest.mark.parametrize(("left", "hanging"), [(50, 50), (50, 65), (60, 50)], ids=["flush", "at the margin", "indent"])
def test_other_printed_numbers_stay(left: float, hanging: float) -> None:
    found, _ = paragraphs_of([page(left, hanging)])
    assert [paragraph.text[:3] for paragraph in found if paragraph.text[0].isdigit()] == ["1. ", "2. "]


LINES = st.lists(
    st.tuples(
        st.sampled_from(["1. ", "2. ", "3) ", "(1) ", "a) ", "b) ", "", "٣. "]),
        st.text("ab中。 .1", max_size=6),
        st.integers(0, 3),
    )
)


@given(LINES)
def test_nothing_but_numbers_goes_and_once_is_enough(lines: list[tuple[str, str, int]]) -> None:
    entries = [Entry(" " * indent + number + text, indent, indent > 0) for number, text, indent in lines]
    texts = without_list_numbers(entries, 1)
    for entry, text in zip(entries, texts, strict=True):
        assert text == entry.text or entry.text.endswith(text.replace("•", "", 1).lstrip())
    again = [entry._replace(text=text) for entry, text in zip(entries, texts, strict=True)]
    assert without_list_numbers(again, 1) == texts


LINES = st.lists(
    st.lists(
        st.sampled_from(
            ["  ", " ", "\u3000", "\t", "1. ", "2. ", "(3) ", "a) ", "b) ", "10.", "港口", "a", "e.g. x", "x"]
        ),
        max_size=5,
    ).map("".join),
    min_size=1,
    max_size=8,
)


@given(LINES, st.sets(st.integers(0, 7), max_size=2))
def test_lines_set_in_at_a_stroke(lines: list[str], kept: set[int]) -> None:
    kept = {index for index in kept if index < len(lines)}
    indents = [width_of(line[: len(line) - len(line.lstrip())]) for line in lines]
    numbered = [NUMBER.match(line) is not None for line in lines]
    others = Counter(i for i, line, number in zip(indents, lines, numbered, strict=True) if line.strip() and not number)
    usual = max(others, key=lambda indent: (others[indent], indent), default=0)
    entries = [
        Entry("" if index in kept else line, indent, indent > usual)
        for index, (line, indent) in enumerate(zip(lines, indents, strict=True))
    ]
    each = [lines[k] if k in kept else text for k, text in enumerate(without_list_numbers(entries, 1))]
    assert without_numbers_set_in(lines, lambda: kept) == each
