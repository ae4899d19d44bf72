"""From probabilities that the model gives to scores that hold: the calibration of each scoring pass."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the posteriors of one scoring pass into scores.

    ``match`` is (slope, shift) of the log-odds of match beads, ``null`` (slope, shift, shift by how clear it is that
    sentences are missing) of those of sentences left alone.
    """

    match: tuple[float, ...] = (1.0, 0.0)
    null: tuple[float, ...] = (1.0, 0.0, 0.0)

    def match_score(self, posterior: float) -> float:
        """The score of a match bead."""
        return calibrated(posterior, *self.match)

    def null_score(self, posterior: float, omissions: float) -> float:
        """The score of a sentence left alone, in a text of such ``omissions``."""
        slope, shift, by_omissions = self.null
        return calibrated(posterior, slope, shift + by_omissions * omissions)


def calibrated(posterior: float, slope: float, shift: float) -> float:
    """The probability whose log-odds are ``slope`` · log-odds of ``posterior`` + ``shift``."""
    return 1.0 / (1.0 + math.exp(-(slope * log_odds(posterior) + shift)))


def log_odds(probability: float) -> float:
    """log p/(1 - p), with p kept 1e-6 away from 0 and 1."""
    p = min(max(probability, 1e-6), 1.0 - 1e-6)
    return math.log(p / (1.0 - p))
