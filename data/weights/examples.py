"""Texts made ready to be fitted on: their lattices, with the gold path, and the features of every bead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from crf import Batch
from outcomes import bitext_of, spans_of
from texts import Span, Text, with_runs

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.bead_types import MATCH_TYPES, TYPE_FEATURES
from duiqi.aligner.candidates.first_pass import Candidates, WordEvidence, first_pass, length_terms
from duiqi.aligner.candidates.lattice import Lattice, make_lattice
from duiqi.aligner.narrowing.anchors import find_anchors
from duiqi.aligner.narrowing.band import make_band
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.passes import MARGIN, bead_features, self_trained
from duiqi.arrays.types import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Example:
    """A text ready to be fitted on: its lattice (gold beads put in) and where in it the gold path runs."""

    text: Text
    bitext: Bitext
    lattice: Lattice
    gold: IntArray
    features: FloatArray


def prepare(text: Text, first: Mapping[str, float]) -> Example:
    """Lattice and features of a text, the gold path included."""
    bitext = bitext_of(text)
    band = make_band(bitext.zh.size, bitext.en.size, find_anchors(bitext))
    found = first_pass(bitext, band, first, MARGIN)
    lattice = make_lattice(_with_gold(found, text.beads))
    where = {key: k for k, key in enumerate(spans_of(lattice))}
    gold = np.array([where[span] for span in with_runs(text.beads)])
    return Example(text, bitext, lattice, gold, bead_features(bitext, lattice))


def _with_gold(found: Candidates, gold: Sequence[Span]) -> Candidates:
    known = set(spans_of(found))
    missing = np.array([span for span in gold if span not in known], dtype=np.int64).reshape(-1, 4)
    columns = zip((found.zh, found.en, found.a, found.b), missing.T, strict=True)
    zh, en, a, b = (np.concatenate([column, extra]) for column, extra in columns)
    # The first pass did not find them, so self-training, which goes by its scores, must not know them.
    return Candidates(zh, en, a, b, np.concatenate([found.score, np.full(len(missing), -np.inf)]))


def second_round(example: Example) -> Example:
    """The example after self-training."""
    return replace(example, features=bead_features(self_trained(example.bitext, example.lattice), example.lattice))


def first_pass_features(example: Example) -> FloatArray:
    """(B, F) the features of the first pass for every bead of a lattice."""
    bitext, lattice = example.bitext, example.lattice
    band = make_band(bitext.zh.size, bitext.en.size, find_anchors(bitext))
    words, evidence = np.zeros(len(lattice.a)), WordEvidence(bitext, band)
    ends = band.node(lattice.zh + lattice.a, lattice.en + lattice.b)
    for a, b in MATCH_TYPES:
        beads = np.flatnonzero((lattice.a == a) & (lattice.b == b) & (ends >= 0))
        words[beads] = evidence(ends[beads], a, b)
    lengths = length_terms(bitext, lattice.zh, lattice.zh + lattice.a, lattice.en, lattice.en + lattice.b)
    types = example.features[:, [list(FEATURES).index(name) for name in TYPE_FEATURES]]
    matched = ~lattice.is_null
    return np.column_stack([words, lengths[0] * matched, lengths[1] * matched, types])


def batch_of(examples: Sequence[Example]) -> Batch:
    """The lattices with their gold paths, laid end to end."""
    return Batch([x.lattice for x in examples], [x.gold for x in examples], [x.text.weight for x in examples])
