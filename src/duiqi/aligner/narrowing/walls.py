"""Walls: what no bead crosses. Rows are walls on both sides at once, entries of a list on one.

A gate is a node (i, j) that the path must come through: the Chinese before it and the English after it never share a
bead. A wall of one side only parts its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.narrowing.band import Band, numbered
from duiqi.arrays.types import BoolArray, IntArray

Node = tuple[int, int]
# With gates at least this near each other on both sides no anchors are needed between them.
NEAR = 30


@dataclass(frozen=True, slots=True)
class Walls:
    """``gates``: (K, 2), in order on both sides. ``zh`` (n + 1,) and ``en`` (m + 1,): whether a wall stands before each
    sentence, and after the last one."""

    gates: IntArray
    zh: BoolArray
    en: BoolArray

    @staticmethod
    def of(gates: Sequence[Node], n: int, m: int) -> Walls:
        """Gates alone, of a text with ``n`` Chinese and ``m`` English sentences."""
        nodes = np.array(gates, dtype=np.int64).reshape(-1, 2)
        return Walls(nodes, np.zeros(n + 1, dtype=bool), np.zeros(m + 1, dtype=bool))

    def __bool__(self) -> bool:
        return bool(len(self.gates) or self.zh.any() or self.en.any())

    def between(self, start: Node, end: Node) -> Walls:
        """Those of a window that begins and ends at nodes which every gate is before or after."""
        (i, j), (row, column) = self.gates.T, start
        inside = (i >= row) & (i <= end[0]) & (j >= column) & (j <= end[1])
        return Walls(self.gates[inside] - [row, column], self.zh[row : end[0] + 1], self.en[column : end[1] + 1])

    def anchored(self, anchors: Sequence[Node]) -> list[Node]:
        """The anchors that lie on no wrong side of a gate, and the gates themselves, strictly increasing."""
        a, b = np.array(anchors, dtype=np.int64).reshape(-1, 2).T
        behind, reached = self._sides(a, b)
        kept = [anchor for anchor, right in zip(anchors, behind >= reached, strict=True) if right]
        n, m = len(self.zh) - 1, len(self.en) - 1
        gates = [(i, j) for i, j in self.gates.tolist() if i < n and j < m]
        chain: list[Node] = []
        for node in sorted({*kept, *gates}):
            if not chain or (node[0] > chain[-1][0] and node[1] > chain[-1][1]):
                chain.append(node)
        return chain

    def show_the_way(self) -> bool:
        """Whether the gates are so near each other that no anchors are needed."""
        corners = np.concatenate([[[0, 0]], self.gates, [[len(self.zh) - 1, len(self.en) - 1]]])
        return bool(len(self.gates) and (np.diff(corners, axis=0) <= NEAR).all())

    def narrowed(self, band: Band) -> Band:
        """The band without the nodes that no path through the gates visits."""
        if not len(self.gates):
            return band
        i, j = self.gates.T
        rows = np.arange(len(band.low))
        before = np.concatenate([[0], j])[np.searchsorted(i, rows, "left")]
        after = np.concatenate([j, [len(self.en) - 1]])[np.searchsorted(i, rows, "right")]
        low, high = np.clip(band.low, before, after), np.clip(band.high, before, after)
        np.minimum.at(low, i, j)
        np.maximum.at(high, i, j)
        return numbered(low, high)

    def crossed(self, band: Band, before: IntArray) -> BoolArray:
        """(types, nodes) whether the bead that ends at each node of the band and begins at node ``before`` crosses a
        wall; of those that begin at no node (-1) nothing is said."""
        row, column = band.row, band.column
        crossed = np.zeros(before.shape, dtype=bool)
        if len(self.gates):
            behind, reached = self._sides(row, column)
            crossed = behind[before] < reached
        for walls, place in ((self.zh, row), (self.en, column)):
            if not walls.any():
                continue
            standing = np.cumsum(walls)
            # Those inside a bead stand before one of its sentences but the first.
            crossed |= standing[np.maximum(place - 1, 0)] > standing[place[before]]
        return crossed

    def _sides(self, row: IntArray, column: IntArray) -> tuple[IntArray, IntArray]:
        """How many gates are at or before each node, and how many are not at or after it; the latter are more where a
        gate is before it by one side and after it by the other."""
        i, j = self.gates.T
        behind = np.minimum(np.searchsorted(i, row, "right"), np.searchsorted(j, column, "right"))
        return behind, np.maximum(np.searchsorted(i, row, "left"), np.searchsorted(j, column, "left"))
