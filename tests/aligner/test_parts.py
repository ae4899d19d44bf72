"""What a score is made of, worked out when it is asked for."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from duiqi.aligner.result.parts import RIVALS, FeatureParts
from duiqi.aligner.scoring.calibration import log_odds
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.weights import SELF_TRAINED, PassWeights

NAMES = list(FEATURES)
WEIGHTS = PassWeights(SELF_TRAINED, {name: 1.0 + k for k, name in enumerate(NAMES)})


def test_parts_are_a_mapping_of_features_that_are_not_zero_and_the_rest() -> None:
    features = np.zeros((2, len(NAMES)))
    features[1, [0, 3]] = 0.5, -2.0
    parts = FeatureParts(WEIGHTS, features, 1, 0.9)
    expected = {NAMES[0]: 0.5, NAMES[3]: -8.0, RIVALS: log_odds(0.9) + 7.5}
    assert parts == expected
    assert list(parts.items()) == list(expected.items())
    assert (dict(parts), list(parts.values()), len(parts)) == (expected, list(expected.values()), 3)
    assert repr(parts) == repr(expected)
    assert parts[RIVALS] == expected[RIVALS]
    with pytest.raises(KeyError):
        parts[NAMES[1]]


def test_parts_go_to_another_process() -> None:
    parts = FeatureParts(WEIGHTS, np.ones((1, len(NAMES))), 0, 0.5)
    assert pickle.loads(pickle.dumps(parts)) == parts
