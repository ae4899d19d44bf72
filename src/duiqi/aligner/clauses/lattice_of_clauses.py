"""The lattice of a search after the beads on its path were cut into clauses."""

from __future__ import annotations

import numpy as np

from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.clauses.cutting import Clauses, Side
from duiqi.aligner.realigning.recut import Recut, recut
from duiqi.aligner.realigning.review_lattice import DECIMALS, ReviewLattice, review_lattice
from duiqi.aligner.scoring.calibration import log_odds
from duiqi.model import Alignment

# Of the cuts of a bead together, beside the bead whole: surer ones would stand against any correction.
SUREST = 0.999


def lattice_of_clauses(lattice: ReviewLattice, sentences: Alignment, clauses: Clauses) -> ReviewLattice:
    """The lattice over the ``clauses`` of an alignment of ``sentences``: the candidates as they were, and on the path
    those that the beads are now.

    The clauses of a bead share its log-odds and those of its cuts, so the search would choose them, and give them about
    the scores that they have.
    """
    cut = {
        (bead.zh.start, bead.en.start, len(bead.zh), len(bead.en)): (bead, now)
        for bead, now in zip(sentences.beads, clauses.beads, strict=True)
        if len(now) > 1
    }
    if not cut:
        return lattice
    moved = recut(lattice, _recuts(clauses.zh), _recuts(clauses.en))
    path: list[int] = []
    new: list[tuple[tuple[int, int, int, int], float]] = []
    for number, rectangle in zip(lattice.path.tolist(), lattice.spans[lattice.path].tuples(), strict=True):
        if rectangle not in cut:
            path.append(number)
            continue
        bead, now = cut[rectangle]
        sure = min(min(clause.score for clause in now) / bead.score, SUREST)
        share = (float(lattice.score[number]) + log_odds(sure)) / len(now)
        for clause in now:
            path.append(len(lattice) + len(new))
            new.append(((clause.zh.start, clause.en.start, len(clause.zh), len(clause.en)), share))
    spans = Spans.joined([moved.spans, Spans(*np.array([span for span, _ in new], dtype=np.int64).T)])
    score = np.concatenate([moved.score, np.round([odds for _, odds in new], DECIMALS)])
    return review_lattice(spans, score, np.array(path, dtype=np.int64), moved.alone, moved.stretches)


def _recuts(side: Side) -> list[Recut]:
    """The sentences that are several clauses now."""
    counts = [(number, len(side.pieces[number])) for number in sorted(side.pieces)]
    return [Recut(number, 1, count) for number, count in counts if count > 1]
