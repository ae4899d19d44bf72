"""What is left alone in a whole text, one that does not seem to lack sentences.

Weights that find what is missing from other texts leave too much alone in it. But translators leave out short sentences
sooner than long ones, and were a passage missing, its sentences would be alone beyond doubt. The sweeps behind the
constants are in docs/scoring.md, whole texts.
"""

from __future__ import annotations

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.lattice import Lattice, alone
from duiqi.arrays.ragged import cumulative
from duiqi.arrays.types import BoolArray, FloatArray

# A text counts as whole from so many sentences a side.
WHOLE = 100
# A sentence alone loses BY_LENGTH · (log(1 + Chinese characters) - USUAL) nats: one of 8 characters loses nothing.
BY_LENGTH, USUAL = 0.7, 2.2
# Of a run each sentence is at least so probably alone.
LEAST_IN_RUN = 0.6


def may_be_whole(bitext: Bitext) -> bool:
    """Whether the text is long enough to tell."""
    return min(bitext.zh.size, bitext.en.size) >= WHOLE


def costs_by_length(bitext: Bitext) -> tuple[FloatArray, FloatArray]:
    """(n,) and (m,) what each sentence of the two sides loses when it is alone, in nats; less than 0 for short ones."""
    zh, en = bitext.zh.lengths, bitext.en.lengths / bitext.ratio
    return BY_LENGTH * (np.log1p(zh) - USUAL), BY_LENGTH * (np.log1p(en) - USUAL)


def costs_of_beads(bitext: Bitext, lattice: Lattice) -> FloatArray:
    """(B,) the same of each bead: the sum over the sentences of a null bead, 0 for others."""
    return _null_sums(lattice, costs_by_length(bitext))


def unlikely_runs(lattice: Lattice, posterior: FloatArray) -> BoolArray:
    """(B,) the runs of which a sentence is less probably alone than LEAST_IN_RUN."""
    n, m = int(lattice.spans.end_zh.max()), int(lattice.spans.end_en.max())
    zh, en = ((side < LEAST_IN_RUN).astype(np.float64) for side in alone(lattice, posterior, n, m))
    return np.asarray(lattice.spans.is_run & (_null_sums(lattice, (zh, en)) > 0))


def _null_sums(lattice: Lattice, values: tuple[FloatArray, FloatArray]) -> FloatArray:
    """(B,) the sum of the values (n,) and (m,) of the sentences of each null bead, 0 for others."""
    spans = lattice.spans
    total = np.zeros(len(lattice))
    for of_side, covered in zip(values, (spans.in_zh, spans.in_en), strict=True):
        upto = cumulative(of_side)
        total += upto[covered.end] - upto[covered.first]
    return np.where(spans.is_null, total, 0.0)
