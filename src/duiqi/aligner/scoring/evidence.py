"""What the words say for each bead: translation likelihoods, and how much of each side finds a partner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, Side
from duiqi.aligner.candidates.ibm1 import LAMBDA
from duiqi.aligner.candidates.lattice import Lattice
from duiqi.aligner.candidates.links import Links
from duiqi.arrays.ragged import expand, range_sums, sums
from duiqi.arrays.types import FloatArray, IntArray

# How fast a link loses weight as the relative positions of its two words part (ALIGNER recipe, point 8).
POSITION_DECAY = 7.0
# Rounds of mutual best in the greedy matching; a fourth changes under 1% of the matches (macdev).
MATCHING_ROUNDS = 3
# Added to the idf mass of a side or sentence, which keeps one or two words from looking wholly covered (ALIGNER recipe,
# point 8).
SOME_MASS = 3.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Word evidence of ``B`` beads; arrays (B,), all 0 for null beads, likelihoods in nats.

    ``placed_*``: IBM log-likelihood ratio of one side's words given the other's against their background, links
    weighted by closeness of relative position. ``matched_*``: idf mass of the greedy one-to-one matching;
    ``placed_match_*``: the same, each pair weighted by closeness; ``mass_*``: idf mass of all words of that side.
    ``weakest``: of the sentences of both sides the smallest covered share, matched/(mass + SOME_MASS).
    ``numbers_missing``: numbers of both sides that the matching leaves without an equal one.
    """

    placed_en: FloatArray
    placed_zh: FloatArray
    matched_en: FloatArray
    matched_zh: FloatArray
    placed_match_en: FloatArray
    placed_match_zh: FloatArray
    mass_en: FloatArray
    mass_zh: FloatArray
    weakest: FloatArray
    numbers_missing: FloatArray


@dataclass(frozen=True, slots=True)
class Cells:
    """A numbered cell for each token of one side of each bead; ``start`` (B,) is a bead's first."""

    start: IntArray
    count: IntArray
    first_token: IntArray

    @property
    def total(self) -> int:
        """How many cells."""
        return int(self.start[-1] + self.count[-1]) if len(self.start) else 0


@dataclass(frozen=True, slots=True)
class BeadLinks:
    """The links inside each bead: ``bead``, ``link`` (index into Links), and the cells of its two tokens."""

    bead: IntArray
    link: IntArray
    zh_cell: IntArray
    en_cell: IntArray
    zh_cells: Cells
    en_cells: Cells


def cells(side: Side, first: IntArray, count: IntArray) -> Cells:
    """Cells of the tokens of sentences ``first … first + count`` of each bead."""
    token = side.offsets[first]
    tokens = side.offsets[first + count] - token
    return Cells(np.cumsum(tokens) - tokens, tokens, token)


def bead_links(bitext: Bitext, lattice: Lattice, links: Links) -> BeadLinks:
    """Find the links inside each match bead: for each of its rows one contiguous range of the sorted links."""
    zh, en = bitext.zh, bitext.en
    matched = np.flatnonzero(~lattice.is_null)
    owner, place = expand(lattice.a[matched])
    bead = matched[owner]
    row = lattice.zh[bead] + place
    width = len(en.tokens) + 1
    keys = zh.sentence_of_token[links.zh] * width + links.en
    first = np.searchsorted(keys, row * width + en.offsets[lattice.en[bead]])
    last = np.searchsorted(keys, row * width + en.offsets[lattice.en[bead] + lattice.b[bead]])
    owner, place = expand(last - first)
    bead, link = bead[owner], first[owner] + place
    # Null beads have none: the runs over a missing chapter would have millions.
    zh_cells = cells(zh, lattice.zh, lattice.a * ~lattice.is_null)
    en_cells = cells(en, lattice.en, lattice.b * ~lattice.is_null)
    return BeadLinks(
        bead,
        link,
        zh_cells.start[bead] + links.zh[link] - zh_cells.first_token[bead],
        en_cells.start[bead] + links.en[link] - en_cells.first_token[bead],
        zh_cells,
        en_cells,
    )


def position_weights(inside: BeadLinks, links: Links) -> tuple[FloatArray, FloatArray, FloatArray]:
    """For each bead link exp(-7·|difference of relative positions|) and its sums over all the other side's tokens.

    Returns (weight, sum over the Chinese tokens, sum over the English tokens): the last two normalise.
    """
    zh_place = _places(inside.zh_cells)
    en_place = _places(inside.en_cells)
    weight = np.exp(-POSITION_DECAY * np.abs(zh_place[inside.zh_cell] - en_place[inside.en_cell]))
    over_zh = _decay_sum(en_place, np.repeat(inside.zh_cells.count, inside.en_cells.count))
    over_en = _decay_sum(zh_place, np.repeat(inside.en_cells.count, inside.zh_cells.count))
    return weight, over_zh[inside.en_cell], over_en[inside.zh_cell]


def _places(side: Cells) -> FloatArray:
    """Relative position in its bead of each cell, in (0, 1)."""
    count = np.repeat(side.count, side.count)
    return (np.arange(len(count)) - np.repeat(side.start, side.count) + 0.5) / count


def _decay_sum(place: FloatArray, count: IntArray) -> FloatArray:
    """Σ over k < count of exp(-7·|(k + .5)/count - place|): two geometric series; 1 where there is nothing to sum."""
    tokens = np.maximum(count, 1)
    step = POSITION_DECAY / tokens
    centre = place * tokens - 0.5
    floor = np.floor(centre)
    left = np.exp(-step * (centre - floor)) * -np.expm1(-step * (floor + 1))
    right = np.exp(-step * (floor + 1 - centre)) * -np.expm1(-step * (tokens - 1 - floor))
    return np.where(count > 0, (left + right) / -np.expm1(-step), 1.0)


def word_evidence(
    bitext: Bitext,
    lattice: Lattice,
    links: Links,
    inside: BeadLinks,
    strength: FloatArray,
    forward: FloatArray,
    backward: FloatArray,
) -> Evidence:
    """Gather the evidence. ``strength``, ``forward`` t(e|z) and ``backward`` u(z|e) are those of each link."""
    zh, en = bitext.zh, bitext.en
    beads = len(lattice.a)
    zh_word, en_word = zh.tokens[links.zh], en.tokens[links.en]
    en_odds = (forward / en.share[en_word])[inside.link]
    zh_odds = (backward / zh.share[zh_word])[inside.link]
    weight, over_zh, over_en = position_weights(inside, links)

    def likelihood(cell: IntArray, side: Cells, odds: FloatArray) -> FloatArray:
        return range_sums(np.log(1.0 - LAMBDA + LAMBDA * sums(cell, odds, side.total)), side.count)

    idf_zh, idf_en = zh.idf[zh_word][inside.link], en.idf[en_word][inside.link]
    power = strength[inside.link]
    chosen = greedy_matching(inside, power * np.sqrt(idf_zh * idf_en) * (0.5 + 0.5 * weight))
    owner, power = inside.bead[chosen], power[chosen]
    link, close = inside.link[chosen], weight[chosen]
    equal = _same_number(zh, en)[zh_word[link]] == en_word[link]
    match_en, match_zh = power * idf_en[chosen], power * idf_zh[chosen]
    weakest = np.minimum(
        _weakest(en, lattice.en, lattice.b * ~lattice.is_null, owner, links.en[link], match_en),
        _weakest(zh, lattice.zh, lattice.a * ~lattice.is_null, owner, links.zh[link], match_zh),
    )
    return Evidence(
        placed_en=likelihood(inside.en_cell, inside.en_cells, en_odds * weight / over_zh),
        placed_zh=likelihood(inside.zh_cell, inside.zh_cells, zh_odds * weight / over_en),
        matched_en=sums(owner, match_en, beads),
        matched_zh=sums(owner, match_zh, beads),
        placed_match_en=sums(owner, match_en * close, beads),
        placed_match_zh=sums(owner, match_zh * close, beads),
        mass_en=_mass(en, lattice.en, lattice.b, lattice.is_null),
        mass_zh=_mass(zh, lattice.zh, lattice.a, lattice.is_null),
        weakest=np.where(lattice.is_null, 0.0, weakest),
        numbers_missing=_numbers_missing(bitext, lattice, owner[equal]),
    )


def greedy_matching(inside: BeadLinks, weight: FloatArray) -> IntArray:
    """Bead links of a one-to-one matching: rounds in which each mutual best pair of tokens is taken."""
    alive = np.flatnonzero(weight > 0)
    # Equal weights are told apart by order, so that the result does not depend on chance. The remainder is taken only
    # where it changes something, because it is slow.
    rank = np.arange(len(weight))
    rank[1_000_000:] %= 1_000_000
    weight = (weight * (1.0 - 1e-9 * rank))[alive]
    zh, en = inside.zh_cell[alive], inside.en_cell[alive]
    taken: list[IntArray] = []
    for _ in range(MATCHING_ROUNDS):
        zh_best, en_best = np.zeros(inside.zh_cells.total), np.zeros(inside.en_cells.total)
        np.maximum.at(zh_best, zh, weight)
        np.maximum.at(en_best, en, weight)
        mutual = (weight == zh_best[zh]) & (weight == en_best[en])
        taken.append(alive[mutual])
        zh_free, en_free = np.ones(len(zh_best), dtype=bool), np.ones(len(en_best), dtype=bool)
        zh_free[zh[mutual]] = False
        en_free[en[mutual]] = False
        left = zh_free[zh] & en_free[en]
        alive, zh, en, weight = alive[left], zh[left], en[left], weight[left]
    return np.concatenate(taken)


def _mass(side: Side, first: IntArray, count: IntArray, null: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> FloatArray:
    total = np.concatenate([[0.0], np.cumsum(side.idf[side.tokens])])
    return np.where(null, 0.0, total[side.offsets[first + count]] - total[side.offsets[first]])


def _weakest(
    side: Side, first: IntArray, count: IntArray, owner: IntArray, token: IntArray, matched: FloatArray
) -> FloatArray:
    """Smallest covered share of the sentences ``first … first + count`` of each bead; 1 where no sentence has a word.

    The matched tokens of the side are ``token``, of the beads ``owner``, with so much idf mass each.
    """
    bead, place = expand(count)
    sentence = first[bead] + place
    start = np.cumsum(count) - count
    cell = start[owner] + side.sentence_of_token[token] - first[owner]
    mass = _mass(side, np.arange(side.size), np.ones(side.size, dtype=np.int64), np.zeros(side.size, dtype=np.bool_))
    share = sums(cell, matched, len(bead)) / (mass[sentence] + SOME_MASS)
    share[np.diff(side.offsets)[sentence] == 0] = 1.0
    least = np.ones(len(count))
    np.minimum.at(least, bead, share)
    return least


def _same_number(zh: Side, en: Side) -> IntArray:
    """By Chinese word the English word that is the same number, or -1."""
    ids = {en.vocabulary[k]: k for k in np.flatnonzero(en.numbers)}
    same = np.full(len(zh.vocabulary), -1)
    for k in np.flatnonzero(zh.numbers):
        same[k] = ids.get(zh.vocabulary[k], -1)
    return same


def _numbers_missing(bitext: Bitext, lattice: Lattice, owner: IntArray) -> FloatArray:
    """Numbers of each match bead less those in pairs of equal ones, whose beads are ``owner``."""
    left = -2.0 * np.bincount(owner, minlength=len(lattice.a))
    for side, first, count in ((bitext.zh, lattice.zh, lattice.a), (bitext.en, lattice.en, lattice.b)):
        seen = np.concatenate([[0], np.cumsum(side.numbers[side.tokens])])
        left += seen[side.offsets[first + count]] - seen[side.offsets[first]]
    return np.where(lattice.is_null, 0.0, left)
