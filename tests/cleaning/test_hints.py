"""Hints follow their text through the repairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duiqi.cleaning import clean
from duiqi.cleaning.hints import carry
from duiqi.model import Edit, Hint


def test_bounds_inside_a_repair_move_to_its_ends() -> None:
    text = "國務(wù)委員\n\n經(jīng)濟"
    cleaned = clean(text)
    hints = (Hint(0, 8, "zh", place="a"), Hint(3, 5), Hint(10, 18, row=1))
    moved = carry(hints, cleaned.edits)
    assert [cleaned.text[hint.start : hint.end] for hint in moved] == ["國務委員", "", "經濟"]
    assert [(hint.language, hint.row) for hint in moved] == [("zh", None), (None, None), (None, 1)]
    assert moved[0].place == "a"


def test_nothing_moves_without_edits() -> None:
    hints = (Hint(0, 3),)
    assert carry(hints, ()) == hints
    assert carry((), (Edit("x", 0, "a", ""),)) == ()


CHANGES = st.tuples(st.integers(0, 12), st.integers(1, 3), st.text("xy", max_size=3))


@given(st.lists(CHANGES, max_size=6), st.data())
def test_offsets_are_as_after_one_edit_and_the_next(changes: list[tuple[int, int, str]], data: st.DataObject) -> None:
    text = "abcdefghijkl"
    start = data.draw(st.integers(0, len(text)))
    hints: tuple[Hint, ...] = (Hint(start, data.draw(st.integers(start, len(text)))),)
    edits = []
    step_by_step = hints
    for at, length, after in changes:
        if at >= len(text):
            continue
        edit = Edit("x", at, text[at : at + length], after)
        edits.append(edit)
        step_by_step = carry(step_by_step, (edit,))
        text = text[:at] + after + text[at + len(edit.before) :]
    assert carry(hints, edits) == step_by_step
    assert 0 <= step_by_step[0].start <= step_by_step[0].end <= len(text)
