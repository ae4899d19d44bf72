"""Corrections applied to an alignment: fixed, edited, split, joined, rejected; and what cannot be applied is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.corrected import EN, ZH, aligned, corrections, numbers

from duiqi.corrections import Correction, Ruling, correct
from duiqi.corrections.recording import Place, ruled
from duiqi.model import Alignment

MERGED = Place(range(1, 3), range(1, 2), beads=(Ruling(2, 1),))


def _statuses(outcomes: object) -> list[str]:
    return [outcome.status for outcome in outcomes]  # type: ignore[attr-defined]


def test_with_none_it_stays_as_it_was() -> None:
    alignment, lattice = aligned()
    assert correct(alignment, [], lattice).alignment is alignment


@pytest.mark.parametrize("anew", [True, False])
def test_a_merged_bead(anew: bool) -> None:
    alignment, lattice = aligned()
    assert numbers(alignment) == [([0], [0]), ([1], [1]), ([2], []), ([3], [2]), ([4], [3])]
    corrected = correct(alignment, corrections(alignment, MERGED), lattice if anew else None)
    assert _statuses(corrected.outcomes) == ["applied"]
    found = corrected.alignment
    assert numbers(found) == [([0], [0]), ([1, 2], [1]), ([3], [2]), ([4], [3])]
    assert (found.beads[1].score, found.beads[1].checked) == (1.0, "approved")
    assert [bead.checked for bead in found.beads[2:]] == ["", ""]
    assert found.signature.endswith("|corrections:1")


@pytest.mark.parametrize("anew", [True, False])
def test_an_edited_sentence(anew: bool) -> None:
    alignment, lattice = aligned()
    edit = Place(range(0), range(2, 3), now_en=("The weather was beautiful.",))
    found = correct(alignment, corrections(alignment, edit), lattice if anew else None).alignment
    assert numbers(found) == numbers(alignment)
    assert found.en[2].text == "The weather was beautiful."
    assert [bead.checked for bead in found.beads] == ["", "", "", "edited", ""]
    assert [bead.score for bead in found.beads] == [bead.score for bead in alignment.beads]


@pytest.mark.parametrize("anew", [True, False])
def test_a_rejected_pair_is_left_out(anew: bool) -> None:
    alignment, lattice = aligned()
    place = ruled(alignment.beads[3], "rejected")
    found = correct(alignment, corrections(alignment, place), lattice if anew else None).alignment
    assert numbers(found) == [([0], [0]), ([1], [1]), ([2], []), ([3], []), ([], [2]), ([4], [3])]
    assert [(bead.checked, bead.score) for bead in found.beads[3:5]] == [("rejected", 1.0)] * 2
    assert len(found) == 3


@pytest.mark.parametrize("anew", [True, False])
def test_a_split_and_a_join(anew: bool) -> None:
    alignment, lattice = aligned()
    split = Place(
        range(0, 1), range(0, 1), ("我们昨天", "签署了协议。"), ("We signed", "the agreement yesterday."),
        (Ruling(1, 1), Ruling(1, 1)),
    )  # fmt: skip
    join = Place(range(1, 3), range(1, 2), ("会议在北京举行,王先生没有来。",), None, (Ruling(1, 1),))
    corrected = correct(alignment, corrections(alignment, split, join), lattice if anew else None)
    assert _statuses(corrected.outcomes) == ["applied", "applied"]
    found = corrected.alignment
    assert numbers(found) == [([0], [0]), ([1], [1]), ([2], [2]), ([3], [3]), ([4], [4])]
    assert [s.text for s in found.zh] == ["我们昨天", "签署了协议。", "会议在北京举行,王先生没有来。", *ZH[3:]]
    assert [bead.checked for bead in found.beads] == ["edited"] * 3 + [""] * 2
    assert [bead.score for bead in found.beads[:3]] == [1.0] * 3


def test_of_a_split_beside_a_join_the_paragraphs_stay() -> None:
    alignment, lattice = aligned()
    zh = tuple(replace(sentence, paragraph=number) for number, sentence in enumerate(alignment.zh))
    alignment = replace(alignment, zh=zh)
    now = ("我们昨天签署了协议。会议在北京举行,", "王先生没有", "来。")
    place = Place(range(3), range(2), now, beads=(Ruling(3, 2),), zh_of=((0, 2), (2, 3), (2, 3)))
    for anew in (True, False):
        found = correct(alignment, corrections(alignment, place), lattice if anew else None)
        assert _statuses(found.outcomes) == ["applied"]
        assert [(s.text, s.paragraph) for s in found.alignment.zh[:4]] == [
            *zip(now, (0, 2, 2), strict=True),
            (ZH[3], 3),
        ]
        assert numbers(found.alignment)[0] == ([0, 1, 2], [0, 1])


def test_what_two_people_say_alike_is_made_once_with_all_that_is_told() -> None:
    alignment, lattice = aligned()
    now = ("我们昨天签署了协议。会议在北京举行,", "王先生没有", "来。")
    place = Place(range(3), range(2), now, beads=(Ruling(3, 2),))
    more = replace(place, zh_of=((0, 2), (2, 3), (2, 3)))
    wang, bert = corrections(alignment, place), corrections(alignment, more, who="bert", path="d.jsonl")
    for made in ([*wang, *bert], [*bert, *wang]):
        found = correct(alignment, made, lattice)
        assert _statuses(found.outcomes) == ["applied", "applied"]
        assert [s.text for s in found.alignment.zh[:3]] == list(now)
        assert found.alignment.zh[1].paragraph == 2


def test_what_is_left_of_an_old_bead_is_found_anew_or_left_alone() -> None:
    alignment, lattice = aligned()
    fixed = corrections(alignment, Place(range(0, 1), range(1, 2), beads=(Ruling(1, 1),)))
    assert numbers(correct(alignment, fixed, lattice).alignment)[:2] == [([], [0]), ([0], [1])]
    laid_over = correct(alignment, fixed).alignment
    assert numbers(laid_over) == [([], [0]), ([0], [1]), ([1], []), ([2], []), ([3], [2]), ([4], [3])]


def test_the_neighbours_of_the_fixed_bead_are_aligned_anew() -> None:
    alignment, lattice = aligned()
    fixed = corrections(alignment, Place(range(3, 4), range(1, 2), beads=(Ruling(1, 1),)))
    found = correct(alignment, fixed, lattice).alignment
    assert ([3], [1]) in numbers(found)
    assert ([4], [3]) in numbers(found)
    assert sorted(i for bead in found.beads for i in bead.zh) == list(range(5))


def test_numbers_hold_in_the_same_document_and_texts_in_another() -> None:
    alignment, _ = aligned()
    made = corrections(alignment, MERGED, Place(range(0), range(3, 4), now_en=("Back to Shanghai.",)))
    later, lattice = aligned(("新的一句。", *ZH), ("A new sentence.", *EN))
    corrected = correct(later, made, lattice)
    assert _statuses(corrected.outcomes) == ["applied", "applied"]
    assert ([2, 3], [2]) in numbers(corrected.alignment)
    assert corrected.alignment.en[4].text == "Back to Shanghai."


def test_what_was_corrected_in_the_document_itself_is_there_already() -> None:
    alignment, _ = aligned()
    join = Place(range(1, 3), range(1, 2), ("会议在北京举行,王先生没有来。",), None, (Ruling(1, 1),))
    made = corrections(alignment, join)
    later, lattice = aligned((ZH[0], "会议在北京举行,王先生没有来。", *ZH[3:]))
    corrected = correct(later, made, lattice)
    assert _statuses(corrected.outcomes) == ["applied"]
    assert corrected.alignment.zh == later.zh
    assert (corrected.alignment.beads[1].score, corrected.alignment.beads[1].checked) == (1.0, "approved")


def test_what_is_gone_or_stands_twice_is_listed() -> None:
    alignment, _ = aligned()
    made = corrections(alignment, MERGED, ruled(alignment.beads[0]))
    later, lattice = aligned((*ZH[:2], "王先生来了。", *ZH[3:], ZH[0]), EN)
    outcomes = correct(later, made, lattice).outcomes
    assert [(o.status, o.reason) for o in outcomes] == [
        ("not found", "the Chinese text is no longer there, or has changed"),
        ("applied", ""),
    ]
    twice, _ = aligned(ZH * 2, EN * 2)
    outcome = correct(twice, made)
    assert [(o.status, o.reason) for o in outcome.outcomes] == [
        ("more than one place", "the Chinese text stands at 2 places with the same text around it"),
        ("applied", ""),
    ]


def test_a_sentence_that_stands_often_is_told_by_its_neighbours() -> None:
    zh, en = ("是的。", ZH[0], "是的。", ZH[1]), ("Yes.", EN[0], "Yes.", EN[1])
    alignment, _ = aligned(zh, en)
    made = corrections(alignment, Place(range(2, 3), range(0), now_zh=("对的。",)))
    later, _ = aligned(("是的。", "是的。", *zh), ("Yes.", "Yes.", *en))
    corrected = correct(later, made)
    assert _statuses(corrected.outcomes) == ["applied"]
    assert corrected.alignment.zh[4].text == "对的。"


def _two(
    alignment: Alignment, one: Place, other: Place, who: str = "li", when: str = "2026-11-30T00:00:00Z"
) -> list[Correction]:
    return [*corrections(alignment, one), *corrections(alignment, other, who=who, when=when, path="d.jsonl")]


def test_two_people_who_say_otherwise_are_both_listed() -> None:
    alignment, lattice = aligned()
    corrected = correct(alignment, _two(alignment, MERGED, ruled(alignment.beads[1])), lattice)
    assert [(o.status, o.reason) for o in corrected.outcomes] == [
        ("conflict", "li says otherwise (d.jsonl:1)"),
        ("conflict", "wang says otherwise (c.jsonl:1)"),
    ]
    assert numbers(corrected.alignment) == numbers(alignment)
    assert not corrected.alignment.signature.endswith("|corrections:0")


def test_two_people_who_say_the_same_are_heard_once() -> None:
    alignment, lattice = aligned()
    corrected = correct(alignment, _two(alignment, MERGED, MERGED), lattice)
    assert _statuses(corrected.outcomes) == ["applied", "applied"]
    assert ([1, 2], [1]) in numbers(corrected.alignment)


def test_the_edit_of_one_and_the_approval_of_another_go_together() -> None:
    alignment, lattice = aligned()
    edit = Place(range(0, 1), range(0), now_zh=("我们昨天签署了协定。",))
    corrected = correct(alignment, _two(alignment, edit, ruled(alignment.beads[0])), lattice)
    assert _statuses(corrected.outcomes) == ["applied", "applied"]
    first = corrected.alignment.beads[0]
    assert (first.score, first.checked, corrected.alignment.zh[0].text) == (1.0, "edited", "我们昨天签署了协定。")


def test_of_two_by_one_person_the_later_counts() -> None:
    alignment, lattice = aligned()
    corrected = correct(alignment, _two(alignment, MERGED, ruled(alignment.beads[1]), who="wang"), lattice)
    assert [(o.status, o.reason) for o in corrected.outcomes] == [
        ("replaced", "d.jsonl:1 is later"),
        ("applied", ""),
    ]


def test_a_join_by_one_and_a_pairing_apart_by_another_are_a_conflict() -> None:
    alignment, lattice = aligned()
    join = Place(range(1, 3), range(0), now_zh=(ZH[1] + ZH[2],))
    corrected = correct(alignment, _two(alignment, join, ruled(alignment.beads[1])), lattice)
    assert _statuses(corrected.outcomes) == ["applied", "conflict"]


def test_beads_that_cross_after_one_side_was_moved() -> None:
    alignment, _ = aligned()
    made = corrections(alignment, *(ruled(alignment.beads[k]) for k in (0, 1, 3, 4)))
    moved, lattice = aligned((ZH[4], *ZH[:4]), EN)
    corrected = correct(moved, made, lattice)
    assert _statuses(corrected.outcomes) == ["applied", "applied", "applied", "crossing"]
    assert ([1], [0]) in numbers(corrected.alignment)


def test_what_was_aligned_anew_counts_without_a_lattice_only() -> None:
    alignment, lattice = aligned()
    found = Place(range(1, 3), range(1, 2), beads=(Ruling(2, 1, "realigned", 0.61),))
    made = corrections(alignment, found)
    laid_over = correct(alignment, made).alignment
    assert [(bead.score, bead.checked) for bead in laid_over.beads][1] == (0.61, "")
    assert ([1, 2], [1]) in numbers(laid_over)
    anew = correct(alignment, made, lattice)
    assert _statuses(anew.outcomes) == ["aligned anew"]
    assert numbers(anew.alignment) == numbers(alignment)


def test_of_another_document() -> None:
    alignment, _ = aligned()
    made = corrections(alignment, MERGED)
    other, _ = aligned(ZH[1:], EN[1:], source="other.txt")
    assert correct(other, made).outcomes == ()
    # Named alike, with or without folders: it is looked for there.
    assert correct(replace(other, source="in/release.txt"), made).outcomes[0].status == "applied"


def test_a_comment_changes_nothing() -> None:
    alignment, lattice = aligned()
    corrected = correct(alignment, corrections(alignment, Place(range(0, 1), range(0), why="unclear")), lattice)
    assert _statuses(corrected.outcomes) == ["applied"]
    assert corrected.alignment.beads == alignment.beads


def test_an_approved_pair_is_not_doubted_for_its_repairs() -> None:
    alignment, lattice = aligned()
    first, *others = alignment.zh
    doubted = replace(alignment, zh=(replace(first, repair="inferred", soundness=0.6), *others))
    found = correct(doubted, corrections(doubted, ruled(doubted.beads[0])), lattice).alignment
    pair = next(found.pairs())
    assert (pair.score, pair.repair) == (1.0, "inferred")
