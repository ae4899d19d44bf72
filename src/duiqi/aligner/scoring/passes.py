"""The scoring passes: beads of a lattice scored by all features, after self-training where the text is long enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.lattice import Lattice, posteriors
from duiqi.aligner.candidates.length_variance import with_length_variance
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.aligner.scoring.omissions import omission_share
from duiqi.aligner.scoring.self_training import learn_table
from duiqi.aligner.scoring.weights import PassWeights, Weights
from duiqi.arrays.types import FloatArray

# Texts with fewer sentences on either side teach too little about themselves (docs/scoring.md, self-training).
SELF_TRAINING_FROM = 20


@dataclass(frozen=True, slots=True)
class Scored:
    """The lattice with the features (B, F), scores and posteriors (B,) of its beads.

    ``weights`` are those of the pass that gave them. ``omissions`` is how clear it is that sentences are missing.
    """

    lattice: Lattice
    features: FloatArray
    score: FloatArray
    posterior: FloatArray
    weights: PassWeights
    omissions: float

    def along(self, path: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """``(zh, en, n_zh, n_en)`` of the beads of a path."""
        return self.lattice.spans[np.array(path)].tuples()


def score_beads(bitext: Bitext, lattice: Lattice, weights: Weights, self_training: bool = True) -> Scored:
    """Score the beads of the lattice of a text with at least one sentence a side."""
    bitext = with_length_variance(bitext, lattice)
    if self_training and trains_itself(bitext):
        return score_pass(self_trained(bitext, lattice), lattice, weights.self_trained)
    return score_pass(bitext, lattice, weights.untrained)


def self_trained(bitext: Bitext, lattice: Lattice) -> Bitext:
    """The text with a table learned from the beads that the first pass finds probable."""
    probable = posteriors(lattice, lattice.first_score)
    return replace(bitext, table=learn_table(bitext, lattice.spans, probable))


def trains_itself(bitext: Bitext) -> bool:
    """Whether the text is long enough for self-training."""
    return min(bitext.zh.size, bitext.en.size) >= SELF_TRAINING_FROM


def score_pass(bitext: Bitext, lattice: Lattice, weights: PassWeights) -> Scored:
    """Score the beads by the text's table as it stands; once more if that shows that the text lacks sentences."""
    context, vector = feature_context(bitext, lattice.spans), weights.vector
    features = feature_matrix(context)
    score = features @ vector
    posterior = posteriors(lattice, score)
    if share := omission_share(lattice, posterior):
        features = feature_matrix(replace(context, omissions=share))
        score = features @ vector
        posterior = posteriors(lattice, score)
    return Scored(lattice, features, score, posterior, weights, share)
