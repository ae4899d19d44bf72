"""The hints of lines in order are those of each line alone; what stands beside labels is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.model import Document, Hint
from duiqi.structure import with_paragraphs
from duiqi.structure.hints import HintFinder

BOUNDS = st.sets(st.integers(0, 40), max_size=16).map(sorted)


@given(BOUNDS, BOUNDS)
def test_hints_of_lines_in_order(hints: list[int], lines: list[int]) -> None:
    finder = HintFinder([Hint(start, end) for start, end in zip(hints[::2], hints[1::2], strict=False)])
    spans = list(zip(lines[::2], lines[1::2], strict=False))
    assert finder.each(spans) == [finder.at(start, end) for start, end in spans]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["宫保鸡丁 Kung Pao Chicken 38元", "麻婆豆腐 Mapo Tofu 22元", "炒饭 Fried Rice 18元"],
            ["38元", "22元", "18元"],
        ),
        (["甲方 Party A：张伟", "乙方 Party B：John Smith"], ["张伟", "John Smith"]),
        (["默认为 default: 50%", "阈值 threshold: 1", "New Year's Day,元旦,1"], ["50%", "1", ",1"]),
        # The number of a heading is in both halves, and marks between them say nothing.
        (["1. 简称 1. Short title", "2. 释义 2. Interpretation", "3. 适用范围 3. Application"], []),
        (["红茶 / Black tea", "绿茶 / Green tea", "咖啡 / Coffee"], []),
    ],
    ids=["prices", "parties", "figures at an end", "numbers", "marks"],
)
def test_what_stands_beside_labels_is_told(lines: list[str], told: list[str]) -> None:
    document = with_paragraphs(Document("a.txt", "\n".join(lines)))
    assert len(document.paragraphs) == 2 * len(lines)
    assert [omission.text for omission in document.omissions] == told
    assert with_paragraphs(document).omissions == document.omissions
