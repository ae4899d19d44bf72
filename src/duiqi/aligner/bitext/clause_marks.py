"""How many clauses sentences have, counted by the marks inside them.

Chinese writes as one sentence of many clauses what English parts, so sentences do not say how much is told; clauses do,
and a translator mostly keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duiqi.aligner.bitext.characters import CLAUSE_MARK, DIGIT, HYPHEN, POINT, SPACE, Characters
from duiqi.arrays.types import BoolArray, FloatArray, IntArray

# What may end a sentence: a colon or comma there parts nothing inside it.
_AT_THE_END = "\t\n\"'”’」』》）)】］]〕〉 。！？!?.…，,；;：:—–-、"


def clause_counts(sentences: Sequence[str], characters: Characters) -> FloatArray:
    """(n,) one more than the marks inside each sentence; marks in a row are one."""
    kinds = characters.kinds
    at = (kinds & (CLAUSE_MARK | POINT | HYPHEN)).nonzero()[0]
    own, before, after, beyond = (kinds.take(at + k) for k in (0, -1, 1, 2))
    # Marks between digits part no clauses (1,000; 10:30; 1990–2000); points do where another follows.
    parts = (own == CLAUSE_MARK) & ~((before == DIGIT) & (after == DIGIT))
    parts |= (own == POINT) & ((after == POINT) | ((after == SPACE) & (beyond == POINT)))
    if len(hyphens := (own == HYPHEN).nonzero()[0]):
        parts[hyphens] = _in_twos(at.take(hyphens))
    marks = at.take(parts.nonzero()[0])
    begins = marks[np.diff(marks, prepend=-2) != 1]
    stripped = np.fromiter((len(s.rstrip(_AT_THE_END)) for s in sentences), np.int64, count=len(sentences))
    first = characters.first
    return np.asarray(begins.searchsorted(first + stripped) - begins.searchsorted(first) + 1.0)


def _in_twos(at: IntArray) -> BoolArray:
    """Whether each hyphen, by their places, is one of two that stand for a dash."""
    starts = np.diff(at, prepend=-2) != 1
    run = starts.cumsum() - 1
    return np.asarray(at - at[starts][run] < (np.bincount(run) // 2 * 2)[run])
