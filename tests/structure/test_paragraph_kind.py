"""Text, heading, list item, credit."""

from __future__ import annotations

import pytest
from support.cases import cases

from duiqi.structure.paragraph_kind import kind_of


@pytest.mark.parametrize("case", cases("structure/kinds.jsonl"))
def test_kind(case: dict[str, str]) -> None:
    assert kind_of(case["text"]) == case["kind"]
