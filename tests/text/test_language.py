"""The language of a line."""

from __future__ import annotations

import pytest
from support.cases import cases

from duiqi.text.language import language_of


@pytest.mark.parametrize("case", cases("text/languages.jsonl"))
def test_language(case: dict[str, str]) -> None:
    assert language_of(case["text"]) == case["language"]
