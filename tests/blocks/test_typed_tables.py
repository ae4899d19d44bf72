"""Tables in plain text: rows and cells."""

from __future__ import annotations

from typing import Any

import pytest
from support.cases import cases

from duiqi.blocks.typed.plain import find_tables
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
