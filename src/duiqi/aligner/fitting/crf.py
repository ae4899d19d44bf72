"""Fitting of a semi-Markov conditional random field over many lattices at once.

The likelihood of the gold path of each lattice (Sarawagi and Cohen 2004), its gradient by forward-backward, and
L-BFGS. All lattices advance together, level by level (a node's level is i + j), so that NumPy does the work.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duiqi.aligner.candidates.lattice import Lattice
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.io.optional import need

Step = tuple[IntArray, IntArray, IntArray, IntArray, IntArray]


class Batch:
    """Lattices with their gold beads and weights, laid end to end."""

    def __init__(self, lattices: Sequence[Lattice], gold: Sequence[IntArray], weights: Sequence[float]) -> None:
        nodes = np.cumsum([0, *(lattice.nodes for lattice in lattices)])
        beads = np.cumsum([0, *(len(lattice) for lattice in lattices)])
        self._tail = np.concatenate([x.tail + at for x, at in zip(lattices, nodes[:-1], strict=True)])
        self._head = np.concatenate([x.head + at for x, at in zip(lattices, nodes[:-1], strict=True)])
        self._first, self._last, self._nodes = nodes[:-1], nodes[1:] - 1, int(nodes[-1])
        self._lattice = np.repeat(np.arange(len(lattices)), np.diff(beads))
        self._gold = np.concatenate([g + at for g, at in zip(gold, beads[:-1], strict=True)])
        self._weight = np.asarray(weights, dtype=np.float64)
        start = np.concatenate([x.spans.zh + x.spans.en for x in lattices])
        end = np.concatenate([x.spans.end_zh + x.spans.end_en for x in lattices])
        self._forward = _plan(self._tail, self._head, end)
        self._backward = _plan(self._head, self._tail, -start)

    def posteriors(self, score: FloatArray) -> tuple[FloatArray, FloatArray]:
        """(log partition function of each lattice, posterior of each bead)."""
        forward = _sweep(self._forward, score, self._nodes, self._first)
        backward = _sweep(self._backward, score, self._nodes, self._last)
        total = forward[self._last]
        return total, np.exp(forward[self._tail] + score + backward[self._head] - total[self._lattice])

    def fit(
        self,
        features: FloatArray,
        penalty: float,
        start: FloatArray | None = None,
        centre: FloatArray | None = None,
    ) -> FloatArray:
        """(F,) weights that maximise the weighted log-likelihood less penalty/2 · |w - centre|²; sought from ``start``.

        ``centre`` is 0 unless it is given. Raises InputError where SciPy is missing.
        """
        minimize = need("scipy.optimize", "fit", "fitting weights").minimize
        centre = np.zeros(features.shape[1]) if centre is None else centre
        of_bead = self._weight[self._lattice]
        observed = (features[self._gold] * of_bead[self._gold, None]).sum(axis=0)

        def loss(w: FloatArray) -> tuple[float, FloatArray]:
            total, posterior = self.posteriors(features @ w)
            away = w - centre
            value = self._weight @ total - observed @ w + penalty / 2 * (away @ away)
            return float(value), features.T @ (posterior * of_bead) - observed + penalty * away

        start = np.zeros(features.shape[1]) if start is None else start
        done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400, "maxcor": 20, "ftol": 1e-10})
        return np.asarray(done.x)


def _plan(source: IntArray, target: IntArray, level: IntArray) -> list[Step]:
    """Beads grouped by level, and in each level by target node."""
    order = np.lexsort((target, level))
    cuts = np.flatnonzero(np.diff(level[order])) + 1
    steps = []
    for beads in np.split(order, cuts):
        to = target[beads]
        first = np.flatnonzero(np.concatenate([[True], to[1:] != to[:-1]]))
        group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(to))))
        steps.append((beads, source[beads], to[first], first, group))
    return steps


def _sweep(plan: list[Step], score: FloatArray, nodes: int, origin: IntArray) -> FloatArray:
    """log Σ exp(score) over the paths from each lattice's origin to each node."""
    total = np.full(nodes, -np.inf)
    total[origin] = 0.0
    with np.errstate(divide="ignore"):
        for beads, source, target, first, group in plan:
            value = total[source] + score[beads]
            peak = np.maximum.reduceat(value, first)
            peak[np.isneginf(peak)] = 0.0
            total[target] = peak + np.log(np.add.reduceat(np.exp(value - peak[group]), first))
    return total
