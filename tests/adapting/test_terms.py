"""Terms that aligned text supports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.terms import ai_terms, planted, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.adapting.terms import find_terms, known_pairs
from duiqi.own_words import OwnWords

SHARED = Path(os.environ.get("DUIQI_SHARED", "../shared"))
# Everyday sentences, into which terms are put: each sentence stands three times, each term four times.
FRAMES = (
    ("他昨天谈到{}。", "Yesterday he spoke of the {}."),
    ("{}是什么？", "What is a {}?"),
    ("我们需要{}吗？", "Do we need the {}?"),
    ("书里写了{}的历史。", "The book tells the history of the {}."),
)
TERMS = (("阻尼因子", "damping factor"), ("决策树桩", "decision stump"), ("数据整理", "data wrangling"))


def texts() -> list[tuple[str, str]]:
    return [(zh.format(a), en.format(b)) for zh, en in FRAMES for a, b in TERMS]


def found(own: OwnWords | None = None) -> list[tuple[str, str]]:
    zh, en = zip(*texts(), strict=True)
    return [(term.zh, term.en) for term in find_terms(zh, en, known_pairs(own), least=4)]


def test_terms_are_found_and_everyday_words_are_not() -> None:
    assert sorted(found()) == sorted(TERMS)


def test_what_is_in_the_termbase_is_left_out() -> None:
    assert sorted(found(OwnWords(TERMS[:1]))) == sorted(TERMS[1:])


def test_counts_score_and_example() -> None:
    zh, en = zip(*texts(), strict=True)
    term = next(term for term in find_terms(zh, en, known_pairs(), examples=2) if term.zh == "阻尼因子")
    assert (term.together, term.zh_texts, term.en_texts, term.examples) == (4, 4, 4, (0, 3))
    # Dice less half an occurrence; G² of 4 of 12 texts with both and the others with neither.
    assert term.score == pytest.approx(2 * 3.5 / 8)
    assert term.log_likelihood == pytest.approx(15.28, abs=0.01)


def test_what_the_lexicon_knows() -> None:
    is_known = known_pairs()
    assert is_known("经济", "economy")
    assert is_known("人工智能", "artificial intelligence")
    assert not is_known("经济", "damping")
    assert not is_known("阻尼因子", "damping factor")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.text("经济发展和阻尼因子，。", max_size=10), st.text("damping of factor .,", max_size=15)),
        max_size=8,
    )
)
def test_counts_are_of_the_texts(pairs: list[tuple[str, str]]) -> None:
    zh, en = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    terms = find_terms(zh, en, lambda _zh, _en: False, least=2)
    for term in terms:
        assert 2 <= term.together <= min(term.zh_texts, term.en_texts) <= len(pairs)
        assert 0 <= term.score <= 1
        assert all(term.zh in zh[k] for k in term.examples)
    assert len({term.zh for term in terms}) == len({term.en.lower() for term in terms}) == len(terms)


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "real").exists(), reason="no development data")
def test_of_a_planted_glossary_the_first_hundred_are_right() -> None:
    """.86 when this was written (tests/benchmarks/terms.py)."""
    glossary = ai_terms(SHARED)
    zh, en = zip(*planted(sentences(SHARED), glossary, (3, 8)), strict=True)
    entries = {(a, b.lower()) for a, b in glossary}
    first = find_terms(zh, en, known_pairs())[:100]
    assert sum((term.zh, term.en.lower()) in entries for term in first) >= 80
