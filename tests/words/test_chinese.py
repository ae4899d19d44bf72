"""Chinese words: cases, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.words.chinese import chinese_words
from duiqi.words.lexicon_fit import CHINESE_FUNCTION_WORDS

CASES = (Path(__file__).parents[1] / "cases" / "tokens" / "chinese.jsonl").read_text(encoding="utf-8").splitlines()
MIXED = st.text(
    alphabet=st.sampled_from("他们的一二三十百万亿第月年点两，。“”在小心翼翼星期天學習aB1 9.%'-#@\n\ue000"), max_size=40
)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES], ids=lambda c: c["text"])
def test_chinese(case: dict[str, object]) -> None:
    tokens = chinese_words([str(case["text"])])[0]
    if "tokens" in case:
        assert tokens == case["tokens"]
    for prefix in case.get("without", []):  # type: ignore[attr-defined]
        assert not any(token.startswith(prefix) for token in tokens), tokens


def test_traditional_matches_simplified() -> None:
    assert chinese_words(["國務院總理說，漢語學習者達到兩億人"]) == chinese_words(
        ["国务院总理说，汉语学习者达到两亿人"]
    )


def test_function_words_are_dropped() -> None:
    words = chinese_words(["我的书在桌子上，他也把它给我了"])[0]
    assert not CHINESE_FUNCTION_WORDS.intersection(words)
    assert {"我", "书", "他", "它"} <= set(words)


def test_private_use_characters_do_no_harm() -> None:
    assert chinese_words(["\ue000三人\ue001和Tom"]) == chinese_words(["三人和Tom"])


@given(st.lists(MIXED, max_size=5))
@settings(deadline=None)  # the first call loads dictionaries
def test_sentences_do_not_touch_each_other(texts: list[str]) -> None:
    """A batch gives what its sentences give alone; no token is empty or holds white space."""
    together = chinese_words(texts)
    assert together == [chinese_words([text])[0] for text in texts]
    assert all(token and not any(c.isspace() for c in token) for line in together for token in line)
