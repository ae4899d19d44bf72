"""What a score is made of: named log-odds, one for each feature and one for the rest, each with a phrase for people."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView

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


class FeatureParts(Mapping[str, float]):
    """Named log-odds that sum to those of ``score``: weight times value of each feature that is not zero, and the rest.

    They are worked out whenever they are asked for: of a long text they would take most of the memory. ``features``
    (K, F) are those of many beads, ``row`` is which of them.
    """

    __slots__ = ("_features", "_row", "_score", "_weights")

    def __init__(self, weights: PassWeights, features: FloatArray, row: int, score: float) -> None:
        self._weights, self._features, self._row, self._score = weights, features, row, score

    def _named(self) -> dict[str, float]:
        values = zip(self._weights.names, self._features[self._row].tolist(), strict=True)
        named = {name: self._weights.by_feature[name] * value for name, value in values if value}
        named[RIVALS] = log_odds(self._score) - sum(named.values())
        return named

    def __getitem__(self, name: str) -> float:
        return self._named()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._named())

    def __len__(self) -> int:
        return len(self._named())

    def items(self) -> ItemsView[str, float]:
        """Names and log-odds, in the order of the features."""
        return self._named().items()

    def values(self) -> ValuesView[float]:
        """The log-odds, in the order of the features."""
        return self._named().values()

    def __repr__(self) -> str:
        return repr(self._named())
