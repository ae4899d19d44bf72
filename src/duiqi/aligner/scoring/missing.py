"""How clear it is that a text lacks sentences, and what that says for its null beads.

In a free translation that lacks nothing many sentences look a little alone; where sentences are really missing, some
are alone beyond doubt. One weight for null beads cannot serve both, so it grows with the share of the latter, in all
sentences and in those that look alone.
"""

from __future__ import annotations

import math

import numpy as np

from duiqi.aligner.candidates.lattice import Lattice, alone
from duiqi.aligner.scoring.features import FEATURES
from duiqi.arrays.types import FloatArray

# Probability from which a sentence is clearly alone, in a text of at least LONG sentences a side and in a shorter one.
# At .8, sentences clearly alone are up to .6% of plain chapters of macdev and from 2.4% of copies with 6% of the beads
# cut on either side. At .5 short texts find more of their orphans (.815 of those of wmt22, at .8 .809) and chapters
# swallow pairs (of .3–.8).
LONG = 40
CLEAR_IN_LONG, CLEAR_IN_SHORT = 0.8, 0.5
# Sentences clearly alone that are no sign yet in a long text: 5 of 58 plain pieces of 40 beads have one, none has two.
BY_CHANCE = 1.0
# Share of sentences clearly alone from which more of them say no more (of .02 and .03).
ENOUGH = 0.02
_COLUMN = list(FEATURES).index("omissions")


def omissions(lattice: Lattice, posterior: FloatArray) -> float:
    """How clear it is that sentences are missing, 0 to 1, when the beads are as probable as this (B,)."""
    n, m = int((lattice.zh + lattice.a).max()), int((lattice.en + lattice.b).max())
    probability = np.concatenate(alone(lattice, posterior, n, m))
    long = min(n, m) >= LONG
    least, by_chance = (CLEAR_IN_LONG, BY_CHANCE) if long else (CLEAR_IN_SHORT, 0.0)
    clear = float(probability[probability > least].sum())
    if clear <= by_chance:
        return 0.0
    share = min(1.0, (clear - by_chance) / (n + m) / ENOUGH) * clear / float(probability.sum())
    # Left out, where .845 of macdev's orphans are found, F1 is .0026 higher by the root; pieces of 20 lose .003 by it.
    return math.sqrt(share) if long else share


def with_omissions(features: FloatArray, lattice: Lattice, share: float) -> FloatArray:
    """(B, F) the features with ``share`` for every null bead."""
    features = features.copy()
    features[:, _COLUMN] = lattice.is_null * share
    return features
