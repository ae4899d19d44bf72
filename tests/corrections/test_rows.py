"""Rows that a person corrected, told apart: edited, merged, split, moved borders, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.corrected import EN, ZH, aligned, corrections, sentences

from duiqi.corrections import Ruling, correct
from duiqi.corrections.recording import Place
from duiqi.corrections.rows import places_of_rows
from duiqi.model import Alignment, Bead, Pair

A, B, C, D, E = ZH
A_EN, B_EN, D_EN, E_EN = EN
# As aligned: A | A_EN, B | B_EN, C |, D | D_EN, E | E_EN.
UNCHANGED = [(A, A_EN), (B, B_EN), (C, ""), (D, D_EN), (E, E_EN)]


def _rows(alignment: Alignment, rows: list[tuple[str, str]]) -> list[Pair]:
    """Rows as they are read: those that say what they said bear their numbers."""
    ids = {(pair.zh, pair.en): pair.bead for pair in alignment.pairs(unaligned=True)}
    return [Pair(zh, en, 1.0, ids.get((zh, en), Bead(range(0), range(0), 1.0))) for zh, en in rows]


def _corrected(rows: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    alignment, _ = aligned()
    found = places_of_rows(alignment, _rows(alignment, rows))
    assert not found.unknown
    corrected = correct(alignment, corrections(alignment, *found.places))
    assert {outcome.status for outcome in corrected.outcomes} <= {"applied"}
    return [(pair.zh, pair.en, pair.bead.checked) for pair in corrected.alignment.pairs(unaligned=True)]


CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str, str]]]] = {
    "nothing": (UNCHANGED, [(*row, "") for row in UNCHANGED]),
    "edited": (
        [(A, "We signed the pact yesterday."), *UNCHANGED[1:]],
        [(A, "We signed the pact yesterday.", "edited"), *[(*row, "") for row in UNCHANGED[1:]]],
    ),
    "merged": (
        [(A, A_EN), (B + C, B_EN), (D, D_EN), (E, E_EN)],
        [(A, A_EN, ""), (B + C, B_EN, "approved"), (D, D_EN, ""), (E, E_EN, "")],
    ),
    "two pairs merged": (
        [(A, A_EN), (B, B_EN), (C, ""), (D + E, f"{D_EN} {E_EN}")],
        [(A, A_EN, ""), (B, B_EN, ""), (C, "", ""), (D + E, f"{D_EN} {E_EN}", "approved")],
    ),
    "deleted": (
        [(A, A_EN), (C, ""), (D, D_EN), (E, E_EN)],
        [(A, A_EN, ""), (B, "", "rejected"), (C, "", ""), ("", B_EN, "rejected"), (D, D_EN, ""), (E, E_EN, "")],
    ),
    "split": (
        [("我们昨天", "We signed"), ("签署了协议。", "the agreement yesterday."), *UNCHANGED[1:]],
        [
            ("我们昨天", "We signed", "edited"),
            ("签署了协议。", "the agreement yesterday.", "edited"),
            *[(*row, "") for row in UNCHANGED[1:]],
        ],
    ),
    "moved to its neighbour": (
        [(A, A_EN), (B, ""), (C, B_EN), (D, D_EN), (E, E_EN)],
        [(A, A_EN, ""), (B, "", "approved"), (C, B_EN, "approved"), (D, D_EN, ""), (E, E_EN, "")],
    ),
    "one side emptied": (
        [(A, A_EN), (B, B_EN), (C, ""), (D, ""), (E, E_EN)],
        [(A, A_EN, ""), (B, B_EN, ""), (C, "", ""), (D, "", "approved"), ("", D_EN, "approved"), (E, E_EN, "")],
    ),
    "edited and merged": (
        [(A, A_EN), ("会议在北京举行,王先生没来。", "The meeting took place in Beijing."), *UNCHANGED[3:]],
        [
            (A, A_EN, ""),
            ("会议在北京举行,王先生没来。", "The meeting took place in Beijing.", "edited"),
            *[(*row, "") for row in UNCHANGED[3:]],
        ],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_rows(rows: list[tuple[str, str]], expected: Any) -> None:
    assert _corrected(rows) == expected


def test_rows_left_as_they_are_can_be_approved() -> None:
    alignment, _ = aligned()
    found = places_of_rows(alignment, _rows(alignment, UNCHANGED), approve=True)
    corrected = correct(alignment, corrections(alignment, *found.places)).alignment
    assert {bead.score for bead in corrected.beads} == {1.0}
    assert found.unchanged == 5


@given(order=st.permutations(range(5)), numbered=st.booleans())
def test_rows_may_be_sorted(order: list[int], numbered: bool) -> None:
    alignment, _ = aligned()
    rows = list(alignment.pairs(unaligned=True)) if numbered else _rows(alignment, UNCHANGED)
    rows[0] = replace(rows[0], zh="我们前天签署了协议。")
    rows[3] = replace(rows[3], en="")
    whole = places_of_rows(alignment, rows)
    assert len(whole.places) == 3
    assert not whole.sorted
    found = places_of_rows(alignment, [rows[k] for k in order])
    assert found == replace(whole, sorted=order != sorted(order))


def test_of_rows_that_read_the_same_none_is_lost_by_sorting() -> None:
    texts = [("是的。", "Yes."), ("他走了。", "He left."), ("是的。", "Yes."), ("好。", "Good.")]
    zh, en = (sentences(list(side)) for side in zip(*texts, strict=True))
    beads = tuple(Bead(range(k, k + 1), range(k, k + 1), 0.9) for k in range(4))
    alignment = Alignment(tuple(zh), tuple(en), beads)
    rows = [Pair(*texts[k], 1.0, Bead(range(i, i + 1), range(i, i + 1), 1.0)) for i, k in enumerate((3, 0, 2, 1))]
    assert places_of_rows(alignment, rows).places == ()


def test_a_row_of_something_else_is_told() -> None:
    alignment, _ = aligned()
    rows = _rows(
        alignment, [*UNCHANGED[:3], ("完全不同的句子在这里。", "Something else entirely, foreign."), *UNCHANGED[4:]]
    )
    found = places_of_rows(alignment, rows)
    assert [row.zh for row in found.unknown] == ["完全不同的句子在这里。"]
    assert found.places == ()


def test_rows_with_numbers_are_told_by_them() -> None:
    alignment, _ = aligned()
    rows = list(alignment.pairs(unaligned=True))
    rows[0] = replace(rows[0], zh="我们前天签署了协议。")
    rows[1] = replace(rows[1], en="The meeting was in Beijing.")
    found = places_of_rows(alignment, rows)
    assert [(place.now_zh, place.now_en) for place in found.places] == [
        (("我们前天签署了协议。",), None),
        (None, ("The meeting was in Beijing.",)),
    ]


def test_of_rows_that_were_split_and_merged_the_borders_are_told() -> None:
    alignment, _ = aligned()
    rows = [
        ("我们昨天", A_EN),
        ("签署了协议。", "The meeting"),
        ("会议在北京举行，王先生没有来。", "was held in Beijing."),
    ]
    (place,) = places_of_rows(alignment, _rows(alignment, [*rows, *UNCHANGED[3:]])).places
    assert place.zh_of == ((0, 1), (0, 1), (1, 3))
    assert place.en_of == ((0, 1), (1, 2), (1, 2))


def test_rows_of_a_list_that_each_language_sorts_its_own_way() -> None:
    zh, en = sentences(["苹果", "梨子", "香蕉", "葡萄"]), sentences(["Apple", "Banana", "Grape", "Pear"])
    beads = [Bead(range(i, i + 1), range(j, j + 1), 0.9, kind="reordered") for i, j in enumerate((0, 3, 1, 2))]
    alignment = Alignment(tuple(zh), tuple(en), tuple(beads), source="list.txt")
    rows = list(alignment.pairs())
    rows[1] = replace(rows[1], en="Pears")
    found = places_of_rows(alignment, rows)
    assert [(place.zh, place.en, place.now_en) for place in found.places] == [(range(1, 2), range(3, 4), ("Pears",))]
    corrected = correct(alignment, corrections(alignment, *found.places)).alignment
    assert [(pair.zh, pair.en) for pair in corrected.pairs()][1] == ("梨子", "Pears")
    assert [s.text for s in corrected.en] == ["Apple", "Banana", "Grape", "Pears"]
    # Two entries as one: the English of them stands apart.
    merged = [rows[0], replace(rows[1], zh="梨子香蕉", en="Pear Banana"), rows[3]]
    found = places_of_rows(alignment, merged)
    assert (found.places, [row.zh for row in found.unknown]) == ((), ["梨子香蕉"])
    merge = Place(range(1, 3), range(3, 4), beads=(Ruling(2, 1),))
    outcomes = correct(alignment, corrections(alignment, merge)).outcomes
    assert [outcome.status for outcome in outcomes] == ["applied"]
