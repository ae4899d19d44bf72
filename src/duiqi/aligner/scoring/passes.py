"""One text through the aligner: band, first pass, lattice, self-training, and the scores of its beads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, Table
from duiqi.aligner.candidates.first_pass import first_pass
from duiqi.aligner.candidates.lattice import Lattice, best_path, make_lattice, posteriors
from duiqi.aligner.candidates.links import find_links, translation_tables
from duiqi.aligner.narrowing.band import make_band
from duiqi.aligner.scoring.context import make_view
from duiqi.aligner.scoring.evidence import bead_links, word_evidence
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.aligner.scoring.missing import omissions, with_omissions
from duiqi.aligner.scoring.self_training import learn_table
from duiqi.aligner.scoring.weights import Weights, as_vector
from duiqi.arrays.ragged import expand
from duiqi.arrays.types import FloatArray

# Beads whose best path is this far (log units) below the best are dropped after the first pass. Of 6, 7, 8 and 10, on
# macdev and aca plain, cut up and damaged: 8 loses 17 of 7,280 gold beads and keeps 5 a sentence, 10 loses 11 and
# keeps 8.
MARGIN = 8.0
# Texts with fewer sentences on either side teach nothing reliable about themselves; swept 10–80 on cut-up documents.
SELF_TRAINING_FROM = 40


@dataclass(frozen=True, slots=True)
class Scored:
    """The lattice with the features (B, F), scores and posteriors (B,) of its beads.

    ``round`` names the weights used: ``"first_round"``, or ``"second_round"`` after self-training. ``omissions`` is
    how clear it is that sentences are missing, 0 to 1.
    """

    lattice: Lattice
    features: FloatArray
    score: FloatArray
    posterior: FloatArray
    round: str
    omissions: float

    @property
    def path(self) -> list[int]:
        """The beads of the best path."""
        return best_path(self.lattice, self.score)


def score_beads(bitext: Bitext, anchors: list[tuple[int, int]], weights: Weights, self_training: bool = True) -> Scored:
    """Score the beads of a text with at least one sentence a side."""
    lattice = candidate_lattice(bitext, anchors, weights.first_pass)
    if self_training and trains_itself(bitext):
        learned = self_trained(bitext, lattice)
        return score_round(learned, lattice, weights.second_round, "second_round")
    return score_round(bitext, lattice, weights.first_round, "first_round")


def self_trained(bitext: Bitext, lattice: Lattice) -> Bitext:
    """The text with a table learned from the beads that the first pass finds probable."""
    return replace(bitext, table=learn_table(bitext, lattice, lattice.prior))


def trains_itself(bitext: Bitext) -> bool:
    """Whether the text is long enough for self-training."""
    return min(bitext.zh.size, bitext.en.size) >= SELF_TRAINING_FROM


def candidate_lattice(bitext: Bitext, anchors: list[tuple[int, int]], weights: Mapping[str, float]) -> Lattice:
    """The beads worth a closer look."""
    band = make_band(bitext.zh.size, bitext.en.size, anchors)
    return make_lattice(first_pass(bitext, band, weights, MARGIN))


def score_round(bitext: Bitext, lattice: Lattice, weights: Mapping[str, float], name: str) -> Scored:
    """Score the beads of the lattice with the text's table as it stands and the weights of the round ``name``."""
    features, vector = bead_features(bitext, lattice), as_vector(weights)
    score = features @ vector
    posterior = posteriors(lattice, score)
    if share := omissions(lattice, posterior):
        features = with_omissions(features, lattice, share)
        score = features @ vector
        posterior = posteriors(lattice, score)
    return Scored(lattice, features, score, posterior, name, share)


def bead_features(bitext: Bitext, lattice: Lattice) -> FloatArray:
    """(B, F) the features of the lattice's beads."""
    low = np.full(bitext.zh.size, bitext.en.size)
    high = np.zeros(bitext.zh.size, dtype=np.int64)
    matched = np.flatnonzero(~lattice.is_null)
    owner, place = expand(lattice.a[matched])
    bead = matched[owner]
    np.minimum.at(low, lattice.zh[bead] + place, lattice.en[bead])
    np.maximum.at(high, lattice.zh[bead] + place, lattice.en[bead] + lattice.b[bead])
    links = find_links(bitext, low, np.maximum(high, low))
    table: Table = bitext.table
    forward, backward = translation_tables(table, bitext.zh.counts, bitext.en.counts)
    evidence = word_evidence(
        bitext,
        lattice,
        links,
        bead_links(bitext, lattice, links),
        table.strength[links.pair],
        forward[links.pair],
        backward[links.pair],
    )
    return feature_matrix(make_view(bitext, lattice, evidence))
