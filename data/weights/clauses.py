"""Fit the weights by which beads are cut into clauses, and write ``src/duiqi/data/clause_weights.json``.

    python -m data.weights.clauses SHARED

A conditional random field over the cuttings of each bead; of a bead of joined pairs any cutting is right that makes the
true cuts and no wrong one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from data.weights.clause_texts import Joined, joined_texts
from data.weights.crf import Batch
from duiqi.aligner.clauses.features import FEATURES, clause_features
from duiqi.aligner.clauses.parts import MOST_PARTS, Cuttings, cuttings
from duiqi.arrays.types import BoolArray, FloatArray

SEED, TOGETHER, PENALTY = 20200618, 60, 3.0


class Group:
    """Joined beads of like origin scored together, as those of a document are."""

    def __init__(self, items: Sequence[Joined]) -> None:
        self.items = items
        self.found = cuttings([item.bead for item in items])
        self.features = clause_features(self.found)
        self.right = right_candidates(self.found, items)


def right_candidates(found: Cuttings, items: Sequence[Joined]) -> BoolArray:
    """(B,) whether each candidate clause is in a cutting that is right."""
    spans = found.lattice.spans
    right = np.zeros(len(spans), dtype=bool)
    for k, (i, j, a, b) in enumerate(spans.tuples()):
        item = items[found.bead[k]]
        zh, en = found.first[found.bead[k]]
        start, end = (i - zh, j - en), (i - zh + a, j - en + b)
        last = (len(item.bead.zh), len(item.bead.en))
        fits = all(p in ((0, 0), last) or p in item.true or p in item.free for p in (start, end))
        # No true cut is jumped over.
        right[k] = fits and not any((start[0] < t[0] < end[0]) or (start[1] < t[1] < end[1]) for t in item.true)
    return right


def fit(groups: Sequence[Group], penalty: float = PENALTY) -> FloatArray:
    """(F,) the weights."""
    lattices = [group.found.lattice for group in groups]
    batch = Batch(lattices, [np.zeros(0, dtype=np.int64)] * len(groups), [1.0] * len(groups))
    features = np.concatenate([group.features for group in groups])
    right = np.concatenate([group.right for group in groups])

    def loss(w: FloatArray) -> tuple[float, FloatArray]:
        score = features @ w
        total, posterior = batch.posteriors(score)
        good, of_good = batch.posteriors(np.where(right, score, -np.inf))
        value = float((total - good).sum()) + penalty / 2 * float(w @ w)
        return value, features.T @ (posterior - of_good) + penalty * w

    done = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(done.x)


def can_be_right(item: Joined) -> bool:
    """Whether a cutting that is right is in the lattice of the bead."""
    if not item.true:
        return True  # whole
    ends = [(0, 0), *sorted(item.true), (len(item.bead.zh), len(item.bead.en))]
    return all(max(b[0] - a[0], b[1] - a[1]) <= MOST_PARTS for a, b in pairwise(ends))


def groups_of(items: Sequence[Joined]) -> list[Group]:
    """The beads of each set, so many together."""
    by_set: dict[str, list[Joined]] = {}
    for item in filter(can_be_right, items):
        by_set.setdefault(item.group.split("/")[0], []).append(item)
    return [Group(of[k : k + TOGETHER]) for of in by_set.values() for k in range(0, len(of), TOGETHER)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    arguments = parser.parse_args()
    groups = groups_of(joined_texts(arguments.shared, SEED))
    w = fit(groups)
    for name, value in zip(FEATURES, w, strict=True):
        print(f"{name:20s} {value:8.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
