"""Quotations: cases as data (cases/quotation.jsonl), what holds of any text, and the gold texts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.aligner.bitext.quotation import quotation
from duiqi.evaluation import read_gold
from duiqi.model import Language

LINES = (Path(__file__).parents[1] / "cases" / "quotation.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]
# Share of the gold ends where both sides must agree whether a quotation is open.
AGREE = 0.97
MARKS = "“”‘’\"'「」『』«»„"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']} {case['case']}")
def test_cases(case: dict[str, str]) -> None:
    """One digit a gap, before the first sentence and after each."""
    found = quotation(case["sentences"], "zh" if case["language"] == "zh" else "en")
    for name in ("inside", "closes", "opens"):
        assert "".join(str(int(mark)) for mark in getattr(found, name)) == case[name], name


@given(st.lists(st.text(st.sampled_from(MARKS + "as是 .,。：\n"), max_size=12)), st.sampled_from(["zh", "en"]))
def test_any_text(sentences: list[str], language: Language) -> None:
    """No quotation is open before the text or after it, and what has no marks has no quotations."""
    found = quotation(sentences, language)
    n = len(sentences)
    assert found.inside.shape == found.closes.shape == found.opens.shape == (n + 1,)
    assert not found.inside[[0, n]].any()
    assert not found.closes[0]
    assert not found.opens[n]
    for i, sentence in enumerate(sentences):
        if not set(sentence) & set(MARKS):
            assert not found.opens[i]
            assert not found.closes[i + 1]
            assert found.inside[i] == found.inside[i + 1]


@given(st.lists(st.text(st.sampled_from("as .,“”"), max_size=12)), st.lists(st.text(st.sampled_from("as .,“”"))))
def test_a_closed_quotation_is_left_behind(before: list[str], after: list[str]) -> None:
    """What follows a sentence that is a quotation of its own does not depend on what stood before."""
    own = ["“Come in.”", "So it was."]
    found, alone = quotation([*before, *own, *after], "en"), quotation([*own, *after], "en")
    np.testing.assert_array_equal(found.inside[len(before) + 1 :], alone.inside[1:])


@pytest.mark.parametrize("name", ["macdev", "aca", "wmt22-enzh-resplit"])
def test_both_sides_agree_at_the_gold_ends(shared: Path, name: str) -> None:
    """In each chapter of novels, and in the texts of the other sets together."""
    documents = list(read_gold(shared / "gold" / name))
    shares = []
    for document in documents:
        zh, en = quotation(document.zh, "zh").inside, quotation(document.en, "en").inside
        ends = [(max(left) + 1, max(right) + 1) for left, right in document.beads if left and right]
        shares.append([zh[i] == en[j] for i, j in ends])
    groups = shares if name == "macdev" else [[agrees for share in shares for agrees in share]]
    assert [k for k, group in enumerate(groups) if sum(group) < AGREE * len(group)] == []
