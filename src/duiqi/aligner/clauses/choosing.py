"""Which cuts are made: those of the best cutting of a bead that are probable enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from duiqi.aligner.candidates.lattice import best_path, posteriors
from duiqi.aligner.clauses.features import clause_features
from duiqi.aligner.clauses.parts import Cuttable, Cuttings, cuttings
from duiqi.aligner.clauses.weights import ClauseWeights
from duiqi.aligner.scoring.calibration import calibrated
from duiqi.arrays.types import FloatArray

# Probability from which a cut is made; below it the parts stay together. Of 55 cuts that were looked at whose
# probability before calibration was under .6 (.89 after it), 10 are wrong.
LEAST = 0.85

Cut: TypeAlias = "tuple[int, int]"  # parts before it, Chinese and English


def chosen_cuts(beads: Sequence[Cuttable], weights: ClauseWeights) -> list[dict[Cut, float]]:
    """For each bead the cuts to be made, in order, with the probability that each is right."""
    open_beads = [bead for bead in beads if bead.cuts]
    found = iter(_chosen(cuttings(open_beads), weights) if open_beads else ())
    return [next(found) if bead.cuts else {} for bead in beads]


def _chosen(found: Cuttings, weights: ClauseWeights) -> list[dict[Cut, float]]:
    score = clause_features(found) @ weights.vector
    sure = (
        {cut: calibrated(p, weights.slope, weights.shift) for cut, p in cuts.items()}
        for cuts in best_cuts(found, score)
    )
    return [{cut: p for cut, p in cuts.items() if p >= LEAST} for cuts in sure]


def best_cuts(found: Cuttings, score: FloatArray) -> list[dict[Cut, float]]:
    """For each bead the cuts of its best cutting, in order, with their probabilities before calibration."""
    sure = cut_probabilities(found, score)
    best: list[dict[Cut, float]] = [{} for _ in found.beads]
    spans = found.lattice.spans.tuples()
    for k in best_path(found.lattice, score):
        bead = int(found.bead[k])
        cut = _end(spans[k], found.first[bead])
        if cut in sure[bead]:
            best[bead][cut] = min(sure[bead][cut], 1.0)
    return best


def cut_probabilities(found: Cuttings, score: FloatArray) -> list[dict[Cut, float]]:
    """For each bead the probability, before calibration, of each cut that is possible."""
    total: list[dict[Cut, float]] = [dict.fromkeys(bead.cuts, 0.0) for bead in found.beads]
    posterior = posteriors(found.lattice, score).tolist()
    for k, span in enumerate(found.lattice.spans.tuples()):
        bead = int(found.bead[k])
        cut = _end(span, found.first[bead])
        if cut in total[bead]:
            total[bead][cut] += posterior[k]
    return total


def _end(span: tuple[int, int, int, int], first: Cut) -> Cut:
    """The parts of a bead before the end of a candidate clause."""
    zh, en, n_zh, n_en = span
    return zh + n_zh - first[0], en + n_en - first[1]
