"""From corrections that hold to the beads that they fix, in the numbers of the sentences as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from duiqi.aligner.realigning.recut import GONE
from duiqi.corrections.correction import Ruling
from duiqi.corrections.placing import Outcome, Placed
from duiqi.corrections.recutting import SideNow
from duiqi.corrections.settling import BEADS, Aspect, in_chain
from duiqi.model import SIDES, Language

Ranges = tuple[range, range]


@dataclass(frozen=True, slots=True)
class FixedBead:
    """A bead that a correction gives, and what it says of it."""

    zh: range
    en: range
    ruling: Ruling


@dataclass
class Fixing:
    """The beads that are ``fixed``, those that were ``realigned``, and what became of corrections by number."""

    fixed: list[FixedBead] = field(default_factory=list)
    realigned: list[FixedBead] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)


def fix(placed: Sequence[Placed], holding: Mapping[int, set[Aspect]], sides: Mapping[Language, SideNow]) -> Fixing:
    """The beads of the corrections that hold, without those that cross others."""
    result = Fixing()
    beads: dict[int, tuple[FixedBead, ...]] = {}
    for number, each in enumerate(placed):
        correction = each.correction
        if not correction.beads or number not in holding or (correction.fixes and BEADS not in holding[number]):
            continue
        found = _beads(each, holding[number], sides)
        if found is None:
            reason = "another correction joins sentences that it parts"
            result.outcomes[number] = Outcome(correction, "conflict", reason)
        elif correction.fixes:
            beads[number] = found
        else:
            result.realigned += found
    # What two people say alike is fixed once.
    once = {found: number for number, found in reversed(beads.items())}
    pairing = {number: r for found, number in once.items() if (r := _rectangle(found))}
    for number, kept in zip(pairing, in_chain(list(pairing.values())), strict=True):
        if not kept:
            reason = "it crosses corrections that hold: one side was moved"
            result.outcomes[number] = Outcome(placed[number].correction, "crossing", reason)
    for found, number in sorted(once.items(), key=lambda item: item[1]):
        if number not in result.outcomes:
            result.fixed += [bead for bead in found if bead.ruling.verdict != "realigned"]
            result.realigned += [bead for bead in found if bead.ruling.verdict == "realigned"]
    return result


def _beads(placed: Placed, holding: set[Aspect], sides: Mapping[Language, SideNow]) -> tuple[FixedBead, ...] | None:
    """The beads of a correction; None where a border that it needs is gone."""
    borders = [_borders(placed, side, holding, sides[side]) for side in SIDES]
    if any(border is None for border in borders):
        return None
    zh_borders, en_borders = (border or [] for border in borders)
    found = []
    zh = en = 0
    for ruling in placed.correction.beads:
        ranges = _between(zh_borders, zh, ruling.zh), _between(en_borders, en, ruling.en)
        found.append(FixedBead(*ranges, ruling))
        zh, en = zh + ruling.zh, en + ruling.en
    return tuple(found)


def _between(borders: Sequence[int], first: int, count: int) -> range:
    return range(borders[first], borders[first + count]) if count else range(0)


def _borders(placed: Placed, side: Language, holding: set[Aspect], now: SideNow) -> list[int] | None:
    """Where the borders of the place of a correction are now: as many as its beads count sentences, and one more."""
    place, texts = placed.on(side), placed.correction.now(side)
    if place is None:
        return []
    exact = now.borders.exact
    if texts is not None and side in holding and side not in placed.already:
        start = int(exact[place.start])
        return None if start == GONE else list(range(start, start + len(texts) + 1))
    found = [int(exact[border]) for border in range(place.start, place.stop + 1)]
    return None if GONE in found else found


def _rectangle(beads: Iterable[FixedBead]) -> Ranges | None:
    """What the pairs among the beads cover, None when there is none."""
    pairs = [bead for bead in beads if bead.zh and bead.en and bead.ruling.verdict != "realigned"]
    if not pairs:
        return None
    return range(pairs[0].zh.start, pairs[-1].zh.stop), range(pairs[0].en.start, pairs[-1].en.stop)
