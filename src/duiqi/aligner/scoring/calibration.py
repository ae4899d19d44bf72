"""From probabilities that the model gives to scores that hold: the calibration of each scoring pass."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from duiqi.arrays.types import FloatArray

# Added to sums of probabilities, in sentences, so that what is 0 has a logarithm too: a choice.
LEAST_ALONE = 0.1


class NullEvidence(NamedTuple):
    """What a text as a whole says of its sentences left alone, as logarithms.

    ``by_itself``: how much of what is likely alone was so before the text was told that sentences are missing (0: all).
    ``lacking``: the share of the sentences that were alone then. ``free``: the share of the pairs that are not of one
    sentence each, which in a close translation are few.
    """

    by_itself: float
    lacking: float
    free: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the posteriors of one scoring pass into scores.

    ``match`` is (slope, shift) of the log-odds of match beads, ``null`` (slope, shift, and for each of ``NullEvidence``
    by how much it shifts) of those of sentences left alone.
    """

    match: tuple[float, ...] = (1.0, 0.0)
    null: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 0.0)

    def match_score(self, posterior: float) -> float:
        """The score of a match bead."""
        return calibrated(posterior, *self.match)

    def of_nulls(self, evidence: NullEvidence) -> tuple[float, float]:
        """(slope, shift) for the sentences left alone in a text that says this of them."""
        slope, shift, *by = self.null
        return slope, shift + sum(weight * value for weight, value in zip(by, evidence, strict=True))


def null_evidence(before: FloatArray, after: FloatArray, pairs: Sequence[tuple[int, int]]) -> NullEvidence:
    """What a text says of its sentences left alone.

    ``before`` and ``after`` (n + m,) are the probabilities that each is alone, before and after the text was told that
    sentences are missing; ``pairs`` how many Chinese and English sentences each match bead has.
    """
    likely = after > 0.5
    by_itself = (before[likely].sum() + LEAST_ALONE) / (after[likely].sum() + LEAST_ALONE)
    lacking = (before.sum() + LEAST_ALONE) / len(before)
    # Half a pair of either kind more, as for any share that is to have a logarithm (Jeffreys 1946).
    free = (sum(pair != (1, 1) for pair in pairs) + 0.5) / (len(pairs) + 1)
    return NullEvidence(math.log(by_itself), math.log(lacking), math.log(free))


def calibrated(posterior: float, slope: float, shift: float) -> float:
    """The probability whose log-odds are ``slope`` · log-odds of ``posterior`` + ``shift``."""
    return 1.0 / (1.0 + math.exp(-(slope * log_odds(posterior) + shift)))


def log_odds(probability: float) -> float:
    """log p/(1 - p), with p kept 1e-6 away from 0 and 1."""
    p = min(max(probability, 1e-6), 1.0 - 1e-6)
    return math.log(p / (1.0 - p))
