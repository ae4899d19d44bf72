"""From probabilities that the model gives to scores that hold: the calibration of each scoring pass."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Added to the share of doubtful pairs: below it a text is as sure as can be.
LEAST_DOUBT = 0.001


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the posteriors of one scoring pass into scores.

    ``match`` is (slope, shift) of the log-odds of match beads, ``null`` (slope, shift, shift by how clear it is that
    sentences are missing, shift by ``log_doubt`` of the pairs) of those of sentences left alone.
    """

    match: tuple[float, ...] = (1.0, 0.0)
    null: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)

    def match_score(self, posterior: float) -> float:
        """The score of a match bead."""
        return calibrated(posterior, *self.match)

    def of_nulls(self, omissions: float, doubt: float) -> tuple[float, float]:
        """(slope, shift) for the sentences left alone in a text of such ``omissions`` and ``log_doubt``."""
        slope, shift, by_omissions, by_doubt = self.null
        return slope, shift + by_omissions * omissions + by_doubt * doubt


def log_doubt(posterior: Sequence[float]) -> float:
    """How doubtful a text is as a whole: log of the mean doubt (+ LEAST_DOUBT) of its pairs, from their posteriors.

    Where even the pairs are doubtful the translation is free, and a sentence that looks alone often is not.
    """
    mean = sum(1.0 - p for p in posterior) / len(posterior) if posterior else 1.0
    return math.log(mean + LEAST_DOUBT)


def calibrated(posterior: float, slope: float, shift: float) -> float:
    """The probability whose log-odds are ``slope`` · log-odds of ``posterior`` + ``shift``."""
    return 1.0 / (1.0 + math.exp(-(slope * log_odds(posterior) + shift)))


def log_odds(probability: float) -> float:
    """log p/(1 - p), with p kept 1e-6 away from 0 and 1."""
    p = min(max(probability, 1e-6), 1.0 - 1e-6)
    return math.log(p / (1.0 - p))
