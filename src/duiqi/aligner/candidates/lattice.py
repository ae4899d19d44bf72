"""The lattice: the beads that survived the first pass, and exact search and posteriors over their paths."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.first_pass import MARGINS, Candidates, first_pass
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.narrowing.band import Band
from duiqi.aligner.narrowing.walls import Walls
from duiqi.arrays.radix import distinct
from duiqi.arrays.types import BoolArray, FloatArray, IntArray

# Longest run of unaligned sentences scored as one bead (docs/scoring.md, first pass).
MAX_RUN = 30
# What is this far below (in nats) does not change the last bit of a sum: log 2⁻⁵³, and some room.
NOTHING = -38.0


@dataclass(frozen=True, slots=True)
class Lattice:
    """``B`` beads over numbered nodes, sorted by the node where they end; node 0 is (0, 0), the last is (n, m).

    Bead ``k`` covers the sentences of ``spans`` and leads from node ``tail[k]`` to node ``head[k]``. Null beads may be
    runs of more than one sentence. ``prior`` is each bead's probability by the first pass, 0 for runs, which that does
    not know.
    """

    spans: Spans
    tail: IntArray
    head: IntArray
    nodes: int
    prior: FloatArray

    def __len__(self) -> int:
        return len(self.tail)

    def of(self, chosen: BoolArray) -> Lattice:
        """The lattice of some of the beads, (B,), over the same nodes."""
        return Lattice(self.spans[chosen], self.tail[chosen], self.head[chosen], self.nodes, self.prior[chosen])


def candidate_lattice(
    bitext: Bitext,
    band: Band,
    weights: Mapping[str, float],
    walls: Walls | None = None,
    margin: float | FloatArray = MARGINS,
) -> Lattice:
    """The beads that survive the first pass, by its ``margin``."""
    return make_lattice(first_pass(bitext, band, weights, margin, walls))


def make_lattice(candidates: Candidates) -> Lattice:
    """Number the nodes of the candidate beads and add the null runs."""
    spans = _with_runs(candidates.spans)
    score = np.concatenate([candidates.score, np.full(len(spans) - len(candidates.spans), -np.inf)])
    order, tail, head, nodes = numbered(spans)
    lattice = Lattice(spans[order], tail, head, nodes, score[order])
    return replace(lattice, prior=posteriors(lattice, lattice.prior))


def numbered(spans: Spans) -> tuple[IntArray, IntArray, IntArray, int]:
    """The order in which the beads are searched (B,), in this order the nodes that each leads from and to (B,), and how
    many nodes there are."""
    width = int(spans.end_en.max(initial=0)) + 1
    tail, head = spans.zh * width + spans.en, spans.end_zh * width + spans.end_en
    names, node = distinct(np.concatenate([tail, head]))
    order = np.lexsort((spans.n_en, spans.n_zh, head))
    return order, node[: len(tail)][order], node[len(tail) :][order], len(names)


def _with_runs(beads: Spans) -> Spans:
    """The beads and, for each chain of single null beads, every run of 2 to MAX_RUN of them."""
    parts = [beads]
    for side, fixed, chosen in (
        (beads.zh, beads.en, (beads.n_zh == 1) & (beads.n_en == 0)),
        (beads.en, beads.zh, (beads.n_zh == 0) & (beads.n_en == 1)),
    ):
        at, line = side[chosen], fixed[chosen]
        order = np.lexsort((at, line))
        at, line = at[order], line[order]
        for length in range(2, MAX_RUN + 1):
            first, last = at[: 1 - length], at[length - 1 :]
            whole = (last - first == length - 1) & (line[: 1 - length] == line[length - 1 :])
            if not whole.any():
                break
            start, other = first[whole], line[: 1 - length][whole]
            full, none = np.full(len(start), length), np.zeros(len(start), dtype=np.int64)
            parts.append(Spans(start, other, full, none) if side is beads.zh else Spans(other, start, none, full))
    return Spans.joined(parts)


def best_path(lattice: Lattice, score: FloatArray) -> list[int]:
    """The beads of the path of greatest total score, in order (of equal ones the first in bead order)."""
    tail, head, scores = lattice.tail.tolist(), lattice.head.tolist(), score.tolist()
    best = [-math.inf] * lattice.nodes
    best[0] = 0.0
    arrival = [-1] * lattice.nodes
    for k, (u, v, s) in enumerate(zip(tail, head, scores, strict=True)):
        value = best[u] + s
        if value > best[v]:
            best[v], arrival[v] = value, k
    path = []
    node = lattice.nodes - 1
    while node:
        path.append(arrival[node])
        node = tail[arrival[node]]
    return path[::-1]


def posteriors(lattice: Lattice, score: FloatArray) -> FloatArray:
    """(B,) the probability of each bead when a path's probability is proportional to exp(its total score).

    A score of -inf bars a bead.
    """
    tail, head = lattice.tail, lattice.head
    total = np.array(_log_sums(lattice, score))
    # How much of what comes to a node comes by each bead: nothing to one that none reaches.
    share = np.zeros(len(lattice))
    reached = np.isfinite(total)[head].nonzero()[0]
    share[reached] = np.exp(total[tail[reached]] + score[reached] - total[head[reached]])
    # From the last node back: all beads that leave a node come before those that lead to it.
    through = [0.0] * lattice.nodes
    through[-1] = 1.0
    for u, v, part in zip(tail[::-1].tolist(), head[::-1].tolist(), share[::-1].tolist(), strict=True):
        through[u] += through[v] * part
    return np.asarray(np.minimum(share * np.array(through)[head], 1.0))


def alone(lattice: Lattice, posterior: FloatArray, n: int, m: int) -> tuple[FloatArray, FloatArray]:
    """(n,) and (m,) the probability that each sentence has no partner: the null beads over it, added up."""
    out = []
    spans = lattice.spans
    for side, other, size in ((spans.in_zh, spans.n_en, n), (spans.in_en, spans.n_zh, m)):
        null = (other == 0) & (side.count > 0)
        change = np.zeros(size + 1)
        np.add.at(change, side.first[null], posterior[null])
        np.add.at(change, side.end[null], -posterior[null])
        out.append(np.minimum(np.maximum(change.cumsum()[:size], 0.0), 1.0))
    return out[0], out[1]


def _log_sums(lattice: Lattice, score: FloatArray) -> list[float]:
    """log Σ exp(score) over the paths from the first node to each."""
    total = [-math.inf] * lattice.nodes
    total[0] = 0.0
    exp, log1p = math.exp, math.log1p
    for u, v, bead in zip(lattice.tail.tolist(), lattice.head.tolist(), score.tolist(), strict=True):
        value, old = total[u] + bead, total[v]
        if value > old:
            less = old - value
            total[v] = value + log1p(exp(less)) if less > NOTHING else value
        elif value - old > NOTHING:
            total[v] = old + log1p(exp(value - old))
    return total
