"""The first pass: a cheap model over every bead in the band, to keep the few that can be on the best path.

Its features (IBM-1 both ways, two length terms, the bead type) are sums over sentences, so each bead's is a
difference of two cumulative sums; a vectorised search forward and back gives the best path through each bead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from duiqi.band import Band
from duiqi.beadtypes import MATCH_TYPES, MAX_EN, MAX_ZH, TYPE_FEATURES, type_prior
from duiqi.bitext import Bitext, FloatArray, IntArray, Side
from duiqi.links import find_links, translation_tables
from duiqi.ranges import expand, sums

# Weight of the translation table against the background in IBM-1 (ALIGNER recipe, point 8).
LAMBDA = 0.93
# Weaker word pairs double the work and change nothing in the beads kept (macdev, aca: .03 against .1).
MIN_STRENGTH = 0.1
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


class WordEvidence:
    """IBM-1 log-likelihood ratios of beads, both directions added, over 10.

    Called with the band nodes where beads end and their type.
    """

    def __init__(self, bitext: Bitext, band: Band) -> None:
        n = bitext.zh.size
        low = np.maximum(band.low - MAX_EN, 0)
        last = np.minimum(np.arange(n) + MAX_ZH, n)
        bitext = replace(bitext, table=bitext.table.stronger(MIN_STRENGTH))
        links = find_links(bitext, low[1:] if n else low[:0], band.high[last])
        forward, backward = translation_tables(bitext.table, bitext.zh.counts, bitext.en.counts)
        en_background = bitext.en.counts / max(bitext.en.counts.sum(), 1.0)
        zh_background = bitext.zh.counts / max(bitext.zh.counts.sum(), 1.0)
        columns, rows = bitext.table.columns, bitext.table.rows
        self._row, self._column = band.row, band.column
        self._en = _block_sums(
            bitext.zh, bitext.en, links.zh, links.en, (forward / en_background[columns])[links.pair],
            band.low, band.high, MAX_ZH, MAX_EN,
        )  # fmt: skip
        across = np.arange(bitext.en.size + 1)
        self._zh = _block_sums(
            bitext.en, bitext.zh, links.en, links.zh, (backward / zh_background[rows])[links.pair],
            np.searchsorted(band.high, across), np.searchsorted(band.low, across, side="right") - 1, MAX_EN, MAX_ZH,
        )  # fmt: skip

    def __call__(self, nodes: IntArray, a: int, b: int) -> FloatArray:
        i, j = self._row[nodes], self._column[nodes]
        return (self._en(i, j, a, b) + self._zh(j, i, b, a)) / 10


@dataclass(frozen=True, slots=True)
class _BlockSums:
    """Log-likelihood ratio of target sentences given a block of source sentences that ends at a band row."""

    first: IntArray  # first target sentence kept for each row
    start: IntArray  # where its cells begin
    sums: tuple[FloatArray, ...]  # by block height, cumulative over the cells

    def __call__(self, i: IntArray, j: IntArray, height: int, width: int) -> FloatArray:
        cell = self.start[i] + j - self.first[i]
        total = self.sums[height - 1]
        return np.asarray(total[cell] - total[cell - width])


@dataclass(frozen=True, slots=True)
class _Cells:
    """For each band row the target sentences within reach, and their tokens, laid end to end."""

    first: IntArray  # (rows,) first sentence
    start: IntArray  # (rows,) its place among the sentences laid end to end
    sentences: IntArray  # all sentences laid end to end
    first_token: IntArray  # (rows,) first token
    last_token: IntArray  # (rows,) end of the tokens
    token_start: IntArray  # (rows,) place of the first token among the tokens laid end to end
    row: IntArray  # row of each token so laid
    sentence: IntArray  # place of its sentence


def _cells(target: Side, low: IntArray, high: IntArray, widths: int) -> _Cells:
    first = np.maximum(low - widths, 0)
    last = np.maximum(high, first)
    first_token, last_token = target.offsets[first], target.offsets[last]
    of_sentence, place = expand(last - first)
    sentences = first[of_sentence] + place
    row, place = expand(last_token - first_token)
    start = np.cumsum(last - first) - (last - first)
    sentence = (start - first)[row] + target.sentence_of_token[first_token[row] + place]
    token_start = np.cumsum(last_token - first_token) - (last_token - first_token)
    return _Cells(first, start, sentences, first_token, last_token, token_start, row, sentence)


def _block_sums(
    source: Side,
    target: Side,
    source_token: IntArray,
    target_token: IntArray,
    odds: FloatArray,
    low: IntArray,
    high: IntArray,
    heights: int,
    widths: int,
) -> _BlockSums:
    """Σ over target tokens of log(1 - λ + λ·Σ odds/(n + .5)), for each block of up to ``heights`` sentences.

    ``odds`` are t(target|source)/p(target) of the links, n the tokens of the block.
    """
    size = len(low)
    cells = _cells(target, low, high, widths)
    source_row = source.sentence_of_token[source_token]
    base = np.log(1.0 - LAMBDA) * np.append(np.diff(target.offsets), 0)[cells.sentences]
    rows = np.arange(size)
    total = np.zeros(len(cells.row))
    by_height = []
    for height in range(1, heights + 1):
        row = np.minimum(source_row + height, size - 1)
        usable = (source_row + height < size) & (target_token >= cells.first_token[row])
        usable &= target_token < cells.last_token[row]
        row = row[usable]
        where = cells.token_start[row] + target_token[usable] - cells.first_token[row]
        total += sums(where, odds[usable], len(total))
        filled = np.flatnonzero(total)
        block = source.offsets[rows] - source.offsets[np.maximum(rows - height, 0)]
        scale = LAMBDA / (1.0 - LAMBDA) / (block + 0.5)
        gain = np.log1p(total[filled] * scale[cells.row[filled]])
        by_height.append(_cumulative(base + sums(cells.sentence[filled], gain, len(base))))
    return _BlockSums(cells.first, cells.start, tuple(by_height))


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
