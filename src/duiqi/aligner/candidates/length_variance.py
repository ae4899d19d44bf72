"""How far the lengths of a text's pairs stray: some translators keep to the length of the sentence, others do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from duiqi.aligner.bitext.sides import USUAL_VARIANCE, Bitext
from duiqi.aligner.candidates.first_pass import span_lengths, squared_deviates
from duiqi.aligner.candidates.lattice import Lattice

# Least probability by the first pass of the beads that count, and as how many beads the usual variance counts beside
# them. One bead strays no further than MOST: it may be wrong (docs/scoring.md, `gale_church`).
LEAST, PRIOR_BEADS, MOST = 0.3, 20.0, 16.0


def with_length_variance(bitext: Bitext, lattice: Lattice) -> Bitext:
    """The text with the mean δ² of the beads that the first pass finds probable."""
    weight = np.where(lattice.spans.is_null | (lattice.prior < LEAST), 0.0, lattice.prior)
    squared = np.minimum(squared_deviates(*span_lengths(bitext, lattice.spans), bitext.ratio), MOST)
    total = float(weight @ squared) + PRIOR_BEADS * USUAL_VARIANCE
    return replace(bitext, length_variance=total / (float(weight.sum()) + PRIOR_BEADS))
