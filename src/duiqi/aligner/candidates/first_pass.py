"""The first pass: a cheap model over every bead in the band, to keep the few that can be on the best path.

Its features (IBM-1 both ways, two length terms, the bead type) are sums over sentences, so each bead's is a
difference of two cumulative sums; a vectorised search forward and back gives the best path through each bead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.bead_types import MATCH_TYPES, TYPE_FEATURES, type_feature
from duiqi.aligner.candidates.ibm1 import WordEvidence
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.narrowing.band import Band
from duiqi.aligner.narrowing.walls import Walls
from duiqi.arrays.ragged import cumulative
from duiqi.arrays.types import FloatArray, IntArray

# Variance of the English length per character, from Gale and Church (1993); no length says more than LENGTH_CAP nats.
VARIANCE, LENGTH_CAP = 6.8, 30.0
# Beads whose best path is this far (log units) below the best are dropped. Of 6, 7, 8 and 10, on macdev and aca plain,
# cut up and damaged: 8 loses 17 of 7,280 gold beads and keeps 5 a sentence, 10 loses 11 and keeps 8. Matches of several
# sentences on both sides are seldom right and nearly all there is: fewer of them are kept, of MANY sentences together
# fewer still. Of 5, 5.5, 6, 6.5, 7 and 8 for either (docs/scoring.md, speed) these lose 13 of 17,226 gold beads of 49
# such copies, and have 85% of the beads to score.
MARGIN = 8.0
MARGIN_OF_SEVERAL, MARGIN_OF_MANY, MANY = 6.5, 5.0, 6
# Where more beads than this a sentence, and SOME, are left, as in thousands of sentences that are all alike, those
# nearest the best path are kept: time and memory stay linear. Texts that are translations keep 1 to 4. Not swept.
MOST_A_SENTENCE, SOME = 10, 20_000
# The features of the cheap model; "words" is the sum of both IBM-1 terms.
FIRST_PASS_FEATURES = ("words", "log_length", "gale_church", *TYPE_FEATURES)
# The null beads, which have no words to judge by, then the matches; sorted, so that survivors come sorted too.
_NULLS = ((0, 1), (1, 0))
_TYPES = (*_NULLS, *MATCH_TYPES)
_N_ZH, _N_EN = np.array(_TYPES).T
_TYPE_FEATURES = [type_feature(*n) for n in _TYPES]
_SKIP = type_feature(0, 1)
# (types,) the margin of each.
MARGINS = np.where((_N_ZH < 2) | (_N_EN < 2), MARGIN, np.where(_N_ZH + _N_EN < MANY, MARGIN_OF_SEVERAL, MARGIN_OF_MANY))
# For each number of Chinese sentences the types that have it, and how many English ones these have.
_BY_ZH = tuple(
    (n_zh, slice(min(kinds), max(kinds) + 1), _N_EN[list(kinds), np.newaxis])
    for n_zh, kinds in ((n_zh, np.flatnonzero(n_zh == _N_ZH).tolist()) for n_zh in range(max(_N_ZH) + 1))
)
# Beads that are scored together: all of a short text; of a long one so many that what is worked out for them stays in
# the processor's cache. Not swept.
_TOGETHER = 50_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Beads that survive, sorted by end, and the score that the first pass gave them."""

    spans: Spans
    score: FloatArray


def first_pass(
    bitext: Bitext,
    band: Band,
    weights: Mapping[str, float],
    margin: float | FloatArray = MARGINS,
    walls: Walls | None = None,
) -> Candidates:
    """Beads that cross no wall, and whose best path scores within ``margin`` (log units; one for all, or (types,) one
    for each type) of the best path of all."""
    before = _before(band)
    if walls:
        before[walls.crossed(band, before)] = -1
    gain = _gains(bitext, band, weights)
    # From now on by node and type, so that what ends in a row stands together.
    before = np.ascontiguousarray(before.T)
    forward, backward = _search(band, before, gain)
    through = forward.take(before)
    through += gain
    through += backward[:-1, np.newaxis]
    kept = through >= backward[0] - margin
    most = SOME + MOST_A_SENTENCE * (bitext.zh.size + bitext.en.size)
    if np.count_nonzero(kept) > most:
        off = _off_path(band, before, *_best_path(band, before, gain, forward))
        kept &= off <= np.partition(off[kept], most)[most]
    beads = kept.ravel().nonzero()[0]
    ends = beads // len(_TYPES)
    kinds = beads - ends * len(_TYPES)
    n_zh, n_en = _N_ZH[kinds], _N_EN[kinds]
    row = band.start.searchsorted(ends, "right") - 1
    column = ends - (band.start[row] - band.low[row])
    score = gain.ravel().take(beads) + weights[_SKIP] * n_en
    return Candidates(Spans(row - n_zh, column - n_en, n_zh, n_en), score)


def _before(band: Band) -> IntArray:
    """(types, nodes) the node where a bead of each type that ends at a node begins, or -1."""
    row, column = band.row, band.column
    before = np.full((len(_TYPES), band.nodes), -1)
    shift = band.start[:-1] - band.low
    for n_zh, kinds, n_en in _BY_ZH:
        inside = slice(int(band.start[min(n_zh, len(band.low))]), None)
        start = row[inside] - n_zh
        j = column[inside] - n_en
        there = (j >= band.low.take(start)) & (j <= band.high.take(start))
        before[kinds, inside] = np.where(there, shift.take(start) + j, -1)
    return before


def _gains(bitext: Bitext, band: Band, weights: Mapping[str, float]) -> FloatArray:
    """(nodes, types) the score of each bead that ends at a node; what it says of those outside the band means nothing.

    Each bead is let off what 0-1 beads over its English sentences cost: the same for all paths in sum. Then 0-1 beads
    are free, and the best way along a row to a node is a running maximum.
    """
    zh, en = cumulative(bitext.zh.lengths), cumulative(bitext.en.lengths)
    evidence = WordEvidence(bitext, band)
    prior = np.array([weights[name] if name else 0.0 for name in _TYPE_FEATURES]) - weights[_SKIP] * _N_EN
    row, column = band.row, band.column
    n_zh, n_en = _N_ZH[len(_NULLS) :], _N_EN[len(_NULLS) :]
    gain = np.empty((band.nodes, len(_TYPES)))
    step = max(1, _TOGETHER // len(_TYPES))
    for first in range(0, band.nodes, step):
        some = slice(first, first + step)
        i, j = row[some], column[some]
        log_length, gale_church = _length_terms(_lengths(zh, i, n_zh), _lengths(en, j, n_en), bitext.ratio)
        # Also where there is no bead: to pick out those that are takes longer.
        value = evidence.of_types(i, j, n_zh, n_en)
        value *= weights["words"]
        log_length *= weights["log_length"]
        gale_church *= weights["gale_church"]
        value += log_length
        value += gale_church
        value += prior[len(_NULLS) :, np.newaxis]
        gain[some, : len(_NULLS)] = prior[: len(_NULLS)]
        gain[some, len(_NULLS) :] = value.T
    return gain


def _lengths(total: FloatArray, end: IntArray, counts: IntArray) -> FloatArray:
    """(types, nodes) characters of so many sentences before each end, by the sums ``total`` of those of the first
    0, 1, … sentences; of all before it where there are fewer."""
    least = counts.min()
    start = np.maximum(end - np.arange(least, counts.max() + 1)[:, np.newaxis], 0)
    return np.asarray((total.take(end) - total.take(start)).take(counts - least, axis=0))


def span_lengths(bitext: Bitext, spans: Spans) -> tuple[FloatArray, FloatArray]:
    """Characters of the two sides of each bead."""
    zh, en = cumulative(bitext.zh.lengths), cumulative(bitext.en.lengths)
    return zh[spans.end_zh] - zh[spans.zh], en[spans.end_en] - en[spans.en]


def length_terms(bitext: Bitext, spans: Spans) -> tuple[FloatArray, FloatArray]:
    """log(1 + length of both sides) of each bead, in English characters, and how well its lengths agree.

    The latter is -δ²/2, no less than -LENGTH_CAP, with the δ of ``squared_deviates``.
    """
    return _length_terms(*span_lengths(bitext, spans), bitext.ratio)


def squared_deviates(zh: FloatArray, en: FloatArray, ratio: float) -> FloatArray:
    """δ² of lengths in characters, δ = (l_e - r·l_z)/√(s²·(r·l_z + l_e)), after Gale and Church (1993, section 3.1),
    with s² = 6.8 as there and r the text's own ratio."""
    expected = ratio * zh
    return _squared_deviates(en - expected, expected + en)


def _squared_deviates(off: FloatArray, both: FloatArray) -> FloatArray:
    """The same, by how far lengths are ``off`` and how long both sides are, in the memory of these: there are many of
    them in the first pass."""
    off *= off
    both += 1.0
    both *= VARIANCE
    off /= both
    return off


def _length_terms(zh: FloatArray, en: FloatArray, ratio: float) -> tuple[FloatArray, FloatArray]:
    both = ratio * zh
    off = en - both
    both += en
    log_length = np.log1p(both)
    agreed = _squared_deviates(off, both)
    agreed /= -2.0
    np.maximum(agreed, -LENGTH_CAP, out=agreed)
    return log_length, agreed


def _search(band: Band, before: IntArray, gain: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Best sum of gains from the start to each node, and from each node to the end; 0-1 beads are free.

    Both have one node more, which stands for none: nothing comes from there, and what is said of it means nothing.
    """
    nodes, types = gain.shape
    forward, backward = np.full(nodes + 1, -np.inf), np.full(nodes + 1, -np.inf)
    # By beads, and not by nodes and types, what each row takes is quicker.
    first = np.arange(0, gain.size, types)
    rows = [
        (slice(start, end), before[start:end].ravel(), gain[start:end].ravel(), first[: end - start])
        for start, end in pairwise(band.start.tolist())
    ]
    greatest, running, raise_at = np.maximum.reduceat, np.maximum.accumulate, np.maximum.at
    for row, begins, gains, firsts in rows:
        arrive = greatest(forward.take(begins) + gains, firsts)
        if row.start == 0:
            arrive[0] = 0.0
        running(arrive, out=forward[row])
    backward[-2] = 0.0
    # Rows give to those before them, so that beads need not be sorted by where they begin.
    for row, begins, gains, _ in reversed(rows):
        leave = running(backward[row][::-1])[::-1]
        backward[row] = leave
        raise_at(backward, begins, gains + leave.repeat(types))
    return forward, backward


def _best_path(band: Band, before: IntArray, gain: FloatArray, forward: FloatArray) -> tuple[IntArray, IntArray]:
    """First and last column of a best path in each row."""
    low, high = band.high.copy(), band.low.copy()
    row, node = len(band.low) - 1, band.nodes - 1
    while True:
        column = node - int(band.start[row]) + int(band.low[row])
        low[row], high[row] = min(low[row], column), max(high[row], column)
        if not node:
            return low, high
        values = forward[before[node, 1:]] + gain[node, 1:]
        best = int(values.argmax())
        # Where no bead reaches the value of the node it comes from the one before it in the row.
        node = int(before[node, 1 + best]) if values[best] >= forward[node] else node - 1
        row = int(np.searchsorted(band.start, node, "right")) - 1


def _off_path(band: Band, before: IntArray, low: IntArray, high: IntArray) -> IntArray:
    """(nodes, types) how many columns off the path, between these in each row, the farther end of each bead is."""
    row, column = band.row, band.column
    off = np.maximum(np.maximum(low[row] - column, column - high[row]), 0)
    return np.asarray(np.maximum(off[:, np.newaxis], np.where(before >= 0, off[before], 0)))
