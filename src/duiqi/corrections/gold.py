"""Corrections as gold: the beads that people approved, in the numbers of the sentences as the program cut them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from duiqi.corrections.correction import Correction, document_digest
from duiqi.corrections.placing import Placed, is_of, place
from duiqi.corrections.settling import BEADS, settle
from duiqi.model import SIDES, Alignment, Bead

Beads = list[tuple[range, range]]


def approved_beads(alignment: Alignment, corrections: Iterable[Correction]) -> Beads:
    """The approved beads of the document of an alignment, in no order.

    Left out are those that a conflict leaves open, and those of sentences that were split or joined: the program did
    not cut there. What was rejected may be paired rightly, so it says nothing.
    """
    zh, en = ([sentence.text for sentence in side] for side in (alignment.zh, alignment.en))
    digest = document_digest(zh, en)
    placed, _ = place([c for c in corrections if is_of(c, (alignment.source,), digest)], zh, en, digest)
    holding = settle(placed).holding
    found: dict[tuple[range, range], None] = {}
    for number, each in enumerate(placed):
        if BEADS in holding[number] and all(_as_cut(each, side) for side in range(2)):
            found.update(dict.fromkeys(_approved(each)))
    return list(found)


def looked_at(beads: Iterable[Bead], gold: Collection[tuple[range, range]]) -> list[bool]:
    """Which of the beads share a sentence with one of the gold, so that people looked there."""
    zh, en = {i for bead in gold for i in bead[0]}, {j for bead in gold for j in bead[1]}
    return [not (zh.isdisjoint(bead.zh) and en.isdisjoint(bead.en)) for bead in beads]


def _as_cut(placed: Placed, side: int) -> bool:
    where, now = placed.on(SIDES[side]), placed.correction.now(SIDES[side])
    return where is None or now is None or len(now) == len(where)


def _approved(placed: Placed) -> Iterator[tuple[range, range]]:
    zh, en = (where.start if where else 0 for where in (placed.zh, placed.en))
    for ruling in placed.correction.beads:
        bead = range(zh, zh + ruling.zh), range(en, en + ruling.en)
        if ruling.verdict == "approved":
            yield bead
        zh, en = bead[0].stop, bead[1].stop
