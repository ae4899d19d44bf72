"""Where repairs are in the cleaned text, and which sentences they touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.cleaning import INFERRED, clean, inferred_right, mark_repaired, repaired_spans
from duiqi.cleaning.spans import LEFT_BEHIND, soundness_of
from duiqi.model import Edit, Sentence
from duiqi.segmentation import segment


def marks(raw: str, text: str, edits: tuple[Edit, ...]) -> list[tuple[str, str]]:
    """Each sentence with what it knows of its repairs."""
    return [(sentence.text, sentence.repair) for sentence in mark_repaired(segment(text, "zh"), edits)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("他来了。國務(wù)委員走了。完。", [("他来了。", ""), ("國務委員走了。", "exact"), ("完。", "")]),
        ("你好。\u200b再见。", [("你好。", ""), ("再见。", "")]),
        ("他们在会议上讨论了许多重要的问题并且达成了\n广泛的共识，决定继续加强合作。好。",
         [("他们在会议上讨论了许多重要的问题并且达成了广泛的共识，决定继续加强合作。", "exact"), ("好。", "")]),
        ("落實“一帶一路”倡議。要發揮重要作用。現在?!耙粠б宦贰背h是平臺。好。",
         [("落實“一帶一路”倡議。", ""), ("要發揮重要作用。", ""), ("現在。", "inferred"),
          ("“一帶一路”倡議是平臺。", "inferred"), ("好。", "")]),
    ],
)  # fmt: skip
def test_sentences_that_a_repair_touches(raw: str, expected: list[tuple[str, str]]) -> None:
    cleaned = clean(raw)
    assert marks(raw, cleaned.text, cleaned.edits) == expected


def test_inferred_repairs_cost_certainty() -> None:
    inferred = Edit("slipped bytes", 1, "x", "乙", "inferred", "slipped bytes", 4.0)
    exact = Edit("entities", 5, "&amp;", "&")
    sentences = (Sentence("甲乙。", 0, 3), Sentence("丙丁&。", 3, 7))
    first, second = mark_repaired(sentences, (exact, inferred))
    assert (first.repair, second.repair) == ("inferred", "exact")
    assert first.soundness == pytest.approx(inferred_right("slipped bytes") * 0.982, abs=1e-4)
    assert second.soundness == 1.0


def test_a_sentence_that_keeps_a_mark_of_those_taken_out_is_hardly_right() -> None:
    gone = Edit("private use", 1, "\ue5e5", "", "inferred", "strewn blanks", 20.0)
    kept, clean_one = Sentence("甲乙\ue5e5丙。", 0, 5), Sentence("丁。", 5, 7)
    (left, other) = mark_repaired((kept, clean_one), (gone,))
    assert (left.repair, other.repair, other.soundness) == ("inferred", "", 1.0)
    (whole,) = mark_repaired((Sentence("甲乙丙。", 0, 4),), (gone,))
    assert whole.soundness > 0.99
    assert left.soundness == pytest.approx(whole.soundness * soundness_of(*LEFT_BEHIND))
    assert left.soundness < 0.2
    # Marks that were never taken out say nothing: a font may mean them.
    (own,) = mark_repaired((Sentence("甲乙\ue4c3丙。", 0, 5),), (gone,))
    assert own.soundness == whole.soundness


def test_few_cases_say_little() -> None:
    assert inferred_right("never seen") == 0.5
    for process, (right, of) in INFERRED.items():
        assert 0 <= right <= of
        assert abs(inferred_right(process) - 0.5) <= abs(right / of - 0.5)


def test_what_is_inferred_to_be_taken_out_touches_its_neighbours() -> None:
    sentences = (Sentence("一。", 0, 2), Sentence("二。", 2, 4))
    gone = Edit("x", 2, "?", "", "inferred")
    assert [s.repair for s in mark_repaired(sentences, (gone,))] == ["inferred", "inferred"]
    assert [s.repair for s in mark_repaired(sentences, (Edit("x", 2, "?", ""),))] == ["", ""]
    assert [s.repair for s in mark_repaired(sentences, (Edit("x", 1, "?", ""),))] == ["exact", ""]


CHANGES = st.tuples(st.integers(0, 12), st.integers(1, 3), st.text("xy", max_size=3))


@given(st.lists(CHANGES, max_size=8))
def test_what_repairs_wrote_is_inside_their_spans(changes: list[tuple[int, int, str]]) -> None:
    text = "abcdefghijkl"
    edits = []
    for at, length, after in changes:
        if at < len(text):
            edits.append(Edit("x", at, text[at : at + length], after))
            text = text[:at] + after + text[at + len(edits[-1].before) :]
    spans = repaired_spans(edits)
    assert len(spans) == len(edits)
    covered = {k for span in spans for k in range(span.start, span.end)}
    assert covered >= {k for k, char in enumerate(text) if char in "xy"}
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
