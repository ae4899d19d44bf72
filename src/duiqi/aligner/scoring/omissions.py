"""How clear it is that a text lacks sentences, which its null beads are then told (the feature ``omissions``).

In a free translation that lacks nothing many sentences look a little alone; where sentences are really missing, some
are alone beyond doubt. One weight for null beads cannot serve both, so it grows with the share of the latter, in all
sentences and in those that look alone.
"""

from __future__ import annotations

import math

import numpy as np

from duiqi.aligner.candidates.lattice import Lattice, alone
from duiqi.arrays.ragged import cumulative
from duiqi.arrays.types import BoolArray, FloatArray

# A long text has at least LONG sentences a side.
LONG = 40
# Probability from which a sentence is clearly alone: lower in short texts, which have few sentences to find any by. The
# sweeps behind this and the constants below are in docs/scoring.md, `omissions`.
CLEAR_IN_LONG, CLEAR_IN_SHORT = 0.8, 0.5
# So many sentences clearly alone are no sign yet in a long text: one is there by chance.
BY_CHANCE = 1.0
# Share of sentences clearly alone from which more of them say no more.
ENOUGH = 0.02
# A whole text has at least so many sentences a side, and each sentence of a run in it is at least so probably alone
# (the sweeps: docs/scoring.md, `run_open`).
WHOLE, LEAST_IN_RUN = 100, 0.6


def omission_share(lattice: Lattice, posterior: FloatArray) -> float:
    """How clear it is that sentences are missing, 0 to 1, when the beads are as probable as this (B,)."""
    n, m = int(lattice.spans.end_zh.max()), int(lattice.spans.end_en.max())
    probability = np.concatenate(alone(lattice, posterior, n, m))
    long = min(n, m) >= LONG
    least, by_chance = (CLEAR_IN_LONG, BY_CHANCE) if long else (CLEAR_IN_SHORT, 0.0)
    clear = float(probability[probability > least].sum())
    if clear <= by_chance:
        return 0.0
    share = min(1.0, (clear - by_chance) / (n + m) / ENOUGH) * clear / float(probability.sum())
    # The root tells sooner that a long text lacks sentences, without costing pieces of it much.
    return math.sqrt(share) if long else share


def unlikely_runs(lattice: Lattice, posterior: FloatArray) -> BoolArray:
    """(B,) the runs of sentences alone that a text which lacks none (its ``omission_share`` is 0) hardly has.

    Were a passage missing from a whole text, its sentences would be alone beyond doubt.
    """
    spans = lattice.spans
    n, m = int(spans.end_zh.max()), int(spans.end_en.max())
    if min(n, m) < WHOLE:
        return np.zeros(len(lattice), dtype=np.bool_)
    doubtful = np.zeros(len(lattice))
    for probability, covered in zip(alone(lattice, posterior, n, m), (spans.in_zh, spans.in_en), strict=True):
        count = cumulative((probability < LEAST_IN_RUN).astype(np.float64))
        doubtful += count[covered.end] - count[covered.first]
    return np.asarray(spans.is_run & (doubtful > 0))
