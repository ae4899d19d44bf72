"""Two languages side by side in plain text: stretches that their languages part."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from support.cases import cases

from duiqi.blocks.typed.beside.columns import find_beside


@pytest.mark.parametrize("case", cases("blocks/typed_beside.jsonl"))
def test_beside(case: dict[str, Any]) -> None:
    lines = ["Above.", "", *case["lines"], "", "Below."]
    found = list(find_beside(lines, range(len(lines))))
    if case["rows"] is None:
        assert not found
        return
    assert [stretch.rows for stretch in found] == [case["rows"]]
    assert (found[0].start, found[0].end) == (2, 2 + len(case["lines"]))


@pytest.mark.parametrize("case", cases("blocks/typed_beside.jsonl"))
def test_every_word_stands_in_the_rows(case: dict[str, Any]) -> None:
    kept = "".join(text for row in case["rows"] or () for text in row)
    if kept:
        assert sorted("".join(case["lines"]).replace("|", "").replace(" ", "")) == sorted(kept.replace(" ", ""))


def test_many_lines_take_linear_time() -> None:
    def seconds(count: int) -> float:
        lines = ["甲方应当支付租金，、，、  Party A shall pay, 、 the rent", "                         at once"] * count
        start = process_time()
        assert list(find_beside(lines, range(len(lines))))
        return process_time() - start

    seconds(100)
    assert min(seconds(4_000) for _ in range(2)) < 10 * min(seconds(1_000) for _ in range(2))


def test_a_line_that_is_too_long_for_columns_begins_no_stretch() -> None:
    rows = ["甲方应当按时付款   Party A shall pay", "乙方应当按时交货   Party B shall deliver"] * 2
    assert list(find_beside([*rows, "长" * 400 + "   Party A shall pay the price"], range(5))) == []
