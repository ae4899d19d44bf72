"""From scored beads to the Beads a user sees: the best path, null runs taken apart, scores and their parts."""

from __future__ import annotations

from duiqi.aligner.candidates.lattice import alone
from duiqi.aligner.narrowing.windows import Segment
from duiqi.aligner.scoring.passes import Scored, score_beads
from duiqi.aligner.scoring.weights import Weights, calibrated, parts
from duiqi.model import Bead


def segment_beads(segment: Segment, weights: Weights, self_training: bool) -> list[Bead]:
    """The beads of a segment, in order, with sentence numbers of the whole text."""
    n, m = segment.bitext.zh.size, segment.bitext.en.size
    if not n or not m:
        # Nothing to pair with: each sentence is surely alone.
        return [_null(segment, i, 0, 1, 0, 1.0) for i in range(n)] + [_null(segment, 0, j, 0, 1, 1.0) for j in range(m)]
    scored = score_beads(segment.bitext, segment.anchors, weights, self_training)
    slope, shift = weights.null_calibration(scored.round, scored.omissions)
    alone_zh, alone_en = (
        [calibrated(p, slope, shift) for p in side.tolist()] for side in alone(scored.lattice, scored.posterior, n, m)
    )
    beads: list[Bead] = []
    for k in scored.path:
        lattice = scored.lattice
        i, j, a, b = (int(column[k]) for column in (lattice.zh, lattice.en, lattice.a, lattice.b))
        if a and b:
            beads.append(_match(segment, scored, weights, k))
        else:
            beads += [_null(segment, i + step, j, 1, 0, alone_zh[i + step]) for step in range(a)]
            beads += [_null(segment, i, j + step, 0, 1, alone_en[j + step]) for step in range(b)]
    return beads


def _match(segment: Segment, scored: Scored, weights: Weights, k: int) -> Bead:
    lattice = scored.lattice
    i, j = int(lattice.zh[k]) + segment.zh, int(lattice.en[k]) + segment.en
    used = weights.first_round if scored.round == "first_round" else weights.second_round
    score = calibrated(float(scored.posterior[k]), *weights.match_calibration(scored.round))
    return Bead(
        range(i, i + int(lattice.a[k])),
        range(j, j + int(lattice.b[k])),
        score,
        parts(used, scored.features[k], score),
    )


def _null(segment: Segment, i: int, j: int, a: int, b: int, score: float) -> Bead:
    i, j = i + segment.zh, j + segment.en
    return Bead(range(i, i + a), range(j, j + b), score, {})
