"""Borders of clauses: cases as data, and that nothing is lost at any of them."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.joining import join_chinese
from duiqi.model import Language
from duiqi.segmentation.borders import borders

CASES = Path(__file__).parents[1] / "cases" / "segmentation" / "borders.json"
TEXTS = st.text(st.sampled_from("他说走了heandsaid  ,，;；:：、—–-“”‘’「」\"'《》（）()1230.。he "), max_size=60)


@pytest.mark.parametrize("case", json.loads(CASES.read_text("utf-8")), ids=lambda case: case["parts"][0][:20])
def test_borders(case: dict[str, object]) -> None:
    parts: list[str] = case["parts"]  # type: ignore[assignment]
    text = ("" if case["lang"] == "zh" else " ").join(parts)
    found = borders(text, case["lang"])  # type: ignore[arg-type]
    ends = [0, *(border.offset for border in found), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(ends)] == parts
    assert [border.mark for border in found] == case["marks"]


@given(TEXTS, st.sampled_from(["zh", "en"]))
def test_parts_joined_are_the_text(text: str, language: Language) -> None:
    text = text.strip()
    ends = [0, *(border.offset for border in borders(text, language)), len(text)]
    assert ends == sorted(set(ends)) or not text
    parts = [text[a:b].strip() for a, b in pairwise(ends)]
    assert (join_chinese(parts) if language == "zh" else " ".join(parts)) == text
    assert len(parts) == 1 or all(any(char.isalnum() for char in part) for part in parts)


@pytest.mark.parametrize("unit", ["他说，“", "「", "a, (", "he's ' ", "https://a.b,", "、", "——", '"', "word "])
def test_long_texts_take_no_longer_than_their_length(unit: str) -> None:
    start = time.process_time()
    for language in ("zh", "en"):
        borders(unit * (6_000 // len(unit)), language)  # type: ignore[arg-type]
    assert time.process_time() - start < 2
