"""Corrected beads laid over old ones, without aligning anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from duiqi.corrections.fixing import FixedBead
from duiqi.model import Bead


def without_crossing(fixed: Sequence[FixedBead], realigned: Iterable[FixedBead]) -> list[FixedBead]:
    """The beads of ``realigned`` that share no sentence with the ``fixed`` ones or each other, and cross none."""
    taken = Tiles(fixed)
    kept = []
    for bead in sorted(realigned, key=lambda bead: (bead.zh.start, bead.en.start)):
        if taken.has_room(bead.zh, bead.en):
            taken.add(bead.zh, bead.en)
            kept.append(bead)
    return kept


def left_of(old: Iterable[Bead], now: Iterable[FixedBead], n: int, m: int) -> list[Bead]:
    """The old beads, in the numbers of the sentences as they are now, that the new ones do not touch; and a null bead
    of score 0 for each sentence that is left of the others: no one knows its partner."""
    taken = Tiles(now)
    kept = [bead for bead in old if taken.has_room(bead.zh, bead.en)]
    for bead in kept:
        taken.add(bead.zh, bead.en)
    kept += [Bead(range(i, i + 1), range(0), 0.0) for i in range(n) if i not in taken.zh]
    kept += [Bead(range(0), range(j, j + 1), 0.0) for j in range(m) if j not in taken.en]
    return kept


class Tiles:
    """Which sentences are in a bead already, and which pairs there are, in order."""

    def __init__(self, beads: Iterable[FixedBead]) -> None:
        self.zh: set[int] = set()
        self.en: set[int] = set()
        self._pairs: list[tuple[int, int, int, int]] = []
        for bead in beads:
            self.add(bead.zh, bead.en)

    def add(self, zh: range, en: range) -> None:
        """Take in a bead, for which there must be room."""
        self.zh.update(zh)
        self.en.update(en)
        if zh and en:
            pair = (zh.start, zh.stop, en.start, en.stop)
            self._pairs.insert(bisect_left(self._pairs, pair), pair)

    def has_room(self, zh: range, en: range) -> bool:
        """Whether a bead shares no sentence with the others and crosses none."""
        if not (self.zh.isdisjoint(zh) and self.en.isdisjoint(en)):
            return False
        if not zh or not en:
            return True
        at = bisect_left(self._pairs, (zh.start,))
        before = at == 0 or self._pairs[at - 1][3] <= en.start
        return before and (at == len(self._pairs) or en.stop <= self._pairs[at][2])


def in_order(beads: Iterable[Bead], old: Iterable[Bead]) -> tuple[Bead, ...]:
    """Beads, which tile both sides, in the order of the text. Between two pairs, sentences alone stand as in ``old`` if
    all of them were alone there too, else the Chinese before the English."""
    rank = {_sentence(bead): number for number, bead in enumerate(old) if bead.is_null}
    alone = {_sentence(bead): bead for bead in beads if bead.is_null}
    sizes = [1 + max((k for side, k in alone if side == which), default=-1) for which in range(2)]
    out: list[Bead] = []
    at = [0, 0]
    for pair in [*sorted((b for b in beads if not b.is_null), key=lambda b: b.zh.start), None]:
        ends = (pair.zh.start, pair.en.start) if pair else sizes
        gap = [(side, k) for side in range(2) for k in range(at[side], ends[side])]
        if all(key in rank for key in gap):
            gap.sort(key=lambda key: rank[key])
        for side, k in gap:
            here = [range(number, number) for number in at]
            here[side] = range(k, k + 1)
            out.append(replace(alone[side, k], zh=here[0], en=here[1]))
            at[side] += 1
        if pair:
            out.append(pair)
            at = [pair.zh.stop, pair.en.stop]
    return tuple(out)


def _sentence(null: Bead) -> tuple[int, int]:
    """The side, 0 or 1, and the number of the sentence of a null bead."""
    return (0, null.zh.start) if null.zh else (1, null.en.start)
