"""The weights of the features, as the fitting script wrote them to ``weights.json``."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np

from duiqi.aligner.candidates.first_pass import FIRST_PASS_FEATURES
from duiqi.aligner.scoring.calibration import Calibration
from duiqi.aligner.scoring.features import ALL_FEATURES, FEATURES
from duiqi.aligner.scoring.registry import Features
from duiqi.arrays.types import FloatArray
from duiqi.errors import DataError

# The scoring passes by their keys in weights.json: for texts too short to train themselves, and after self-training.
UNTRAINED, SELF_TRAINED = "first_round", "second_round"
NO_CALIBRATION = Calibration()
# The packaged weights, and those of texts with an encoder; and what writes them.
WEIGHTS, WITH_SIMILARITY = "weights.json", "similarity_weights.json"
_WRITTEN_BY = {WEIGHTS: "python -m data.weights.fit", WITH_SIMILARITY: "python -m data.weights.similarity"}


@dataclass(frozen=True)
class PassWeights:
    """The weights of one scoring pass, ``name``, by feature, and the calibration of what it finds."""

    name: str
    by_feature: Mapping[str, float]
    calibration: Calibration = NO_CALIBRATION

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The features that it has weights of, in the order of their columns."""
        return tuple(name for name in ALL_FEATURES if name in self.by_feature)

    @cached_property
    def vector(self) -> FloatArray:
        """(F,) the weights in that order."""
        return as_vector(self.by_feature, self.names)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in ``weights.json``: the cheap model of the first pass, and the two scoring passes."""

    first_pass: Mapping[str, float]
    untrained: PassWeights
    self_trained: PassWeights
    digest: str

    def of_pass(self, self_trained: bool) -> PassWeights:
        """Those of the texts that train themselves, or of the others."""
        return self.self_trained if self_trained else self.untrained

    @property
    def is_sound(self) -> bool:
        """Whether all are finite numbers, and as many as there should be: a file may come from anywhere."""
        passes = self.untrained, self.self_trained
        values = [*self.first_pass.values(), *(w for each in passes for w in each.by_feature.values())]
        calibrations = [each.calibration for each in passes]
        sizes = {(len(found.match), len(found.null)) for found in calibrations}
        values += [value for found in calibrations for value in (*found.match, *found.null)]
        usual = (len(NO_CALIBRATION.match), len(NO_CALIBRATION.null))
        return sizes == {usual} and all(isinstance(v, int | float) and math.isfinite(v) for v in values)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the packaged weights; DataError when they do not fit the features."""
    return parse_weights(packaged_weights())


def packaged_weights(file: str = WEIGHTS) -> str:
    """The text of a packaged file of weights. Raises DataError."""
    try:
        return (resources.files("duiqi") / "data" / file).read_text("utf-8")
    except OSError as error:
        raise DataError(f"{file} cannot be read ({error.strerror}); reinstall duiqi") from error


@lru_cache(maxsize=2)
def own_weights(text: str) -> Weights:
    """The weights that a user brings, as text that ``parse_weights`` takes; the packaged ones for an empty text."""
    return parse_weights(text) if text else load_weights()


@lru_cache(maxsize=1)
def load_similarity_weights() -> Weights:
    """Read the packaged weights of texts with an encoder; DataError when they do not fit the features."""
    return parse_weights(packaged_weights(WITH_SIMILARITY), WITH_SIMILARITY, ALL_FEATURES)


def parse_weights(text: str, file: str = WEIGHTS, of_passes: Features = FEATURES) -> Weights:
    """Weights from the text of a ``weights.json``; ``file`` is what errors call it, ``of_passes`` the features that the
    scoring passes should have."""
    data = json.loads(text)
    expected = {"first_pass": FIRST_PASS_FEATURES, UNTRAINED: of_passes, SELF_TRAINED: of_passes}
    for name, features in expected.items():
        if set(data[name]) != set(features):
            odd = ", ".join(sorted(set(data[name]) ^ set(features)))
            raise DataError(f"{file}, {name}: features and weights differ in {odd}; run {_WRITTEN_BY[file]}")
    untrained, self_trained = (
        PassWeights(name, data[name], _calibration(data["calibration"][name])) for name in (UNTRAINED, SELF_TRAINED)
    )
    digest = hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return Weights(data["first_pass"], untrained, self_trained, digest)


def _calibration(values: Mapping[str, list[float]]) -> Calibration:
    return Calibration(tuple(map(float, values["match"])), tuple(map(float, values["null"])))


def as_vector(weights: Mapping[str, float], names: Iterable[str] = FEATURES) -> FloatArray:
    """(F,) the weights in the order of ``names``."""
    return np.array([weights[name] for name in names])
