"""The packaged weights and their calibration."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from duiqi import DataError
from duiqi.aligner.candidates.first_pass import FIRST_PASS_FEATURES
from duiqi.aligner.scoring.calibration import Calibration, NullEvidence, calibrated, log_odds, null_evidence
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.weights import SELF_TRAINED, UNTRAINED, as_vector, load_weights, parse_weights

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "duiqi" / "data" / "weights.json"


def test_the_packaged_weights_are_those_of_the_features() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert set(weights["first_pass"]) == set(FIRST_PASS_FEATURES)
    assert set(weights["first_round"]) == set(weights["second_round"]) == set(FEATURES)
    assert set(weights["calibration"]) == {"first_round", "second_round"}


def test_each_pass_has_its_weights() -> None:
    data, weights = json.loads(WEIGHTS.read_text(encoding="utf-8")), load_weights()
    for found, name in ((weights.untrained, UNTRAINED), (weights.self_trained, SELF_TRAINED)):
        assert found.name == name
        assert found.by_feature == data[name]
        assert found.vector.tolist() == [data[name][feature] for feature in FEATURES]
        assert list(found.calibration.match) == data["calibration"][name]["match"]
        assert list(found.calibration.null) == data["calibration"][name]["null"]


def test_weights_of_other_features_are_refused() -> None:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    data[SELF_TRAINED]["phase_of_the_moon"] = 1.0
    with pytest.raises(DataError) as error:
        parse_weights(json.dumps(data))
    assert str(error.value) == (
        "weights.json, second_round: features and weights differ in phase_of_the_moon; run python -m data.weights.fit"
    )


def test_weights_are_taken_by_name() -> None:
    by_name = {name: float(k) for k, name in enumerate(FEATURES)}
    assert as_vector(dict(reversed(by_name.items()))).tolist() == list(by_name.values())


def test_calibration_of_log_odds() -> None:
    assert Calibration().match_score(0.3) == pytest.approx(0.3)
    assert Calibration().of_nulls(NullEvidence(-0.7, -2.0, -1.0)) == (1.0, 0.0)
    fitted = Calibration(match=(0.5, 1.0), null=(2.0, -1.0, 3.0, 0.5, -0.25))
    assert log_odds(fitted.match_score(0.9)) == pytest.approx(0.5 * log_odds(0.9) + 1.0)
    assert fitted.of_nulls(NullEvidence(by_itself=-0.5, lacking=-4.0, free=-2.0)) == (2.0, -1.0 - 1.5 - 2.0 + 0.5)
    assert calibrated(1.0, 1.0, 0.0) == pytest.approx(1.0 - 1e-6)


def test_what_a_text_says_of_its_sentences_alone() -> None:
    before, after = np.array([0.7, 0.2, 0.1, 0.0]), np.array([0.9, 0.8, 0.3, 0.0])
    found = null_evidence(before, after, [(1, 1), (1, 1), (1, 2)])
    # Only what is likely alone counts for what is so by itself; a tenth of a sentence is added to each sum.
    assert math.exp(found.by_itself) == pytest.approx((0.7 + 0.2 + 0.1) / (0.9 + 0.8 + 0.1))
    assert math.exp(found.lacking) == pytest.approx((1.0 + 0.1) / 4)
    assert math.exp(found.free) == pytest.approx((1 + 0.5) / (3 + 1))


def test_a_text_that_was_told_nothing_says_that_all_is_alone_by_itself() -> None:
    same = np.array([0.9, 0.6, 0.01])
    assert null_evidence(same, same, [(1, 1)] * 50).by_itself == 0.0
    # Nothing looks alone, nothing was paired: numbers all the same.
    assert all(map(math.isfinite, null_evidence(np.zeros(3), np.zeros(3), [])))
