"""How clear it is that a text lacks sentences, which its null beads are then told (the feature ``omissions``).

In a free translation that lacks nothing many sentences look a little alone; where sentences are really missing, some
are alone beyond doubt. One weight for null beads cannot serve both, so it grows with the share of the latter, in all
sentences and in those that look alone.
"""

from __future__ import annotations

import math

import numpy as np

from duiqi.aligner.candidates.lattice import Lattice, alone
from duiqi.arrays.types import FloatArray

# A long text has at least LONG sentences a side.
LONG = 40
# Probability from which a sentence is clearly alone: lower in short texts, which have few sentences to find any by. The
# sweeps behind this and the constants below are in docs/scoring.md, `omissions`.
CLEAR_IN_LONG, CLEAR_IN_SHORT = 0.8, 0.5
# So many sentences clearly alone are no sign yet in a long text: one is there by chance.
BY_CHANCE = 1.0
# Share of sentences clearly alone from which more of them say no more.
ENOUGH = 0.02


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
