"""Features of a candidate clause: those of a bead that mean something here, and the two marks that end it."""

from __future__ import annotations

import numpy as np

from duiqi.aligner.clauses.parts import Cuttings
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.arrays.types import FloatArray, IntArray

OF_BEADS = (
    "placed_en", "placed_zh", "coverage_by_length", "coverage_in_place", "coverage_weakest", "numbers_missing",
    "log_length", "gale_church", "question_both",
)  # fmt: skip
ZH_MARKS = ("sentence", "semicolon", "colon", "dash", "comma", "pause")
EN_MARKS = ("sentence", "semicolon", "colon", "dash", "comma", "clause", "word")
# In characters. The log-likelihood of joined pairs left out is the same within .0002 for 3–8 and 10–25.
SHORT_ZH, SHORT_EN = 5.0, 15.0
FEATURES = (
    *OF_BEADS,
    *(f"zh_{mark}" for mark in ZH_MARKS),
    *(f"en_{mark}" for mark in EN_MARKS),
    "same_mark",
    "short",
)


def clause_features(found: Cuttings) -> FloatArray:
    """(B, F) the features of every candidate clause, columns in the order of FEATURES; what tells of marks is 0 at the
    end of a bead."""
    spans = found.lattice.spans
    context = feature_context(found.bitext, spans)
    zh_marks, en_marks = (np.array(marks) for marks in found.marks)
    starts = np.array(found.first)[found.bead]
    n, m = np.array([(len(bead.zh), len(bead.en)) for bead in found.beads])[found.bead].T
    cut = (spans.end_zh < starts[:, 0] + n) & (spans.end_en < starts[:, 1] + m)
    whole = (spans.n_zh == n) & (spans.n_en == m)
    zh, en = zh_marks[spans.end_zh - 1], en_marks[spans.end_en - 1]
    zh_length, en_length = (
        _lengths(side.lengths, covered.first, covered.end)
        for side, covered in ((found.bitext.zh, spans.in_zh), (found.bitext.en, spans.in_en))
    )
    short = ((zh_length < SHORT_ZH) | (en_length < SHORT_EN)) & ~whole
    columns = [(zh == mark) & cut for mark in ZH_MARKS] + [(en == mark) & cut for mark in EN_MARKS]
    columns += [(zh == en) & cut, short]
    return np.column_stack([feature_matrix(context, OF_BEADS), *(column.astype(np.float64) for column in columns)])


def _lengths(lengths: FloatArray, first: IntArray, end: IntArray) -> FloatArray:
    total = np.concatenate([[0.0], np.cumsum(lengths)])
    return np.asarray(total[end] - total[first])
