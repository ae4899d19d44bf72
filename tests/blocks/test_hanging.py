"""Hanging indents in plain text: lines that go on below the text behind a number, a bullet or a label."""

from __future__ import annotations

from typing import Any

import pytest
from support.cases import cases

from duiqi.blocks.typed.page.hanging import without_hanging


@pytest.mark.parametrize("case", cases("blocks/hanging.jsonl"))
def test_hanging(case: dict[str, Any]) -> None:
    assert without_hanging(case["lines"]) == case["joined"]


@pytest.mark.parametrize("case", cases("blocks/hanging.jsonl"))
def test_every_word_stays(case: dict[str, Any]) -> None:
    assert "".join("".join(case["joined"]).split()) == "".join("".join(case["lines"]).split())
