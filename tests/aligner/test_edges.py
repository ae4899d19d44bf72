"""Marks at the edges of sentences, and what the features make of paragraphs."""

from __future__ import annotations

import pytest
from support.bitexts import spans_of

from duiqi.aligner.bitext.edges import Places, boundaries
from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import feature_matrix

CHINESE = "我们将做三件事，即支持各方、建设智慧城市、发展电商。"
LIST = "support all parties, build smart cities and develop e-commerce."


def test_marks_at_the_ends_of_sentences() -> None:
    marks = boundaries(["他问：", "“你来吗？”", "“来”。", "她说"], "zh", None)
    assert marks.colon.tolist() == [False, True, False, False, False]
    assert marks.question.tolist() == [False, False, True, False, False]
    assert marks.closes.tolist() == [False, False, True, False, False]
    assert marks.opens.tolist() == [False, True, True, False, False]
    assert not marks.inside.any()
    assert not marks.has_paragraphs


@pytest.mark.parametrize(
    ("first", "inside"),
    [("We will do three things:", 0), ("We will do three things.", 1), ("We will do three things", 1)],
)
def test_a_colon_leads_on_to_the_next_paragraph(first: str, inside: int) -> None:
    bitext = make_bitext([CHINESE], [first, LIST], Places([0], [0]), Places([0, 1], [0, 0]))
    context = feature_context(bitext, spans_of((0, 0, 1, 2)))
    assert feature_matrix(context, ["paragraph_inside", "paragraph_both"]).tolist() == [[inside, 1.0]]


@pytest.mark.parametrize(
    ("zh", "en", "turns"),
    [
        (["“你来吗？”", "“来。”"], ["“Will you come?”", "“I will.”"], 2),
        (["“你来吗？”", "“来。”"], ["“Will you come?”", "He said he would."], 1),
        (["“你来吗？", "来吧。”"], ["“Will you come?", "Do.”"], 0),
        (["他说：“来。”", "她说：“不来。”"], ["He said: “Come.”", "She said: “No.”"], 0),
    ],
)
def test_another_speaks_inside_a_bead(zh: list[str], en: list[str], turns: int) -> None:
    context = feature_context(make_bitext(zh, en), spans_of((0, 0, 1, 1), (0, 0, 2, 2), (0, 0, 2, 0)))
    assert feature_matrix(context, ["turns_inside"]).tolist() == [[0.0], [float(turns)], [0.0]]


def test_quotations_that_open_after_the_end() -> None:
    bitext = make_bitext(["他来了。", "“好。”", "是的。"], ["He came.", "“Good.”", "“Yes,” he said."])
    context = feature_context(bitext, spans_of((0, 0, 1, 1), (1, 1, 1, 1), (2, 2, 1, 1)))
    assert feature_matrix(context, ["opens_both", "opens_one"]).tolist() == [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]


def test_a_question_before_the_last_sentence_of_a_bead() -> None:
    bitext = make_bitext(["你来吗？", "我来。", "谁？"], ["Will you come?", "I will. ", "Who?", "He?"])
    spans = spans_of((0, 0, 1, 1), (0, 0, 2, 1), (0, 0, 2, 2), (1, 1, 2, 3), (0, 0, 2, 0))
    questions = feature_matrix(feature_context(bitext, spans), ["question_inside"])
    assert questions.tolist() == [[0.0], [1.0], [2.0], [1.0], [0.0]]
