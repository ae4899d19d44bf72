"""Repairs are found again in the raw text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from duiqi.cleaning import clean, locate, raw_places
from duiqi.model import Edit


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[Edit]]:
    """A raw text, what arbitrary edits make of it, and the edits."""
    raw = text = draw(st.text("ab\n字", max_size=40))
    edits = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        after = draw(st.text("xy", max_size=3))
        edits.append(Edit("test", start, text[start:end], after))
        text = text[:start] + after + text[end:]
    return raw, text, edits


@given(edited())
def test_edits_can_be_undone(case: tuple[str, str, list[Edit]]) -> None:
    raw, text, edits = case
    assert raw_places(text, edits)[0] == raw
    repairs = locate(text, edits)
    assert sorted(map(repr, (repair.edit for repair in repairs))) == sorted(map(repr, edits))
    assert [repair.start for repair in repairs] == sorted(repair.start for repair in repairs)
    for repair in repairs:
        assert 0 <= repair.start <= len(raw)
        assert repair.line == raw.count("\n", 0, repair.start) + 1


def test_the_place_in_the_raw_text() -> None:
    raw = "一\n國務(wù)委員和經(jīng)濟&mdash;貿(mào)易\n"
    cleaned = clean(raw)
    assert cleaned.text == "一\n國務委員和經濟—貿易\n"
    found = [(repair.line, repair.start, repair.before, repair.after) for repair in locate(cleaned.text, cleaned.edits)]
    assert found == [
        (2, 4, "國務(wù)委員和經", "國務委員和經"),
        (2, 12, "委員和經(jīng)濟—貿易", "委員和經濟—貿易"),
        (2, 19, "ng)濟&mdash;貿(mà", "ng)濟—貿(mà"),
        (2, 27, "經濟—貿(mào)易", "經濟—貿易"),
    ]


def test_every_repair_of_the_sample_is_in_the_raw_text(seed_path: Path) -> None:
    raw = seed_path.read_text(encoding="utf-8")
    cleaned = clean(raw)
    repairs = locate(cleaned.text, cleaned.edits)
    assert len(repairs) == 126
    for repair in repairs:
        if repair.edit.before.startswith("("):
            assert raw[repair.start :].startswith(repair.edit.before)


def test_every_place_of_the_cleaned_text_is_known_in_the_raw_one(seed_path: Path) -> None:
    raw = seed_path.read_text(encoding="utf-8")
    cleaned = clean(raw)
    before, origin = raw_places(cleaned.text, cleaned.edits)
    assert before == raw
    assert len(origin) == len(cleaned.text) + 1
    assert origin == sorted(origin)
    assert (origin[0], origin[-1]) == (0, len(raw))
    at = cleaned.text.index("國務委員")
    assert raw[origin[at] : origin[at + 4]] == "國務(wù)委員"
