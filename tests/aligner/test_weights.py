"""The packaged weights and their calibration."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from duiqi import DataError
from duiqi.aligner.candidates.first_pass import FIRST_PASS_FEATURES
from duiqi.aligner.scoring.calibration import Calibration, calibrated, log_doubt, log_odds
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
    assert Calibration().of_nulls(omissions=0.7, doubt=-2.0) == (1.0, 0.0)
    fitted = Calibration(match=(0.5, 1.0), null=(2.0, -1.0, 3.0, 0.5))
    assert log_odds(fitted.match_score(0.9)) == pytest.approx(0.5 * log_odds(0.9) + 1.0)
    assert fitted.of_nulls(omissions=0.5, doubt=-4.0) == (2.0, -1.0 + 1.5 - 2.0)
    assert calibrated(1.0, 1.0, 0.0) == pytest.approx(1.0 - 1e-6)


def test_the_doubt_of_a_text() -> None:
    assert log_doubt([1.0, 1.0]) == pytest.approx(math.log(0.001))
    assert log_doubt([1.0, 0.8]) == pytest.approx(math.log(0.101))
    assert log_doubt([]) == pytest.approx(math.log(1.001))
