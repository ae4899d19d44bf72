"""The first pass: a cheap model over every bead in the band, to keep the few that can be on the best path.

Its features (IBM-1 both ways, two length terms, the bead type) are sums over sentences, so each bead's is a
difference of two cumulative sums; a vectorised search forward and back gives the best path through each bead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from duiqi.band import Band
from duiqi.beadtypes import MATCH_TYPES, TYPE_FEATURES, type_prior
from duiqi.bitext import Bitext, FloatArray, IntArray
from duiqi.blocks import WordEvidence

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


def first_pass(bitext: Bitext, band: Band, weights: Mapping[str, float], margin: float) -> Candidates:
    """Beads whose best path scores within ``margin`` (log units) of the best path of all."""
    types = [*MATCH_TYPES, (1, 0)]
    row, column = band.row, band.column
    before = np.stack([band.node(row - a, column - b) for a, b in types])
    score = np.full(before.shape, -np.inf)
    evidence = WordEvidence(bitext, band)
    for k, (a, b) in enumerate(MATCH_TYPES):
        nodes = np.flatnonzero(before[k] >= 0)
        i, j = row[nodes], column[nodes]
        log_length, gale_church = length_terms(bitext, i - a, i, j - b, j)
        score[k, nodes] = (
            weights["words"] * evidence(nodes, a, b)
            + weights["log_length"] * log_length
            + weights["gale_church"] * gale_church
            + type_prior(weights, a, b)
        )
    score[-1, before[-1] >= 0] = type_prior(weights, 1, 0)
    skip = type_prior(weights, 0, 1)
    forward, backward = _search(band, types, before, score, skip)
    return _survivors(band, types, before, score, skip, forward, backward, margin)


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
    zh, length = block_lengths(bitext, zh_start, zh_end, en_start, en_end)
    expected = bitext.ratio * zh
    delta = (length - expected) ** 2 / (VARIANCE * (expected + length + 1.0))
    return np.log1p(expected + length), -np.minimum(delta / 2.0, LENGTH_CAP)


def _cumulative(values: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(values)])


def _search(
    band: Band, types: list[tuple[int, int]], before: IntArray, score: FloatArray, skip: float
) -> tuple[FloatArray, FloatArray]:
    """Best score from the start to each node, and from each node to the end.

    Within a row only 0-1 beads move, each worth ``skip``; their chains are a running maximum over a ramp.
    """
    nodes = band.nodes
    nowhere = np.full(nodes + 1, -np.inf)  # one more: index -1 reads "no such node"
    forward, backward = nowhere.copy(), nowhere.copy()
    after = np.full(before.shape, -1, dtype=np.int64)
    leaving = np.full(before.shape, -np.inf)
    for k in range(len(types)):
        ends = np.flatnonzero(before[k] >= 0)
        after[k, before[k, ends]] = ends
        leaving[k, before[k, ends]] = score[k, ends]
    ramp = skip * np.arange(int((band.high - band.low).max()) + 1)

    forward[0] = 0.0
    for i in range(len(band.low)):
        row = slice(int(band.start[i]), int(band.start[i + 1]))
        arrive = (forward[before[:, row]] + score[:, row]).max(axis=0)
        if i == 0:
            arrive[0] = 0.0
        slope = ramp[: len(arrive)]
        forward[row] = np.maximum.accumulate(arrive - slope) + slope
    for i in range(len(band.low) - 1, -1, -1):
        row = slice(int(band.start[i]), int(band.start[i + 1]))
        leave = (backward[after[:, row]] + leaving[:, row]).max(axis=0)
        if i == len(band.low) - 1:
            leave[-1] = 0.0
        slope = ramp[: len(leave)]
        backward[row] = (np.maximum.accumulate(leave[::-1] - slope) + slope)[::-1]
    return forward[:-1], backward[:-1]


def _survivors(
    band: Band,
    types: list[tuple[int, int]],
    before: IntArray,
    score: FloatArray,
    skip: float,
    forward: FloatArray,
    backward: FloatArray,
    margin: float,
) -> Candidates:
    least = forward[-1] - margin
    row, column = band.row, band.column
    found: list[tuple[IntArray, int, int, FloatArray]] = []
    for k, (a, b) in enumerate(types):
        through = forward[before[k]] + score[k] + backward
        nodes = np.flatnonzero((before[k] >= 0) & (through >= least))
        found.append((nodes, a, b, score[k, nodes]))
    left = band.node(row, column - 1)
    through = forward[left] + skip + backward
    nodes = np.flatnonzero((left >= 0) & (through >= least))
    found.append((nodes, 0, 1, np.full(len(nodes), skip)))
    ends = np.concatenate([nodes for nodes, _, _, _ in found])
    zh_sizes = np.concatenate([np.full(len(nodes), a) for nodes, a, _, _ in found])
    en_sizes = np.concatenate([np.full(len(nodes), b) for nodes, _, b, _ in found])
    scores = np.concatenate([part for _, _, _, part in found])
    order = np.lexsort((en_sizes, zh_sizes, ends))
    ends, zh_sizes, en_sizes = ends[order], zh_sizes[order], en_sizes[order]
    return Candidates(row[ends] - zh_sizes, column[ends] - en_sizes, zh_sizes, en_sizes, scores[order])
