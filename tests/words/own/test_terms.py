"""Terms of a termbase in the tokens of a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.adapting import read_own_words
from duiqi.own_words import OwnWords
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import document_table, load_lexicon
from duiqi.words.own.table import table_with_own
from duiqi.words.own.terms import UNIT, Tokens, read_terms, tokens_with_terms

CASES = Path(__file__).parents[2] / "cases" / "adapting"


@pytest.mark.parametrize("case", json.loads((CASES / "terms.json").read_text("utf-8")), ids=lambda case: case["why"])
def test_terms_become_units(case: dict[str, Any]) -> None:
    terms = read_terms(read_own_words([CASES / "termbase.tsv"]))
    found = tokens_with_terms([case["zh"]], [case["en"]], terms)
    assert (found.zh, found.en) == ([case["zh_tokens"]], [case["en_tokens"]])
    assert [list(pair) for pair in found.pairs] == case["pairs"]


def _table(own: OwnWords, tokens: Tokens) -> dict[tuple[str, str], float]:
    zh, en = (list(dict.fromkeys(w for line in lines for w in line)) for lines in (tokens.zh, tokens.en))
    table = table_with_own(load_lexicon(), zh, en, own, tokens)
    return {(zh[i], en[j]): b for i, j, b in zip(table.zh, table.en, table.strength, strict=True)}


def test_a_unit_beside_another_translation_is_what_its_words_are() -> None:
    own = OwnWords((("经济发展", "development of economies"),))
    tokens = tokens_with_terms(
        ["经济发展", "发展"], ["The development of an economy", "progress, an economy"], read_terms(own)
    )
    strengths = _table(own, tokens)
    unit_zh, unit_en = tokens.zh[0][0], tokens.en[0][0]
    assert strengths[unit_zh, unit_en] == 1.0
    zh, en = chinese_words(["经济", "发展"]), english_stems(["economy", "development"])
    alone = document_table(load_lexicon(), [w for line in zh for w in line], [w for line in en for w in line])
    assert strengths["发展", unit_en] == pytest.approx(float(np.max(alone.strength[alone.row(1)])))
    assert strengths[unit_zh, "economi"] > 0.1


texts = st.lists(st.text("经济发展的阻尼因子，5。 G", max_size=12), max_size=4)
ENGLISH = ("the", "damping", "factor", "economy", "of", "5", "G")
english = st.lists(st.lists(st.sampled_from(ENGLISH)).map(" ".join), max_size=4)
some_terms = st.lists(
    st.tuples(st.text("经济发展的阻尼因子5 ·", max_size=5), st.sampled_from(["damping factor", "5 G", "of"]))
)


@settings(deadline=None, max_examples=60)
@given(texts, english, some_terms)
def test_units_lose_no_words(zh: list[str], en: list[str], terms: list[tuple[str, str]]) -> None:
    own = OwnWords(tuple(terms))
    found = tokens_with_terms(zh, en, read_terms(own))
    assert len(found.zh) == len(zh)
    stems = english_stems(en)
    for line, plain in zip(found.en, stems, strict=True):
        # As many tokens as stems, in their order.
        assert len(line) == len(plain)
        assert all(
            token == stem or (token[0] == UNIT and stem in token) for token, stem in zip(line, plain, strict=True)
        )
    assert all(0 < strength <= 1 for strength in _table(own, found).values())


def test_without_terms_the_tokens_stay() -> None:
    zh, en = ["该阻尼因子很大。"], ["A large damping factor."]
    found = tokens_with_terms(zh, en, read_terms(OwnWords((("无关", "elsewhere"),))))
    assert (found.zh, found.en, found.pairs) == (chinese_words(zh), english_stems(en), ())
