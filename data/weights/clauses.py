"""Fit the weights by which beads are cut into clauses, and write ``src/duiqi/data/clause_weights.json``.

    python -m data.weights.clauses SHARED

A conditional random field over the cuttings of each bead; of a bead of joined pairs any cutting is right that makes the
true cuts and no wrong one. Real beads have better cuts than joined ones in another order, so probabilities are
calibrated on cuts of the gold's own beads that a person looked at (``clause_labels.txt``: the digest of what stands
before the cut on both sides, and whether it is right), and those of halves in the other order on crossings that were
(``crossing_labels.txt``). Needs SciPy. See docs/scoring.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from data.weights.clause_texts import GOLD, Joined, joined_texts
from data.weights.texts import digest, read_texts
from duiqi.aligner.clauses.choosing import best_cuts, chosen_cuts
from duiqi.aligner.clauses.crossing import best_crossings
from duiqi.aligner.clauses.cutting import TOGETHER as AT_ONCE
from duiqi.aligner.clauses.features import FEATURES, clause_features
from duiqi.aligner.clauses.parts import MOST_PARTS, Cuttable, Cuttings, cuttable, cuttings
from duiqi.aligner.clauses.weights import ClauseWeights
from duiqi.aligner.fitting.crf import Batch
from duiqi.aligner.scoring.calibration import log_odds
from duiqi.arrays.types import BoolArray, FloatArray
from duiqi.export import iter_pairs

# Every pair is joined this often, each time by other marks.
SEED, TIMES = 20200618, 2
# As many beads as a text of some pages has. The L2 penalty: with 1, 3 and 10 the log-likelihood of a cut of joined
# pairs left out is -.042, -.044 and -.047; with 1 fewer of the real cuts that were looked at are found
# (docs/scoring.md, clauses).
TOGETHER, PENALTY = 60, 3.0
# Every so many-th document is left out for the report.
LEFT_OUT = 5
# So near the optimum that the rounded weights are the same on any machine.
EXACT = {"maxiter": 2000, "maxcor": 20, "ftol": 1e-13, "gtol": 1e-4}
LABELS = Path(__file__).with_name("clause_labels.txt")
CROSSING_LABELS = Path(__file__).with_name("crossing_labels.txt")
OUTPUT = Path(__file__).resolve().parents[2] / "src" / "duiqi" / "data" / "clause_weights.json"

Cut = tuple[int, int]


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
        ends = {(0, 0), (len(item.bead.zh), len(item.bead.en))} | item.true | item.free
        # No true cut is jumped over.
        jumps = any((start[0] < t[0] < end[0]) or (start[1] < t[1] < end[1]) for t in item.true)
        right[k] = start in ends and end in ends and not jumps
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

    done = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options=EXACT)
    return np.round(np.asarray(done.x), 3)


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


def report(groups: Sequence[Group], weights: FloatArray) -> list[str]:
    """How many of the true cuts and of the wrong ones are found by weights fitted without these groups."""
    true = {0.5: 0, 0.8: 0, 0.9: 0}
    wrong = dict(true)
    total = 0
    for group in groups:
        total += sum(len(item.true) for item in group.items)
        for item, cuts in zip(group.items, best_cuts(group.found, group.features @ weights), strict=True):
            for cut, probability in cuts.items():
                for least in true:
                    true[least] += probability >= least and cut in item.true
                    wrong[least] += probability >= least and cut not in item.true | item.free
    return [f"joined, left out, at {x}: {true[x]} of {total} true cuts, {wrong[x]} wrong ones" for x in true]


def gold_beads(shared: Path) -> Iterator[Cuttable]:
    """The beads of the gold themselves."""
    for name in GOLD:
        for text in read_texts(shared / "gold" / name):
            for i, j, a, b in text.beads:
                if a and b:
                    yield cuttable(text.zh[i : i + a], text.en[j : j + b])


def probable_cuts(beads: Sequence[Cuttable], weights: FloatArray) -> Iterator[tuple[Cuttable, Cut, float]]:
    """The cuts of the best cutting of each bead, with their probabilities before calibration."""
    for at in range(0, len(beads), 400):
        found = cuttings([bead for bead in beads[at : at + 400] if bead.cuts])
        cuts = best_cuts(found, clause_features(found) @ weights)
        for bead, made in zip(found.beads, cuts, strict=True):
            for cut, probability in made.items():
                yield bead, cut, probability


def tico_beads(shared: Path) -> Iterator[Cuttable]:
    """The pairs of TICO-19."""
    for pair in iter_pairs(shared / "train" / "tico19.en-zh.tmx"):
        if pair.zh and pair.en:
            yield cuttable([pair.zh.strip()], [pair.en.strip()])


def crossings(beads: Sequence[Cuttable], weights: ClauseWeights) -> Iterator[tuple[Cuttable, Cut, float]]:
    """The likeliest crossing of each bead that is not cut otherwise, with its probability before calibration."""
    for at in range(0, len(beads), AT_ONCE):
        chunk = beads[at : at + AT_ONCE]
        whole = [bead for bead, cuts in zip(chunk, chosen_cuts(chunk, weights), strict=True) if not cuts]
        for bead, crossing in zip(whole, best_crossings(whole, weights), strict=True):
            if crossing:
                yield bead, crossing.cut, crossing.probability


def cut_digest(bead: Cuttable, cut: Cut) -> str:
    """What names a cut in the labels."""
    before = "\0".join("".join(p.text for p in side[:n]) for side, n in zip((bead.zh, bead.en), cut, strict=True))
    return hashlib.blake2b(before.encode(), digest_size=8).hexdigest()


def read_labels(path: Path) -> dict[str, bool]:
    """Whether each cut that was looked at is right, by its digest."""
    rows = (line.split() for line in path.read_text("ascii").splitlines() if line and not line.startswith("#"))
    return {name: value == "right" for name, value in rows}


def labelled(cuts: Iterable[tuple[Cuttable, Cut, float]], path: Path) -> list[tuple[float, bool]]:
    """The probabilities of those cuts that were looked at, and whether each is right."""
    labels = read_labels(path)
    return [(p, labels[name]) for bead, cut, p in cuts if (name := cut_digest(bead, cut)) in labels]


def calibration(cuts: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift of the log-odds; the slope is drawn to 1 as if by a few more cuts."""
    x = np.array([log_odds(p) for p, _ in cuts])
    y = np.array([right for _, right in cuts], dtype=float)

    def loss(w: FloatArray) -> float:
        z = w[0] * x + w[1]
        return float(np.logaddexp(0, -z) @ y + np.logaddexp(0, z) @ (1 - y) + 2 * (w[0] - 1) ** 2)

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return round(float(slope), 3), round(float(shift), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    items = [item for n in range(TIMES) for item in joined_texts(arguments.shared, SEED + n)]
    away = set(sorted({item.group for item in items})[::LEFT_OUT])
    kept, out = (groups_of([x for x in items if (x.group in away) == left]) for left in (False, True))
    lines = report(out, fit(kept))
    weights = fit(groups_of(items))
    of_gold = list(gold_beads(arguments.shared))
    looked_at = labelled(probable_cuts(of_gold, weights), LABELS)
    slope, shift = calibration(looked_at)
    without = ClauseWeights(weights, slope, shift, (1.0, 0.0), "")
    pairs = (of_gold, list(tico_beads(arguments.shared)))
    crossed = labelled((found for beads in pairs for found in crossings(beads, without)), CROSSING_LABELS)
    for name, some in (("looked at", looked_at), ("crossings looked at", crossed)):
        lines.append(f"{name}: {sum(right for _, right in some)} of {len(some)} right")
    print("\n".join(lines))
    written: Mapping[str, object] = {
        "features": dict(zip(FEATURES, weights.tolist(), strict=True)),
        "calibration": [slope, shift],
        "crossing": calibration(crossed),
        "fitted": {
            "script": "data/weights/clauses.py",
            "data": {f"gold/{name}": digest(arguments.shared / "gold" / name) for name in GOLD},
            "left_out": lines,
        },
    }
    assert all(map(math.isfinite, weights))
    arguments.output.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
