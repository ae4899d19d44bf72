"""Tables in plain text: rows and cells."""

from __future__ import annotations

from typing import Any

import pytest
from support.cases import cases

from duiqi.blocks.typed import as_typed
from duiqi.blocks.typed.plain import find_tables
from duiqi.model import Document
from duiqi.text.line_facts import LineFacts


@pytest.mark.parametrize("case", cases("blocks/typed_tables.jsonl"))
def test_tables(case: dict[str, Any]) -> None:
    lines = ["Above.", "", *case["lines"], "", "Below."]
    found = list(find_tables(LineFacts.of(lines)))
    if case["rows"] is None:
        assert not found
        return
    assert [table.rows for table in found] == [case["rows"]]
    assert (found[0].start, found[0].end) == (2, 2 + len(case["lines"]))


def test_columns_whose_heads_name_no_language_are_left_out() -> None:
    lines = ["|时间|中文|English|", "|00:00|大家好！|Hello, everyone!|", "|00:08|请坐。|Please sit down.|"]
    found = as_typed(Document("a.txt", "\n".join(lines)))
    assert [found.text[hint.start : hint.end] for hint in found.hints] == [
        "大家好！",
        "Hello, everyone!",
        "请坐。",
        "Please sit down.",
    ]
    assert [(o.reason, o.text) for o in found.omissions] == [
        *(("head of a column", head) for head in ("时间", "中文", "English")),
        *(("column 1", cell) for cell in ("00:00", "00:08")),
    ]
