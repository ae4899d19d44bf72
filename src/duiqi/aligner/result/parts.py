"""What a score is made of: named log-odds, one for each feature and one for the rest, each with a phrase for people."""

from __future__ import annotations

from collections.abc import Mapping

from duiqi.aligner.scoring.calibration import log_odds
from duiqi.aligner.scoring.features import ALL_FEATURES
from duiqi.aligner.scoring.weights import PassWeights
from duiqi.arrays.types import FloatArray

# The rest: how the beads that compete for the same sentences, and the paths around, raise or lower the score.
RIVALS = "rivals"
# Of a bead that was found around others that a person fixed: its features are no longer known one by one.
CANDIDATE = "candidate"
# All that speaks for a pair whose words say nothing.
ROW = "row"
# Of a clause: the pair of sentences that it was cut out of, and the cuts.
SENTENCES, CUTS = "sentences", "cuts"
PHRASES: Mapping[str, str] = {
    **{name: feature.phrase for name, feature in ALL_FEATURES.items()},
    CANDIDATE: "the pair by itself, found around what was corrected",
    RIVALS: "other ways to pair these sentences",
    ROW: "they stand in one row, and most rows are pairs",
    SENTENCES: "the sentences that these are clauses of",
    CUTS: "how sure the cuts at their ends are",
}


def parts(weights: PassWeights, values: FloatArray, score: float) -> dict[str, float]:
    """Named log-odds that sum to the log-odds of ``score``, of a bead with these ``values`` (F,) of features.

    Weight times value of each feature that is not zero, and the rest.
    """
    columns = zip(weights.names, values.tolist(), strict=True)
    named = {name: weights.by_feature[name] * value for name, value in columns if value}
    named[RIVALS] = log_odds(score) - sum(named.values())
    return named
