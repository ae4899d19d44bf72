"""A lattice after sentences were split and joined: the borders that its beads begin and end at have moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.realigning.review_lattice import Rectangle, ReviewLattice
from duiqi.arrays.types import FloatArray, IntArray

GONE = -1


@dataclass(frozen=True, slots=True)
class Recut:
    """The ``count`` sentences of one side from ``first`` on (old numbers) are now ``pieces`` sentences.

    Sentences that only bear another text are no Recut.
    """

    first: int
    count: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Borders:
    """Where the borders 0 … n of a side are now: ``exact`` (n + 1,), GONE for one inside a joined sentence, and the
    next borders that there still are to the left and right, ``lower`` and ``upper``."""

    exact: IntArray
    lower: IntArray
    upper: IntArray

    @property
    def size(self) -> int:
        """How many sentences there are now."""
        return int(self.exact[-1])


def borders(size: int, cuts: Sequence[Recut]) -> Borders:
    """Where the borders of a side of ``size`` sentences are after ``cuts``, which must be in order and apart."""
    exact = np.arange(size + 1)
    for cut in cuts:
        exact[cut.first + 1 : cut.first + cut.count] = GONE
        exact[cut.first + cut.count :] += cut.pieces - cut.count
    lower, upper = exact.copy(), exact.copy()
    for cut in cuts:
        inside = slice(cut.first + 1, cut.first + cut.count)
        lower[inside], upper[inside] = exact[cut.first], exact[cut.first + cut.count]
    return Borders(exact, lower, upper)


def recut(lattice: ReviewLattice, zh_cuts: Sequence[Recut], en_cuts: Sequence[Recut]) -> ReviewLattice:
    """The lattice of the sentences as they are cut now: candidates that begin or end at a lost border are gone."""
    if not zh_cuts and not en_cuts:
        return lattice
    zh, en = borders(lattice.n, zh_cuts), borders(lattice.m, en_cuts)
    old = lattice.spans
    start_zh, end_zh = zh.exact[old.zh], zh.exact[old.end_zh]
    start_en, end_en = en.exact[old.en], en.exact[old.end_en]
    kept = (np.stack([start_zh, end_zh, start_en, end_en]) != GONE).all(axis=0)
    spans = Spans(start_zh, start_en, end_zh - start_zh, end_en - start_en)[kept]
    number = np.cumsum(kept) - 1
    broken = tuple(_outward(old[np.array([k])], zh, en) for k in lattice.path.tolist() if not kept[k])
    (alone_zh, alone_en), (before_zh, before_en) = lattice.alone, lattice.before_alone
    return replace(
        lattice,
        n=zh.size,
        m=en.size,
        spans=spans,
        score=lattice.score[kept],
        path=number[lattice.path[kept[lattice.path]]],
        alone=(_shared_out(alone_zh, zh_cuts), _shared_out(alone_en, en_cuts)),
        stretches=tuple(
            replace(s, zh=int(zh.lower[s.zh]), en=int(en.lower[s.en])) for s in lattice.stretches
        ),
        before=lattice.before[kept],
        before_alone=(_unknown(before_zh, zh_cuts), _unknown(before_en, en_cuts)),
        broken=broken,
        anchors=(),
    )  # fmt: skip


def _outward(bead: Spans, zh: Borders, en: Borders) -> Rectangle:
    """The rectangle of a bead, out to the next borders that there still are."""
    i, j, i_end, j_end = (int(x[0]) for x in (bead.zh, bead.en, bead.end_zh, bead.end_en))
    return int(zh.lower[i]), int(en.lower[j]), int(zh.upper[i_end]), int(en.upper[j_end])


def _shared_out(odds: FloatArray, cuts: Sequence[Recut]) -> FloatArray:
    """The log-odds of the sentences as they are cut now: the sum of the old ones, in equal parts."""
    parts = []
    at = 0
    for cut in cuts:
        end = cut.first + cut.count
        parts += [odds[at : cut.first], np.full(cut.pieces, odds[cut.first : end].sum() / cut.pieces)]
        at = end
    return np.concatenate([*parts, odds[at:]])


def _unknown(probability: FloatArray, cuts: Sequence[Recut]) -> FloatArray:
    parts = []
    at = 0
    for cut in cuts:
        parts += [probability[at : cut.first], np.full(cut.pieces, np.nan)]
        at = cut.first + cut.count
    return np.concatenate([*parts, probability[at:]])
