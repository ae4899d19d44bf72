"""Corrections through three releases of a document that changes: nothing is lost, each is applied or listed."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from support.corrected import aligned, corrections, sentences

from duiqi.corrections import Corrected, Correction, Ruling, correct
from duiqi.corrections.recording import Place
from duiqi.model import Alignment

STATUSES = {"applied", "not found", "more than one place", "replaced", "conflict", "crossing"}
PLACES = ("北京", "上海", "广州", "南京", "西安", "天津", "重庆", "武汉")
IN_ENGLISH = ("Beijing", "Shanghai", "Guangzhou", "Nanjing", "Xi'an", "Tianjin", "Chongqing", "Wuhan")


@dataclass(frozen=True)
class Unit:
    """A sentence and its translation; ``edits`` counts how often the Chinese was changed in the document itself."""

    number: int
    edits: int = 0

    @property
    def zh(self) -> str:
        again = "又" * self.edits
        return f"第{self.number}天我们{again}去了{PLACES[self.number % 8]}。"

    @property
    def en(self) -> str:
        return f"On day {self.number} we went to {IN_ENGLISH[self.number % 8]}."


def _align(units: list[Unit]) -> Alignment:
    # The texts alone matter here; the aligner's own search is used in the last release only.
    from duiqi.model import Bead

    zh, en = sentences(u.zh for u in units), sentences(u.en for u in units)
    beads = tuple(Bead(range(k, k + 1), range(k, k + 1), 0.9) for k in range(len(units)))
    return Alignment(tuple(zh), tuple(en), beads, "duiqi:test", "release.txt")


@st.composite
def _changed(draw: st.DrawFn, units: list[Unit]) -> list[Unit]:
    """The next release: sentences deleted, edited, moved and added."""
    out = list(units)
    for _ in range(draw(st.integers(0, 2))):
        if len(out) > 4:
            del out[draw(st.integers(0, len(out) - 1))]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(out) - 1))
        out[at] = Unit(out[at].number, out[at].edits + 1)
    for _ in range(draw(st.integers(0, 2))):
        moved = out.pop(draw(st.integers(0, len(out) - 1)))
        out.insert(draw(st.integers(0, len(out))), moved)
    for number in range(draw(st.integers(0, 2))):
        new = Unit(100 + 10 * max(u.number for u in out) + number)
        out.insert(draw(st.integers(0, len(out))), new)
    return out


@st.composite
def _places(draw: st.DrawFn, size: int) -> list[Place]:
    """Corrections of some units: approved, rejected, edited, split, merged with the next, left alone."""
    places, at = [], 0
    while at < size:
        what = draw(st.sampled_from(["", "", "approve", "reject", "edit", "split", "merge", "part"]))
        one = range(at, at + 1)
        if what == "approve":
            places.append(Place(one, one, beads=(Ruling(1, 1),)))
        elif what == "reject":
            places.append(Place(one, one, beads=(Ruling(1, 1, "rejected"),)))
        elif what == "edit":
            places.append(Place(range(0), one, now_en=(f"Edited {at}.",)))
        elif what == "split":
            places.append(Place(one, one, (f"上半{at},", f"下半{at}。"), None, (Ruling(2, 1),)))
        elif what == "part":
            places.append(Place(one, one, beads=(Ruling(1, 0), Ruling(0, 1))))
        elif what == "merge" and at + 1 < size:
            places.append(Place(range(at, at + 2), range(at, at + 2), beads=(Ruling(2, 2),)))
            at += 1
        at += 1
    return places


def _check(made: list[Correction], corrected: Corrected, units: list[Unit]) -> None:
    assert [outcome.correction for outcome in corrected.outcomes] == made
    assert {outcome.status for outcome in corrected.outcomes} <= STATUSES
    assert all(outcome.reason for outcome in corrected.outcomes if outcome.status != "applied")
    found = corrected.alignment
    assert [i for bead in found.beads for i in bead.zh] == list(range(len(found.zh)))
    assert [j for bead in found.beads for j in bead.en] == list(range(len(found.en)))
    zh, en = ([s.text for s in side] for side in (found.zh, found.en))
    beads = {(tuple(zh[i] for i in b.zh), tuple(en[j] for j in b.en)): b for b in found.beads}
    for outcome in corrected.outcomes:
        correction = outcome.correction
        if outcome.status == "applied":
            _check_applied(correction, beads, zh, en)
        elif outcome.status == "not found":
            there = {u.zh for u in units}, {u.en for u in units}
            assert not all(
                set(run.texts) <= texts for run, texts in zip((correction.zh, correction.en), there, strict=True) if run
            ) or len(correction.beads) != 1 or correction.beads[0].zh == 2  # fmt: skip


def _check_applied(correction: Correction, beads: dict[object, object], zh: list[str], en: list[str]) -> None:
    """What was corrected is so: the texts are there, and the beads are."""
    assert set(correction.now_zh or ()) <= set(zh)
    assert set(correction.now_en or ()) <= set(en)
    at = [0, 0]
    for ruling in correction.beads:
        texts = []
        for side, (all_texts, count) in enumerate(
            ((correction.texts("zh"), ruling.zh), (correction.texts("en"), ruling.en))
        ):
            texts.append(all_texts[at[side] : at[side] + count])
            at[side] += count
        if ruling.verdict == "approved" and "Edited" not in "".join(en):
            assert beads[tuple(texts[0]), tuple(texts[1])].score == 1.0  # type: ignore[attr-defined]
        if ruling.verdict == "rejected":
            assert (tuple(texts[0]), tuple(texts[1])) not in beads


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_nothing_is_lost_in_three_releases(data: st.DataObject) -> None:
    units = [Unit(number) for number in range(data.draw(st.integers(5, 12)))]
    made: list[Correction] = []
    for release in range(3):
        alignment = _align(units)
        corrected = correct(alignment, made)
        _check(made, corrected, units)
        who = data.draw(st.sampled_from(["wang", "li"]))
        places = data.draw(_places(len(units)))
        when = f"2026-11-0{release + 1}T00:00:00Z"
        made += corrections(alignment, *places, who=who, when=when, path=f"{release}.jsonl")
        units = data.draw(_changed(units))
    _check(made, correct(_align(units), made), units)


def test_the_same_with_the_aligner() -> None:
    units = [Unit(number) for number in range(9)]
    alignment, _ = aligned([u.zh for u in units], [u.en for u in units])
    one, two = range(2, 3), range(5, 7)
    places = [
        Place(one, one, beads=(Ruling(1, 1),)),
        Place(two, two, beads=(Ruling(2, 2),)),
        Place(range(0), range(8, 9), now_en=("We went back.",)),
        Place(range(0, 1), range(0, 1), beads=(Ruling(1, 1, "rejected"),)),
    ]
    made = corrections(alignment, *places)
    # Deleted: 1. Edited: 7. Moved to the front: 8. Added: one in the middle.
    later = [units[8], units[0], *units[2:5], Unit(40), *units[5:7], Unit(7, 1)]
    alignment, lattice = aligned([u.zh for u in later], [u.en for u in later])
    corrected = correct(alignment, made, lattice)
    assert [o.status for o in corrected.outcomes] == ["applied"] * 4
    _check(made, corrected, later)
    assert corrected.alignment.en[0].text == "We went back."
