"""English stems: cases, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duiqi.words.english import english_stems, english_words, stems_of_words

CASES = (Path(__file__).parents[1] / "cases" / "tokens" / "english.jsonl").read_text(encoding="utf-8").splitlines()
MIXED = st.text(alphabet=st.sampled_from("abcMay twothUS.'’-,%01259#@\n\u00e9他"), max_size=40)
# What is read with the words beside it, and what may stand there.
WORDS = """
one two third thirds fifth fifths quarters first twenty nineteen eighty hundred thousand million bn billion a of and in
May may march March mar. Jan June Fri 5 5bn 5,000 3rd 1984 2.5 COVID (19 US U.S. can't one's cannot house the - , .
"""
BESIDE = st.lists(st.sampled_from(WORDS.split()), max_size=14)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES], ids=lambda c: c["text"])
def test_english(case: dict[str, object]) -> None:
    assert english_stems([str(case["text"])])[0] == case["tokens"]


@given(st.lists(MIXED, max_size=5))
def test_sentences_do_not_touch_each_other(texts: list[str]) -> None:
    """A batch gives what its sentences give alone; no token is empty or holds white space."""
    together = english_stems(texts)
    assert together == [english_stems([text])[0] for text in texts]
    assert all(token and not any(c.isspace() for c in token) for line in together for token in line)


@settings(max_examples=500)
@given(st.one_of(MIXED, BESIDE.map(" ".join), BESIDE.map("-".join)))
@example("He paid a hundred and a third of two fifths in May and 5bn in early March")
def test_only_the_words_beside_a_number_matter(text: str) -> None:
    """Numbers and months that are read with the words around them come out as from the whole sentence."""
    assert english_stems([text]) == [list(stems_of_words(english_words(text)))]
