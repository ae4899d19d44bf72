"""The scoring passes: beads of a lattice scored by all features, after self-training where the text is long enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.lattice import Lattice, alone, posteriors
from duiqi.aligner.candidates.length_variance import with_length_variance
from duiqi.aligner.embedding.likeness import EmbeddedText
from duiqi.aligner.scoring.calibration import NullEvidence, null_evidence
from duiqi.aligner.scoring.context import FeatureContext, feature_context
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.aligner.scoring.omissions import omission_share
from duiqi.aligner.scoring.self_training import learn_table
from duiqi.aligner.scoring.weights import PassWeights, Weights
from duiqi.aligner.scoring.whole_texts import costs_by_length, costs_of_beads, may_be_whole, unlikely_runs
from duiqi.arrays.types import FloatArray

# Texts with fewer sentences on either side teach too little about themselves (docs/scoring.md, self-training).
SELF_TRAINING_FROM = 20


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text as an encoder sees it, and the weights of scores that count that."""

    text: EmbeddedText
    weights: Weights

    def between(self, zh: tuple[int, int], en: tuple[int, int]) -> Meaning:
        """That of a window: Chinese and English sentences from and to."""
        return replace(self, text=self.text.between(zh, en))


@dataclass(frozen=True, slots=True)
class Scored:
    """The lattice with the features (B, F), scores and posteriors (B,) of its beads.

    ``weights`` are those of the pass that gave them. ``omissions`` is how clear it is that sentences are missing, and
    ``by_itself`` (B,) the posteriors before the beads were told of it; ``alone_costs`` (n,) and (m,) what sentences
    lose when they are alone, None but in whole texts.
    """

    lattice: Lattice
    features: FloatArray
    score: FloatArray
    posterior: FloatArray
    weights: PassWeights
    omissions: float
    by_itself: FloatArray
    alone_costs: tuple[FloatArray, FloatArray] | None = None

    def along(self, path: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """``(zh, en, n_zh, n_en)`` of the beads of a path."""
        return self.lattice.spans[np.array(path)].tuples()

    def in_whole_text(self, bitext: Bitext) -> Scored:
        """What the beads are worth in a text that lacks nothing (``whole_texts``), without its unlikely runs."""
        likely = ~unlikely_runs(self.lattice, self.posterior)
        score = (self.score - costs_of_beads(bitext, self.lattice))[likely]
        lattice = self.lattice.of(likely)
        posterior = posteriors(lattice, score)
        return replace(
            self,
            lattice=lattice,
            features=self.features[likely],
            score=score,
            posterior=posterior,
            by_itself=posterior,
            alone_costs=costs_by_length(bitext),
        )

    def null_evidence(self, path: Sequence[int]) -> NullEvidence:
        """What the text says of its sentences left alone, when this is the path."""
        spans = self.lattice.spans
        n, m = int(spans.end_zh.max()), int(spans.end_en.max())
        before = after = np.concatenate(alone(self.lattice, self.posterior, n, m))
        if self.by_itself is not self.posterior:
            before = np.concatenate(alone(self.lattice, self.by_itself, n, m))
        return null_evidence(before, after, [span[2:] for span in self.along(path) if all(span[2:])])

    def null_calibration(self, path: Sequence[int]) -> tuple[float, float]:
        """(slope, shift) of the log-odds of its sentences left alone."""
        return self.weights.calibration.of_nulls(self.null_evidence(path))


def score_beads(
    bitext: Bitext, lattice: Lattice, weights: Weights, self_training: bool = True, meaning: Meaning | None = None
) -> Scored:
    """Score the beads of the lattice of a text with at least one sentence a side.

    Where its ``meaning`` is known they are scored by ``weights`` first, which tells what is worth embedding. In
    a text that does not seem to lack sentences null beads are worth less, and some are not among what comes back.
    """
    bitext = with_length_variance(bitext, lattice)
    long = self_training and trains_itself(bitext)
    context = feature_context(self_trained(bitext, lattice) if long else bitext, lattice.spans, long)
    scored = score_pass(context, lattice, weights.of_pass(long))
    if meaning is not None:
        likeness = meaning.text.likeness(lattice.spans, scored.posterior)
        scored = score_pass(replace(context, likeness=likeness), lattice, meaning.weights.of_pass(long))
    return scored if scored.omissions or not may_be_whole(bitext) else scored.in_whole_text(bitext)


def self_trained(bitext: Bitext, lattice: Lattice) -> Bitext:
    """The text with a table learned from the beads that the first pass finds probable."""
    return replace(bitext, table=learn_table(bitext, lattice.spans, lattice.prior))


def trains_itself(bitext: Bitext) -> bool:
    """Whether the text is long enough for self-training."""
    return min(bitext.zh.size, bitext.en.size) >= SELF_TRAINING_FROM


def score_pass(context: FeatureContext, lattice: Lattice, weights: PassWeights) -> Scored:
    """Score the beads in their context; once more if that shows that the text lacks sentences."""
    vector = weights.vector
    features = feature_matrix(context, weights.names)
    score = features @ vector
    by_itself = posterior = posteriors(lattice, score)
    if share := omission_share(lattice, posterior):
        features = feature_matrix(replace(context, omissions=share), weights.names)
        score = features @ vector
        posterior = posteriors(lattice, score)
    return Scored(lattice, features, score, posterior, weights, share, by_itself)
