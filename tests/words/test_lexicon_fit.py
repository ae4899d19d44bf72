"""Words fitted to a lexicon, against an obvious search for what to join."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.words.lexicon_fit import END, KnownWords, fit_words

TEXTS = st.text("天木人", min_size=1, max_size=4)
TABLES = st.sets(TEXTS, min_size=1, max_size=8)


def lexicon_of(words: set[str]) -> KnownWords:
    return KnownWords(np.array(sorted(words), dtype="U4"))


@given(TABLES, st.lists(st.text("天木人和", min_size=1, max_size=6), max_size=12))
@settings(max_examples=80, deadline=None)
def test_where_a_known_word_may_begin_that_has_the_next_one_too(known: set[str], words: list[str]) -> None:
    expected = [any(each.startswith((a + b)[:3]) for each in known) for a, b in pairwise(words)]
    assert lexicon_of(known).may_begin(words) == [k for k, may in enumerate(expected) if may]


def joined(words: list[str], known: set[str]) -> list[str]:
    """The same from the left, of known words the longest of up to four neighbours."""
    out, start = [], 0
    while start < len(words):
        sizes = [n for n in (4, 3, 2) if start + n <= len(words) and "".join(words[start : start + n]) in known]
        size = sizes[0] if sizes else 1
        out.append("".join(words[start : start + size]))
        start += size
    return out


@given(TABLES, st.lists(st.lists(TEXTS, max_size=8), max_size=4))
@settings(max_examples=80, deadline=None)
def test_neighbours_are_joined_as_an_obvious_search_does(known: set[str], sentences: list[list[str]]) -> None:
    found = fit_words([word for words in sentences for word in (*words, END)], lexicon_of(known))
    assert len(found) == len(sentences)
    for words, fitted in zip(sentences, found, strict=True):
        whole = joined(words, known)
        assert "".join(fitted) == "".join(whole)
        ends = [0, *np.cumsum([len(word) for word in whole]).tolist()]
        marks = {0, *np.cumsum([len(word) for word in fitted]).tolist()}
        for word, (start, end) in zip(whole, pairwise(ends), strict=True):
            assert {start, end} <= marks
            assert word not in known or not marks & set(range(start + 1, end))
