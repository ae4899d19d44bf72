"""The weights of the clause features, as ``data/weights/clauses.py`` wrote them to ``clause_weights.json``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from duiqi.aligner.clauses.features import FEATURES
from duiqi.arrays.types import FloatArray
from duiqi.errors import DataError


@dataclass(frozen=True, slots=True)
class ClauseWeights:
    """``vector`` (F,) in the order of FEATURES; ``slope`` and ``shift`` calibrate the log-odds of a cut, ``crossing``
    (slope, shift) those of halves in the other order."""

    vector: FloatArray
    slope: float
    shift: float
    crossing: tuple[float, float]
    digest: str


@lru_cache(maxsize=1)
def load_clause_weights() -> ClauseWeights:
    """Read the packaged weights; DataError when they do not fit the features."""
    try:
        text = (resources.files("duiqi") / "data" / "clause_weights.json").read_text("utf-8")
    except OSError as error:
        raise DataError(f"clause_weights.json cannot be read ({error.strerror}); reinstall duiqi") from error
    data = json.loads(text)
    if odd := sorted(set(data["features"]) ^ set(FEATURES)):
        raise DataError(
            f"clause_weights.json: features and weights differ in {', '.join(odd)}; run python -m data.weights.clauses"
        )
    vector = np.array([data["features"][name] for name in FEATURES])
    slope, shift = data["calibration"]
    crossing_slope, crossing_shift = data["crossing"]
    crossing = (crossing_slope, crossing_shift)
    return ClauseWeights(vector, slope, shift, crossing, hashlib.blake2b(text.encode(), digest_size=4).hexdigest())
