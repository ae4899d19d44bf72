"""Sentences and their clauses together, as ``--level both`` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from duiqi.model import Alignment, Bead, Level, Pair
from duiqi.pairs.fields import unit_id

# What pairs can be: ``Level`` is how texts can be cut.
PairLevel = Literal[Level, "both"]


@dataclass(frozen=True, slots=True, repr=False)
class TwoLevels(Alignment):
    """An alignment of clauses that gives the pairs of sentences too. ``wholes`` are the beads of those that were cut,
    in clauses."""

    wholes: tuple[Bead, ...] = ()

    def __len__(self) -> int:
        return Alignment.__len__(self) + len(self.wholes)

    def pairs(self, min_score: float = 0.0, unaligned: bool = False) -> Iterator[Pair]:
        """Yield the pairs as ``Alignment`` does, and before the clauses of a pair of sentences that pair itself; its id
        is the ``parent`` of these."""
        begin = {bead.zh.start: bead for bead in self.wholes}
        end, parent = 0, ""
        for bead in self.beads:
            if bead.zh and (whole := begin.get(bead.zh.start)):
                pair = self.pair(whole)
                end, parent = whole.zh.stop, unit_id(pair)
                if pair.score >= min_score:
                    yield pair
            inside = bool(bead.zh) and bead.zh.start < end
            if bead.is_null and not unaligned:
                continue
            if bead.is_null or self.score(bead) >= min_score:
                yield replace(self.pair(bead), parent=parent) if inside else self.pair(bead)
