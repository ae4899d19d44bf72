"""Corrections applied to an alignment: what is fixed, what is aligned anew around it, what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duiqi.corrections.arranging import arranged, english_order, put_back
from duiqi.corrections.correction import Correction, document_digest
from duiqi.corrections.placing import Outcome, Placed, is_of, place
from duiqi.corrections.settling import Aspect, settle
from duiqi.model import SIDES, Alignment, Bead, Checked, Language, Pair, Sentence

if TYPE_CHECKING:
    from duiqi.aligner.realigning import Found, ReviewLattice
    from duiqi.corrections.fixing import FixedBead
    from duiqi.corrections.recutting import SideNow


@dataclass(frozen=True, slots=True)
class Corrected:
    """An alignment with the corrections of its document applied, and what became of each of them."""

    alignment: Alignment
    outcomes: tuple[Outcome, ...]


def correct(
    alignment: Alignment,
    corrections: Iterable[Correction],
    lattice: ReviewLattice | None = None,
    *,
    names: Sequence[str] = (),
) -> Corrected:
    """Apply those of ``corrections`` that are of the document of ``alignment``.

    ``names`` are other names that it goes by. With its ``lattice`` the rest is aligned anew around what they fix,
    without it every other bead stays. The outcomes are in the order of the corrections; those of other documents have
    none.
    """
    texts = [[sentence.text for sentence in side] for side in (alignment.zh, alignment.en)]
    digest = document_digest(*texts)
    mine = [c for c in corrections if is_of(c, (alignment.source, *names), digest)]
    if not mine:
        return Corrected(alignment, ())
    order = english_order(alignment.beads)
    placed, outcomes = place(mine, texts[0], texts[1], digest, order)
    settled = settle(placed)
    now, missed = _applied(arranged(alignment, order), placed, settled.holding, lattice)
    if order:
        now = put_back(now)
    said = {id(o.correction): o for o in (*outcomes, *settled.outcomes, *missed)}
    all_outcomes = tuple(said.get(id(c)) or _applied_outcome(c, lattice is not None) for c in mine)
    applied = sum(outcome.status == "applied" for outcome in all_outcomes)
    if now.signature and applied:
        now = replace(now, signature=f"{now.signature}|corrections:{applied}")
    return Corrected(now, all_outcomes)


def _applied_outcome(correction: Correction, anew: bool) -> Outcome:
    if anew and correction.beads and not correction.fixes and not correction.rewrites:
        return Outcome(correction, "aligned anew", "no one had looked at it")
    return Outcome(correction, "applied")


def rejected_pairs(before: Alignment, corrected: Alignment) -> tuple[Pair, ...]:
    """The pairs of an alignment that ``corrected``, made of it, rejects: all of their sentences are rejected there."""
    gone: dict[Language, set[tuple[int, int]]] = {"zh": set(), "en": set()}
    for bead in corrected.beads:
        if bead.checked == "rejected":
            gone["zh"].update((s.start, s.end) for s in corrected.zh[bead.zh.start : bead.zh.stop])
            gone["en"].update((s.start, s.end) for s in corrected.en[bead.en.start : bead.en.stop])
    return tuple(
        replace(before.pair(bead), bead=replace(bead, checked="rejected"))
        for bead in before.beads
        if not bead.is_null
        and all((s.start, s.end) in gone["zh"] for s in before.zh[bead.zh.start : bead.zh.stop])
        and all((s.start, s.end) in gone["en"] for s in before.en[bead.en.start : bead.en.stop])
    )


def of_no_document(corrections: Iterable[Correction], outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The corrections that none of the ``outcomes`` is of."""
    told = {(outcome.correction.path, outcome.correction.line) for outcome in outcomes}
    return [
        Outcome(c, "other document", f"it is of {c.document.name or 'a document without a name'}")
        for c in corrections
        if (c.path, c.line) not in told
    ]


def _applied(
    alignment: Alignment,
    placed: Sequence[Placed],
    holding: Mapping[int, set[Aspect]],
    lattice: ReviewLattice | None,
) -> tuple[Alignment, list[Outcome]]:
    from duiqi.corrections.fixing import fix  # needs NumPy, as all that knows the borders of a lattice

    sides = _sides_now(alignment, placed, holding)
    fixing = fix(placed, holding, sides)
    old = _renumbered(alignment.beads, sides)
    if lattice is None:
        beads = _laid_over(old, fixing.fixed, fixing.realigned, sides)
    else:
        beads = _found_anew(old, fixing.fixed, lattice, sides)
    return _alignment(alignment, beads, old, sides), list(fixing.outcomes.values())


def _sides_now(
    alignment: Alignment, placed: Sequence[Placed], holding: Mapping[int, set[Aspect]]
) -> dict[Language, SideNow]:
    from duiqi.corrections.recutting import TextChange, side_now

    # What two people say alike is made once; one of them may tell more of it.
    changes: dict[Language, dict[tuple[range, tuple[str, ...]], TextChange]] = {"zh": {}, "en": {}}
    for number, each in enumerate(placed):
        for side in SIDES:
            where, texts = each.on(side), each.correction.now(side)
            if where is not None and texts is not None and side in holding[number] and side not in each.already:
                change = TextChange(where, texts, each.correction.made_of(side))
                if change.made_of is not None or (where, texts) not in changes[side]:
                    changes[side][where, texts] = change
    zh, en = (changes[side].values() for side in SIDES)
    return {"zh": side_now(alignment.zh, zh), "en": side_now(alignment.en, en)}


def _renumbered(beads: Iterable[Bead], sides: Mapping[Language, SideNow]) -> list[Bead]:
    """The beads in the numbers of the sentences as they are now, without those whose borders are gone."""
    zh, en = (sides[side].borders.exact.tolist() for side in SIDES)
    found = []
    for bead in beads:
        ends = zh[bead.zh.start], zh[bead.zh.stop], en[bead.en.start], en[bead.en.stop]
        # The border that a null bead has on the other side says nothing.
        if (bead.zh and min(ends[:2]) < 0) or (bead.en and min(ends[2:]) < 0):
            continue
        zh_now, en_now = range(*ends[:2]), range(*ends[2:])
        if bead.is_null:
            found += [replace(bead, zh=range(i, i + 1), en=range(0)) for i in (zh_now if bead.zh else ())]
            found += [replace(bead, zh=range(0), en=range(j, j + 1)) for j in (en_now if bead.en else ())]
        else:
            found.append(replace(bead, zh=zh_now, en=en_now))
    return found


def _laid_over(
    old: Sequence[Bead],
    fixed: Sequence[FixedBead],
    realigned: Sequence[FixedBead],
    sides: Mapping[Language, SideNow],
) -> list[Bead]:
    from duiqi.corrections.overlay import left_of, without_crossing

    anew = without_crossing(fixed, realigned)
    known = {(bead.zh, bead.en): bead for bead in old}
    beads = [bead for each in fixed for bead in _beads_of(each, known)]
    for each in anew:
        beads.append(replace(known.get((each.zh, each.en), Bead(each.zh, each.en, 0.0)), score=each.ruling.score))
    n, m = (len(sides[side].sentences) for side in SIDES)
    return beads + left_of(old, [*fixed, *anew], n, m)


def _found_anew(
    old: Sequence[Bead], fixed: Sequence[FixedBead], lattice: ReviewLattice, sides: Mapping[Language, SideNow]
) -> list[Bead]:
    from duiqi.aligner.realigning import realign, recut

    found = realign(recut(lattice, sides["zh"].cuts, sides["en"].cuts), [(each.zh, each.en) for each in fixed])
    known = {(bead.zh, bead.en): bead for bead in old}
    rulings = {(each.zh, each.en): each for each in fixed}
    beads: list[Bead] = []
    for bead in found:
        key = (bead.zh or range(0), bead.en or range(0))
        if bead.fixed and key in rulings:
            beads += _beads_of(rulings[key], known)
        elif bead.fixed:
            # One of several sentences that a correction leaves alone.
            beads.append(Bead(bead.zh, bead.en, 1.0, checked="approved"))
        elif bead.same and key in known:
            beads.append(known[key])
        else:
            beads.append(replace(known.get(key, Bead(*key, 0.0)), score=bead.score, parts=_parts(bead)))
    return beads


def _parts(bead: Found) -> dict[str, float]:
    from duiqi.aligner.result.parts import CANDIDATE, RIVALS
    from duiqi.aligner.scoring.calibration import log_odds

    if bead.odds is None:
        return {}
    return {CANDIDATE: bead.odds, RIVALS: log_odds(bead.score) - bead.odds}


def _beads_of(fixed: FixedBead, known: Mapping[tuple[range, range], Bead]) -> list[Bead]:
    """The bead that a person fixed; of a pair that is not to be used, a null bead for each sentence."""
    checked: Checked = "rejected" if fixed.ruling.verdict == "rejected" else "approved"
    if fixed.zh and fixed.en and checked == "approved":
        bead = known.get((fixed.zh, fixed.en), Bead(fixed.zh, fixed.en, 1.0))
        return [replace(bead, score=1.0, parts={}, checked=checked)]
    singles = [(range(i, i + 1), range(0)) for i in fixed.zh] + [(range(0), range(j, j + 1)) for j in fixed.en]
    return [Bead(zh, en, 1.0, checked=checked) for zh, en in singles]


def _alignment(
    alignment: Alignment, beads: list[Bead], old: Sequence[Bead], sides: Mapping[Language, SideNow]
) -> Alignment:
    """The alignment with these beads and sides. What a person approved is right as text: its repairs are no doubt."""
    from duiqi.corrections.overlay import in_order

    edited_zh, edited_en = (sides[side].edited for side in SIDES)
    marked = [
        replace(bead, checked="edited")
        if bead.checked != "rejected" and (not edited_zh.isdisjoint(bead.zh) or not edited_en.isdisjoint(bead.en))
        else bead
        for bead in beads
    ]
    sure = [bead for bead in beads if bead.checked]
    zh = _sound(sides["zh"].sentences, [i for bead in sure for i in bead.zh])
    en = _sound(sides["en"].sentences, [j for bead in sure for j in bead.en])
    return replace(alignment, zh=zh, en=en, beads=in_order(marked, old))


def _sound(sentences: tuple[Sentence, ...], sure: Iterable[int]) -> tuple[Sentence, ...]:
    out = list(sentences)
    for number in sure:
        if out[number].soundness != 1.0:
            out[number] = replace(out[number], soundness=1.0)
    return tuple(out)
