"""The weights, what a bead's score is made of, and its calibration."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from duiqi.aligner.candidates.first_pass import FIRST_PASS_FEATURES
from duiqi.aligner.scoring.features import FEATURES
from duiqi.arrays.types import FloatArray
from duiqi.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ``weights.json``.

    ``first_round`` and ``second_round`` (after self-training) map every feature name to its weight. ``calibration``
    holds for each of them what turns posteriors into scores: ``match`` (slope, shift) of the log-odds of match beads,
    ``null`` (slope, shift, shift by ``omissions``) of those of sentences left alone.
    """

    first_pass: Mapping[str, float]
    first_round: Mapping[str, float]
    second_round: Mapping[str, float]
    calibration: Mapping[str, Mapping[str, tuple[float, ...]]]
    digest: str

    def match_calibration(self, name: str) -> tuple[float, float]:
        """(slope, shift) for the match beads of a round."""
        slope, shift = self.calibration[name]["match"]
        return slope, shift

    def null_calibration(self, name: str, omissions: float) -> tuple[float, float]:
        """(slope, shift) for the sentences left alone of a round, in a text of such ``omissions``."""
        slope, shift, by_omissions = self.calibration[name]["null"]
        return slope, shift + by_omissions * omissions


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the packaged weights; DataError when they do not fit the features."""
    try:
        text = (resources.files("duiqi") / "data" / "weights.json").read_text("utf-8")
    except OSError as error:
        raise DataError(f"weights.json cannot be read ({error.strerror}); reinstall duiqi") from error
    return parse_weights(text)


def parse_weights(text: str) -> Weights:
    """Weights from the text of a ``weights.json``."""
    data = json.loads(text)
    expected = {"first_pass": FIRST_PASS_FEATURES, "first_round": FEATURES, "second_round": FEATURES}
    for name, features in expected.items():
        if set(data[name]) != set(features):
            odd = ", ".join(sorted(set(data[name]) ^ set(features)))
            raise DataError(f"weights.json, {name}: features and weights differ in {odd}; run data/weights/fit.py")
    return Weights(
        data["first_pass"],
        data["first_round"],
        data["second_round"],
        {
            name: {kind: tuple(map(float, values)) for kind, values in kinds.items()}
            for name, kinds in data["calibration"].items()
        },
        hashlib.blake2b(text.encode(), digest_size=4).hexdigest(),
    )


def as_vector(weights: Mapping[str, float]) -> FloatArray:
    """(F,) the weights in the order of FEATURES."""
    return np.array([weights[name] for name in FEATURES])


def calibrated(posterior: float, slope: float, shift: float) -> float:
    """The probability whose log-odds are ``slope`` · log-odds of ``posterior`` + ``shift``."""
    return 1.0 / (1.0 + math.exp(-(slope * log_odds(posterior) + shift)))


def log_odds(probability: float) -> float:
    """log p/(1 - p), with p kept 1e-6 away from 0 and 1."""
    p = min(max(probability, 1e-6), 1.0 - 1e-6)
    return math.log(p / (1.0 - p))


def parts(weights: Mapping[str, float], values: FloatArray, score: float) -> dict[str, float]:
    """Named log-odds that sum to the log-odds of ``score``.

    One part a feature that is not zero, weight times value; ``rivals`` is the rest: how the beads that compete for the
    same sentences, and the paths around, raise or lower it.
    """
    named = {name: weights[name] * value for name, value in zip(FEATURES, values.tolist(), strict=True) if value}
    named["rivals"] = log_odds(score) - sum(named.values())
    return named
