"""Beads cut into clauses: nothing is lost, what is unsure stays whole, and the clauses of the reference document."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.alignments import alignments

import duiqi
from duiqi import DataError
from duiqi.aligner.clauses import weights
from duiqi.aligner.clauses.cutting import cut_beads
from duiqi.aligner.clauses.lattice_of_clauses import lattice_of_clauses
from duiqi.aligner.clauses.parts import cuttable
from duiqi.aligner.realigning.realign import realign
from duiqi.model import Alignment, Bead, Sentence
from duiqi.pipeline import align_documents, align_documents_keeping_lattice, load_sides

CUT = (
    "会议决定加强公共卫生合作，促进贸易投资便利化；各方同意明年在北京举行下一次会议。",
    "The meeting decided to strengthen public health cooperation and to facilitate trade and investment. "
    "The parties agreed to hold the next conference in Beijing next year.",
)
SWAPPED = (
    "各方同意明年在北京举行下一次会议；会议决定加强公共卫生合作。",
    "The meeting decided to strengthen public health cooperation; the parties agreed to hold the next conference in "
    "Beijing next year.",
)
REPORTED = (
    "据新华社报道，中国外长王毅星期二在北京会见了德国外长。",
    "，",
    "Chinese Foreign Minister Wang Yi met with his German counterpart in Beijing on Tuesday, Xinhua reported.",
    "Tuesday,",
)


def pair_of(zh: str, en: str, score: float = 1.0, **more: str) -> Alignment:
    zh_side, en_side = (
        tuple(Sentence(text, 0, len(text)) for text in duiqi_sentences(side, language))
        for side, language in ((zh, "zh"), (en, "en"))
    )
    bead = Bead(range(len(zh_side)), range(len(en_side)), score, **more)  # type: ignore[arg-type]
    return Alignment(zh_side, en_side, (bead,))


def duiqi_sentences(text: str, language: str) -> list[str]:
    return [sentence.text for sentence in duiqi.segment(text, language)]  # type: ignore[arg-type]


def texts(alignment: Alignment) -> list[tuple[str, str]]:
    return [(pair.zh, pair.en) for pair in alignment.pairs()]


def test_one_sentence_beside_two_is_cut() -> None:
    cut = cut_beads(pair_of(*CUT))
    zh, en = CUT
    at, behind = zh.index("；") + 1, en.index("The parties")
    assert texts(cut.alignment) == [(zh[:at], en[: behind - 1]), (zh[at:], en[behind:])]
    assert all(0.85 <= bead.score < 1 for bead in cut.alignment.beads)


def halves(side: str, mark: str) -> tuple[str, str]:
    at = side.index(mark) + len(mark)
    return side[:at], side[at:].strip()


@pytest.mark.parametrize(("zh", "zh_mark", "en", "en_mark"), [(SWAPPED[0], "；", SWAPPED[1], ";"), REPORTED])
def test_halves_in_the_other_order_are_paired_across(zh: str, zh_mark: str, en: str, en_mark: str) -> None:
    cut = cut_beads(pair_of(zh, en)).alignment
    (zh_first, zh_last), (en_first, en_last) = halves(zh, zh_mark), halves(en, en_mark)
    assert texts(cut) == [(zh_first, en_last), (zh_last, en_first)]
    assert [bead.kind for bead in cut.beads] == ["reordered"] * 2
    assert all(0.9 <= bead.score < 1 for bead in cut.beads)


def test_halves_in_the_other_order_stay_together_where_a_search_in_order_follows() -> None:
    assert texts(cut_beads(pair_of(*SWAPPED), crossing=False).alignment) == [SWAPPED]


def test_halves_that_do_not_belong_together_stay_whole() -> None:
    """Each half has a word of the other's translation."""
    zh, en = "因为下雨，他没有去学校。", "He did not go out in the rain, because the school was closed."
    assert texts(cut_beads(pair_of(zh, en)).alignment) == [(zh, en)]


@pytest.mark.parametrize("given", [{"score": 0.4}, {"kind": "term"}, {"kind": "same"}])
def test_doubtful_pairs_and_units_of_their_own_stay_whole(given: dict[str, object]) -> None:
    assert texts(cut_beads(pair_of(*CUT, **given)).alignment) == [CUT]  # type: ignore[arg-type]


def test_only_strong_borders_part() -> None:
    """Between commas on both sides nothing stands by itself."""
    zh, en = "会议决定加强合作，促进了贸易。", "They strengthened cooperation in health, facilitated trade."
    assert cuttable([zh], [en]).cuts == ()
    assert cuttable([zh.replace("，", "；")], [en]).cuts == cuttable([zh], [en.replace(",", ";")]).cuts == ((1, 1),)
    assert cuttable([zh], [en.replace(",", ", and they")]).cuts == ((1, 1),)


def test_text_of_commas_takes_no_longer_than_its_length() -> None:
    start = time.process_time()
    bead = cuttable(["他来了好，" * 4_000], ["he came home, " * 4_000])
    assert bead.cuts == ()
    assert time.process_time() - start < 5


def test_a_side_without_text_is_not_cut() -> None:
    assert cuttable(["", ""], ["", ""]).cuts == ()


SENTENCES = st.lists(
    st.sampled_from([*CUT, *SWAPPED, "好。", "Fine.", "a; b; c", "甲；乙；丙——丁", "“好，", "1,000"]), max_size=4
)


@given(alignments() | st.builds(lambda zh, en: pair_of(" ".join(zh), " ".join(en)), SENTENCES, SENTENCES))
@settings(max_examples=60, deadline=None)
def test_clauses_joined_are_the_text_of_the_bead(alignment: Alignment) -> None:
    clauses = cut_beads(alignment)
    cut = clauses.alignment
    assert tuple(bead for beads in clauses.beads for bead in beads) == cut.beads
    for bead, now in zip(alignment.beads, clauses.beads, strict=True):
        in_english = sorted(now, key=lambda clause: clause.en.start)
        whole = Bead(
            range(now[0].zh.start, now[-1].zh.stop), range(in_english[0].en.start, in_english[-1].en.stop), 1.0
        )
        before, after = alignment.pair(bead), cut.pair(whole)
        assert (before.zh, before.en) == (after.zh, after.en)
        assert all(a.zh.stop == b.zh.start for a, b in pairwise(now))
        assert all(a.en.stop == b.en.start for a, b in pairwise(in_english))
        assert in_english == now or {clause.kind for clause in now} == {"reordered"}
        assert len(now) == 1 or not any(clause.is_null for clause in now)
        assert all(clause.score <= bead.score for clause in now)
        if len(now) == 1:
            assert replace(now[0], zh=bead.zh, en=bead.en) == bead
    for old, new in ((alignment.zh, clauses.zh), (alignment.en, clauses.en)):
        for number, sentence in enumerate(old):
            pieces = new.clauses[new.before[number] : new.before[number + 1]]
            assert all(p.text == sentence.text[p.start - sentence.start : p.end - sentence.start] for p in pieces) or (
                pieces == [sentence]
            )


def test_the_lattice_of_clauses_gives_the_same_beads() -> None:
    zh, en = load_sides(Path(__file__).parents[2] / "data" / "samples" / "belt-and-road-2020-06-18.txt")
    alignment, lattice = align_documents_keeping_lattice(zh, en, level="clause")
    assert alignment.beads == align_documents(zh, en, level="clause").beads
    found = {(bead.zh, bead.en): bead.score for bead in realign(lattice, [])}
    assert set(found) == {(bead.zh, bead.en) for bead in alignment.beads}
    # It does not know how doubtful the bead is that clauses were cut from: the one of five here scores .62.
    assert all(abs(found[bead.zh, bead.en] - bead.score) < 0.38 for bead in alignment.beads)


def test_a_lattice_without_cuts_is_left_alone() -> None:
    zh, en = load_sides(Path(__file__).parents[2] / "data" / "samples" / "belt-and-road-2020-06-18.txt")
    alignment, lattice = align_documents_keeping_lattice(zh, en)
    whole = replace(alignment, beads=tuple(replace(bead, score=0.1) for bead in alignment.beads))
    assert lattice_of_clauses(lattice, whole, cut_beads(whole)) is lattice


def test_clauses_of_the_reference_document(shared: Path) -> None:
    gold = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    pairs = {
        (
            "".join(gold["zh_clauses"][i]["text"] for i in b["zh"]),
            " ".join(gold["en_clauses"][j]["text"] for j in b["en"]),
        )
        for b in gold["beads_clause"]
    }
    found = texts(duiqi.align(shared / "seed" / "belt-and-road-2020-06-18.txt", level="clause"))
    right = sum(pair in pairs for pair in found)
    assert 2 * right / (len(found) + len(pairs)) >= 0.95


def test_weights_of_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "FEATURES", (*weights.FEATURES, "phase_of_the_moon"))
    weights.load_clause_weights.cache_clear()
    with pytest.raises(DataError) as error:
        weights.load_clause_weights()
    weights.load_clause_weights.cache_clear()
    assert str(error.value) == (
        "clause_weights.json: features and weights differ in phase_of_the_moon; run python -m data.weights.clauses"
    )
