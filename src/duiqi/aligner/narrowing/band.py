"""The band: which nodes (i, j) of the alignment graph are looked at, given the anchors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.arrays.ragged import edges_of, expand
from duiqi.arrays.types import IntArray

# Half-width 3 + .35 · gap + deviation: no more gold beads are lost than with 12 (docs/scoring.md, anchors and band).
HALF_WIDTH, PER_GAP, MAX_DEVIATION = 3.0, 0.35, 300.0
# A wider deviation is allowed where few sentences face many, as at a chapter that is missing: the run of unaligned
# sentences must fit in. Up to so many nodes between two anchors.
BOX_NODES = 50_000
# Beyond this a wider band only costs memory: regions so long without an anchor are not translations of each other.
MAX_GAP_WIDTH = 80.0
# A band of more nodes than ROOM and so many a sentence is made narrower where it is widest: time and memory stay linear
# where nothing is sure over thousands of sentences. Texts with anchors have 4 to 5 a sentence; one is searched in some
# 8 µs. So many let a text of the same five sentences take 3 times as long as another. Not swept.
ROOM, ROOM_A_SENTENCE = 100_000, 20
# How far the band reaches past the box between two anchors, should one of them be wrong.
BOX_MARGIN = 8
# Graphs of at most this many nodes are searched whole.
WHOLE = 3000


@dataclass(frozen=True, slots=True)
class Band:
    """Nodes ``(i, j)`` with ``low[i] <= j <= high[i]``, i = 0…n; both ends never decrease.

    The nodes are numbered row by row: node (i, j) is ``start[i] + j - low[i]``.
    """

    low: IntArray
    high: IntArray
    start: IntArray

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return int(self.start[-1])

    @property
    def row(self) -> IntArray:
        """(nodes,) i of each node."""
        return np.arange(len(self.low)).repeat(self.start[1:] - self.start[:-1])

    @property
    def column(self) -> IntArray:
        """(nodes,) j of each node."""
        return np.arange(self.nodes) - (self.start[:-1] - self.low).repeat(self.start[1:] - self.start[:-1])

    def node(self, i: IntArray, j: IntArray) -> IntArray:
        """The number of node (i, j), -1 outside the band."""
        row = np.clip(i, 0, len(self.low) - 1)
        inside = (i >= 0) & (i < len(self.low)) & (j >= self.low[row]) & (j <= self.high[row])
        return np.where(inside, self.start[row] + j - self.low[row], -1)


def is_whole(n: int, m: int) -> bool:
    """Whether the graph of so many sentences is so small that it is searched whole, whatever the anchors."""
    return (n + 1) * (m + 1) <= WHOLE


def make_band(n: int, m: int, anchors: list[tuple[int, int]]) -> Band:
    """The band for ``n`` Chinese and ``m`` English sentences around increasing ``anchors`` (sentence pairs)."""
    if is_whole(n, m):
        return numbered(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64))
    corners = np.array([(0, 0), *anchors, (n, m)])
    widest = MAX_GAP_WIDTH + BOX_NODES
    band = _around(corners, widest)
    while band.nodes > ROOM + ROOM_A_SENTENCE * (n + m) and widest > HALF_WIDTH:
        widest = min(float(np.diff(band.start).max()), widest) / 2
        band = _around(corners, widest)
    return band


def _around(corners: IntArray, widest: float) -> Band:
    """The band around lines from corner to corner, no wider than this to either side of them."""
    (i, j), (n, m) = corners.T, corners[-1].tolist()
    low, high = np.full(n + 1, m, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    # The rows of all gaps laid end to end; a row with an anchor belongs to two.
    box, place = expand(np.diff(i) + 1)
    gap, rise = np.maximum(np.diff(i), 1), np.diff(j)
    deviation = np.minimum(np.abs(rise - gap), np.maximum(MAX_DEVIATION, BOX_NODES / gap))
    half = np.minimum(HALF_WIDTH + np.minimum(PER_GAP * gap, MAX_GAP_WIDTH) + deviation, widest)[box]
    centre = j[box] + place * (rise / gap)[box]
    bottom = np.maximum(centre - half, j[box] - BOX_MARGIN)
    top = np.minimum(centre + half, j[box + 1] + BOX_MARGIN)
    np.minimum.at(low, i[box] + place, np.floor(bottom).astype(np.int64))
    np.maximum.at(high, i[box] + place, np.ceil(top).astype(np.int64))
    low[0], high[n] = 0, m
    high = np.clip(np.maximum.accumulate(high), 0, m)
    low = np.clip(np.minimum.accumulate(low[::-1])[::-1], 0, m)
    high[:-1] = np.maximum(high[:-1], low[1:])  # each row can be left for the next one
    return numbered(low, high)


def numbered(low: IntArray, high: IntArray) -> Band:
    """The band with these ends of its rows."""
    return Band(low, high, edges_of(high - low + 1))
