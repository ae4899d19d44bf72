"""How many clauses sentences have, and what the score makes of it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bitexts import spans_of

from duiqi.aligner.bitext.characters import Characters
from duiqi.aligner.bitext.clause_marks import clause_counts
from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.arrays.types import FloatArray


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("", 1),
        ("他来了。", 1),
        ("他来了，坐下，说：“好。”", 4),
        ("苹果、梨和桃。", 2),
        ("“来？来！”他说……", 3),
        ("他问：", 1),
        ("支持各方；", 1),
        ("He came, sat down and said: “Good.”", 3),
        ("In 1990–2000, 1,000 people came at 10:30.", 2),
        ("Mr. Wang went -- at once.'", 2),
        ("He came. . . and went.", 3),
        ("在1990—2000年,有1,000人。", 2),
        ("Wait ... no", 2),
        ("a,,;b", 2),
        (".\n.", 1),
    ],
)
def test_clauses_of_a_sentence(sentence: str, clauses: int) -> None:
    assert counted([sentence]).tolist() == [clauses]


def counted(sentences: list[str]) -> FloatArray:
    return clause_counts(sentences, Characters.of_sentences(sentences))


# The same, as one expression.
MARK = "[，,、；;：:—–…。！？!?]"
MARKS = re.compile(rf"(?:{MARK}(?![0-9])|(?<![0-9]){MARK}|--|\.(?=\s?\.))+")


@given(st.lists(st.text(alphabet="a1 ，,.…。:-”\t\n", max_size=20), max_size=4))
def test_marks_of_all_sentences_are_those_of_each(sentences: list[str]) -> None:
    ends = "\t\n\"'”’」』》）)】］]〕〉 。！？!?.…，,；;：:—–-、"
    assert counted(sentences).tolist() == [len(MARKS.findall(s.rstrip(ends))) + 1 for s in sentences]


@given(st.lists(st.text(max_size=20), max_size=4))
def test_spaces_count_for_no_length(sentences: list[str]) -> None:
    lengths = Characters.of_sentences(sentences).lengths()
    assert lengths.tolist() == [len("".join(sentence.split())) for sentence in sentences]


@given(st.lists(st.text(alphabet="a1 ，,.…。:-”", max_size=20), max_size=4))
def test_a_sentence_has_a_clause_more_than_marks_at_most(sentences: list[str]) -> None:
    counts = counted(sentences)
    marks = np.array([sum(char in "，,.…。:-" for char in sentence) for sentence in sentences])
    assert counts.shape == (len(sentences),)
    assert ((counts >= 1) & (counts <= 1 + marks)).all()


def test_clauses_that_agree() -> None:
    bitext = make_bitext(["他来了，坐下，走了。", "好。"], ["He came.", "He sat down, then he left.", "Good."])
    context = feature_context(bitext, spans_of((0, 0, 1, 1), (0, 0, 1, 2), (0, 0, 2, 3), (0, 0, 2, 2), (0, 0, 2, 0)))
    found = feature_matrix(context, ["clauses_agree"]).ravel()
    assert found.tolist() == pytest.approx([-2 / np.sqrt(4), 0.0, 0.0, -1 / np.sqrt(7), 0.0])
