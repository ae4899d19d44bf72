"""English stems: cases, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.words.english import english_stems

CASES = (Path(__file__).parents[1] / "cases" / "tokens" / "english.jsonl").read_text(encoding="utf-8").splitlines()
MIXED = st.text(alphabet=st.sampled_from("abcMay twothUS.'’-,%01259#@\n\u00e9他"), max_size=40)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES], ids=lambda c: c["text"])
def test_english(case: dict[str, object]) -> None:
    assert english_stems([str(case["text"])])[0] == case["tokens"]


@given(st.lists(MIXED, max_size=5))
def test_sentences_do_not_touch_each_other(texts: list[str]) -> None:
    """A batch gives what its sentences give alone; no token is empty or holds white space."""
    together = english_stems(texts)
    assert together == [english_stems([text])[0] for text in texts]
    assert all(token and not any(c.isspace() for c in token) for line in together for token in line)
