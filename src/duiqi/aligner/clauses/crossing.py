"""Beads whose halves stand in the other order: 据新华社报道，… beside …, Xinhua reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from duiqi.aligner.candidates.lattice import posteriors
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.clauses.choosing import Cut
from duiqi.aligner.clauses.features import clause_features
from duiqi.aligner.clauses.parts import Cuttable, Cuttings, cuttings
from duiqi.aligner.clauses.weights import ClauseWeights
from duiqi.aligner.scoring.calibration import calibrated
from duiqi.arrays.types import FloatArray

# Probability from which halves are crossed: of 40 above it 39 are right, of the 43 next ones 28
# (data/weights/crossing_labels.txt).
LEAST = 0.9
# In a bead of more places or parts no halves are looked for: such a bead is a list. Bounds on time, not swept.
MOST_PLACES, MOST_PARTS = 150, 20


class Crossing(NamedTuple):
    """A bead cut once on each side: what is before the cut on one side is the translation of what is behind it on the
    other. ``probability`` is that against all cuttings in order together, before calibration."""

    cut: Cut
    probability: float


def chosen_crossings(beads: Sequence[Cuttable], weights: ClauseWeights) -> Iterator[tuple[Cut, float] | None]:
    """For each bead the cut of a crossing that is probable enough, with its probability."""
    for crossing in best_crossings(beads, weights):
        sure = calibrated(crossing.probability, *weights.crossing) if crossing else 0.0
        yield (crossing.cut, sure) if crossing and sure >= LEAST else None


def best_crossings(beads: Sequence[Cuttable], weights: ClauseWeights) -> Iterator[Crossing | None]:
    """The likeliest crossing of each bead; None where a side has but one part."""
    places = [_places(bead) for bead in beads]
    chunk = [bead for bead, here in zip(beads, places, strict=True) if here]
    found = iter(_best(cuttings(chunk), [here for here in places if here], weights) if chunk else ())
    for here in places:
        yield next(found) if here else None


def _places(bead: Cuttable) -> list[Cut]:
    """Where both sides may be cut; 、 parts the words of a phrase."""
    zh, en = ([k for k, part in enumerate(side[:-1], 1) if part.mark != "pause"] for side in (bead.zh, bead.en))
    few = len(zh) * len(en) <= MOST_PLACES and max(len(bead.zh), len(bead.en)) <= MOST_PARTS
    return [(i, j) for i in zh for j in en] if few else []


def _best(found: Cuttings, places: Sequence[Sequence[Cut]], weights: ClauseWeights) -> Iterator[Crossing]:
    in_order = _log_totals(found, clause_features(found) @ weights.vector)
    columns, owner = [], []
    for number, (bead, (zh, en), here) in enumerate(zip(found.beads, found.first, places, strict=True)):
        n, m = len(bead.zh), len(bead.en)
        for i, j in here:
            columns += [(zh, en + j, i, m - j), (zh + i, en, n - i, j)]
            owner += [number, number]
    halves = replace(
        found,
        lattice=replace(found.lattice, spans=Spans(*np.array(columns, dtype=np.int64).T)),
        bead=np.array(owner, dtype=np.int64),
    )
    score = iter((clause_features(halves) @ weights.vector).reshape(-1, 2).sum(axis=1).tolist())
    for total, here in zip(in_order, places, strict=True):
        odds = {cut: next(score) - total for cut in here}
        best = max(odds, key=lambda cut: odds[cut])
        yield Crossing(best, float(1.0 / (1.0 + np.exp(-np.clip(odds[best], -30.0, 30.0)))))


def _log_totals(found: Cuttings, score: FloatArray) -> list[float]:
    """For each bead the logarithm of the sum over all its cuttings in order of exp(their scores)."""
    total = [0.0] * len(found.beads)
    posterior = posteriors(found.lattice, score)
    for k, (_, _, n, m) in enumerate(found.lattice.spans.tuples()):
        bead = found.beads[number := int(found.bead[k])]
        if (n, m) == (len(bead.zh), len(bead.en)):
            total[number] = float(score[k] - np.log(np.maximum(posterior[k], np.finfo(float).tiny)))
    return total
