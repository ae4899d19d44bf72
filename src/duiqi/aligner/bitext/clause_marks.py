"""How many clauses sentences have, counted by the marks inside them.

Chinese writes as one sentence of many clauses what English parts, so sentences do not say how much is told; clauses do,
and a translator mostly keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from duiqi.arrays.types import FloatArray

_MARK = "[，,、；;：:—–…。！？!?]"
# Marks between digits part no clauses (1,000; 10:30; 1990–2000). Marks in a row are one.
_MARKS = re.compile(rf"(?:{_MARK}(?!\d)|(?<!\d){_MARK}|--|\.(?=\s?\.))+")
# What may end a sentence: a colon or comma there parts nothing inside it.
_AT_THE_END = "\"'”’」』》）)】］]〕〉 。！？!?.…，,；;：:—–-、"


def clause_counts(sentences: Sequence[str]) -> FloatArray:
    """(n,) one more than the marks inside each sentence."""
    return np.array([len(_MARKS.findall(s.rstrip(_AT_THE_END))) + 1.0 for s in sentences], dtype=np.float64)
