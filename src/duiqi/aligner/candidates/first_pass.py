"""The first pass: a cheap model over every bead in the band, to keep the few that can be on the best path.

Its features (IBM-1 both ways, two length terms, the bead type) are sums over sentences, so each bead's is a
difference of two cumulative sums; a vectorised search forward and back gives the best path through each bead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.bead_types import MATCH_TYPES, TYPE_FEATURES, type_prior
from duiqi.aligner.candidates.ibm1 import WordEvidence
from duiqi.aligner.narrowing.band import Band
from duiqi.arrays.types import FloatArray, IntArray

# Variance of the English length per character, from Gale and Church (1993); no length says more than LENGTH_CAP nats.
VARIANCE, LENGTH_CAP = 6.8, 30.0


# The features of the cheap model; "words" is the sum of both IBM-1 terms.
FIRST_PASS_FEATURES = ("words", "log_length", "gale_church", *TYPE_FEATURES)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Beads that survive: ``zh`` and ``en`` are where each begins, ``a`` and ``b`` its type. Sorted by end.

    ``score`` is what the first pass gave them.
    """

    zh: IntArray
    en: IntArray
    a: IntArray
    b: IntArray
    score: FloatArray


# The null beads, which have no words to judge by, then the matches; sorted, so that survivors come sorted too.
_TYPES = ((0, 1), (1, 0), *MATCH_TYPES)


def first_pass(bitext: Bitext, band: Band, weights: Mapping[str, float], margin: float) -> Candidates:
    """Beads whose best path scores within ``margin`` (log units) of the best path of all."""
    before = _before(band)
    score = _scores(bitext, band, before, weights)
    # Each bead is let off what 0-1 beads over its English sentences cost: the same for all paths in sum. Then 0-1 beads
    # are free, and the best way along a row to a node is a running maximum.
    skip = type_prior(weights, 0, 1)
    gain = score - skip * np.array([[b] for _, b in _TYPES])
    forward, backward = _search(band, before[1:], gain[1:])
    through = forward[before]
    through += gain
    through += backward[:-1]
    ends, kinds = np.nonzero((through >= backward[0] - margin).T)
    zh_sizes, en_sizes = np.array(_TYPES).T[:, kinds]
    return Candidates(band.row[ends] - zh_sizes, band.column[ends] - en_sizes, zh_sizes, en_sizes, score[kinds, ends])


def _before(band: Band) -> IntArray:
    """(types, nodes) the node where a bead of each type that ends at a node begins, or -1."""
    row, column = band.row, band.column
    before = np.full((len(_TYPES), band.nodes), -1)
    for a, types in groupby(enumerate(_TYPES), lambda item: item[1][0]):
        inside = slice(int(band.start[min(a, len(band.low))]), None)
        start = row[inside] - a
        low, high, shift = band.low[start], band.high[start], (band.start[:-1] - band.low)[start]
        for k, (_, b) in types:
            j = column[inside] - b
            before[k, inside] = np.where((j >= low) & (j <= high), shift + j, -1)
    return before


def _scores(bitext: Bitext, band: Band, before: IntArray, weights: Mapping[str, float]) -> FloatArray:
    """(types, nodes) the score of each bead of ``before``; -inf where there is none."""
    row, column = band.row, band.column
    zh, en = _cumulative(bitext.zh.lengths), _cumulative(bitext.en.lengths)
    evidence = WordEvidence(bitext, band)
    score = np.full(before.shape, -np.inf)
    for k, (a, b) in enumerate(_TYPES):
        nodes = np.flatnonzero(before[k] >= 0)
        prior = type_prior(weights, a, b)
        if not (a and b):
            score[k, nodes] = prior
            continue
        i, j = row[nodes], column[nodes]
        log_length, gale_church = _length_terms(zh[i] - zh[i - a], en[j] - en[j - b], bitext.ratio)
        score[k, nodes] = (
            weights["words"] * evidence(nodes, a, b)
            + weights["log_length"] * log_length
            + weights["gale_church"] * gale_church
            + prior
        )
    return score


def block_lengths(
    bitext: Bitext, zh_start: IntArray, zh_end: IntArray, en_start: IntArray, en_end: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Characters of the two sides of each bead."""
    zh, en = _cumulative(bitext.zh.lengths), _cumulative(bitext.en.lengths)
    return zh[zh_end] - zh[zh_start], en[en_end] - en[en_start]


def length_terms(
    bitext: Bitext, zh_start: IntArray, zh_end: IntArray, en_start: IntArray, en_end: IntArray
) -> tuple[FloatArray, FloatArray]:
    """log(1 + length of both sides) of each bead, in English characters, and how well its lengths agree.

    The latter is -δ²/2 with δ = (l_e - r·l_z)/√(s²·(r·l_z + l_e)), after Gale and Church (1993, section 3.1), with
    s² = 6.8 as there, r the text's own ratio, and no less than -LENGTH_CAP.
    """
    return _length_terms(*block_lengths(bitext, zh_start, zh_end, en_start, en_end), bitext.ratio)


def _length_terms(zh: FloatArray, length: FloatArray, ratio: float) -> tuple[FloatArray, FloatArray]:
    expected = ratio * zh
    delta = (length - expected) ** 2 / (VARIANCE * (expected + length + 1.0))
    return np.log1p(expected + length), -np.minimum(delta / 2.0, LENGTH_CAP)


def _cumulative(values: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(values)])


def _search(band: Band, before: IntArray, gain: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Best sum of gains from the start to each node, and from each node to the end; 0-1 beads are free.

    Both have one node more, which stands for none.
    """
    nodes = band.nodes
    forward, backward = np.full(nodes + 1, -np.inf), np.full(nodes + 1, -np.inf)
    after, leaving = _turned(before, gain)
    edges = band.start.tolist()
    rows = [slice(*row) for row in pairwise(edges)]
    greatest, running = np.maximum.reduce, np.maximum.accumulate
    for row in rows:
        arrive = greatest(forward[before[:, row]] + gain[:, row])
        if row is rows[0]:
            arrive[0] = 0.0
        running(arrive, out=forward[row])
    for row in reversed(rows):
        leave = greatest(backward[after[:, row]] + leaving[:, row])
        if row is rows[-1]:
            leave[-1] = 0.0
        backward[row] = running(leave[::-1])[::-1]
    return forward, backward


def _turned(before: IntArray, gain: FloatArray) -> tuple[IntArray, FloatArray]:
    """The node where a bead of each type that begins at a node ends, or -1, and its gain."""
    types, nodes = before.shape
    after, leaving = np.full(before.size, -1), np.full(before.size, -np.inf)
    beads = np.flatnonzero(before.ravel() >= 0)
    first = beads // nodes * nodes
    starts = first + before.ravel()[beads]
    after[starts], leaving[starts] = beads - first, gain.ravel()[beads]
    return after.reshape(types, nodes), leaving.reshape(types, nodes)
