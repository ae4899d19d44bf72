"""Texts made ready to be fitted on: their lattices, with the gold path, and the features of every bead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, make_bitext
from duiqi.aligner.candidates.bead_types import TYPE_FEATURES
from duiqi.aligner.candidates.first_pass import MARGIN, Candidates, first_pass, length_terms
from duiqi.aligner.candidates.ibm1 import WordEvidence
from duiqi.aligner.candidates.lattice import Lattice, make_lattice
from duiqi.aligner.candidates.length_variance import with_length_variance
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.fitting.crf import Batch
from duiqi.aligner.fitting.texts import Span, Text, with_runs
from duiqi.aligner.narrowing.anchors import find_anchors
from duiqi.aligner.narrowing.band import Band, make_band
from duiqi.aligner.scoring.context import FeatureContext, feature_context
from duiqi.aligner.scoring.features import FEATURES, feature_matrix
from duiqi.aligner.scoring.omissions import omission_share
from duiqi.aligner.scoring.passes import self_trained
from duiqi.arrays.types import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Example:
    """A text ready to be fitted on: its lattice (gold beads put in) and where in it the gold path runs.

    ``features`` (B, F) are those of the beads in their ``context``.
    """

    text: Text
    bitext: Bitext
    lattice: Lattice
    gold: IntArray
    context: FeatureContext
    features: FloatArray

    def seen_in(self, context: FeatureContext) -> Example:
        """The example with the features that its beads have in another context."""
        return replace(self, context=context, features=feature_matrix(context))

    def with_omissions(self, share: float) -> Example:
        """The example once it is known how clear it is that sentences are missing."""
        return self.seen_in(replace(self.context, omissions=share))


@cache
def bitext_of(text: Text) -> Bitext:
    """The two sides of a text as arrays; kept, as each text is prepared once a fold and its words do not change."""
    return make_bitext(text.zh, text.en)


def band_of(bitext: Bitext) -> Band:
    """The band around the anchors of a text that is not cut into windows."""
    return make_band(bitext.zh.size, bitext.en.size, find_anchors(bitext))


def prepare(text: Text, first: Mapping[str, float]) -> Example:
    """Lattice and features of a text, the gold path included. All types of beads are kept by the widest margin: there
    is more to learn from than what a search needs."""
    bitext = bitext_of(text)
    found = first_pass(bitext, band_of(bitext), first, MARGIN)
    lattice = make_lattice(_with_gold(found, text.beads))
    where = {key: k for k, key in enumerate(lattice.spans.tuples())}
    gold = np.array([where[span] for span in with_runs(text.beads)])
    bitext = with_length_variance(bitext, lattice)
    context = feature_context(bitext, lattice.spans)
    return Example(text, bitext, lattice, gold, context, feature_matrix(context))


def _with_gold(found: Candidates, gold: Sequence[Span]) -> Candidates:
    known = set(found.spans.tuples())
    lost = Spans(*np.array([span for span in gold if span not in known], dtype=np.int64).reshape(-1, 4).T)
    # The first pass did not find them, so self-training, which goes by its scores, must not know them.
    score = np.concatenate([found.score, np.full(len(lost), -np.inf)])
    return Candidates(Spans.joined([found.spans, lost]), score)


def after_training(example: Example) -> Example:
    """The example after self-training."""
    learned = self_trained(example.bitext, example.lattice)
    return example.seen_in(feature_context(learned, example.lattice.spans, after_training=True))


def first_pass_features(example: Example) -> FloatArray:
    """(B, F) the features of the first pass for every bead of a lattice."""
    bitext, spans = example.bitext, example.lattice.spans
    band = band_of(bitext)
    words, evidence = np.zeros(len(spans)), WordEvidence(bitext, band)
    matched = ~spans.is_null
    beads = np.flatnonzero(matched & (band.node(spans.end_zh, spans.end_en) >= 0))
    some = spans[beads]
    words[beads] = evidence(some.end_zh, some.end_en, some.n_zh, some.n_en)
    lengths = length_terms(bitext, spans)
    types = example.features[:, [list(FEATURES).index(name) for name in TYPE_FEATURES]]
    return np.column_stack([words, lengths[0] * matched, lengths[1] * matched, types])


def batch_of(examples: Sequence[Example]) -> Batch:
    """The lattices with their gold paths, laid end to end."""
    return Batch([x.lattice for x in examples], [x.gold for x in examples], [x.text.weight for x in examples])


def told_of_omissions(examples: Sequence[Example], batch: Batch, score: FloatArray) -> list[Example]:
    """The examples with what this ``score`` of all their beads says of missing sentences."""
    _, posterior = batch.posteriors(score)
    parts = np.split(posterior, np.cumsum([len(x.lattice) for x in examples])[:-1])
    return [x.with_omissions(omission_share(x.lattice, part)) for x, part in zip(examples, parts, strict=True)]
