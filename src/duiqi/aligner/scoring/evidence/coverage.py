"""How much of each side finds a partner: a greedy one-to-one matching of the words of each bead, and idf masses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duiqi.aligner.bitext.sides import TokenizedSide
from duiqi.aligner.scoring.evidence.bead_links import BeadLinks
from duiqi.arrays.ragged import Ranges, counted, edges_of, sums
from duiqi.arrays.types import BoolArray, FloatArray, IntArray

# Rounds of mutual best in the greedy matching; a fourth changes under 1% of the matches (macdev).
MATCHING_ROUNDS = 3
# Added to the idf mass of a side or sentence: one or two words must not look wholly covered (docs/scoring.md,
# `coverage_by_length`).
PRIOR_IDF_MASS = 3.0


def greedy_matching(inside: BeadLinks, weight: FloatArray) -> IntArray:
    """Bead links of a one-to-one matching: rounds in which each mutual best pair of tokens is taken."""
    # Equal weights are told apart by order, so that the result does not depend on chance. The remainder is taken only
    # where it changes something, because it is slow.
    alive = rank = counted(len(weight))
    nearly = (rank % 1_000_000 if len(rank) > 1_000_000 else rank) * -1e-9
    nearly += 1.0
    weight = np.multiply(weight, nearly, out=nearly)
    zh, en = inside.zh_cell, inside.en_cell
    if not weight.min(initial=1.0) > 0:  # seldom
        alive = (weight > 0).nonzero()[0]
        zh, en, weight = zh.take(alive), en.take(alive), weight.take(alive)
    zh_cells, en_cells = inside.zh_cells.total, inside.en_cells.total
    taken: list[IntArray] = []
    while True:
        zh_best, en_best = np.zeros(zh_cells), np.zeros(en_cells)
        np.maximum.at(zh_best, zh, weight)
        np.maximum.at(en_best, en, weight)
        # Few are the best of their Chinese word. Boolean indexing takes several times as long.
        best = (weight == zh_best.take(zh)).nonzero()[0]
        mutual = best.take((weight.take(best) == en_best.take(en.take(best))).nonzero()[0])
        taken.append(alive.take(mutual))
        if len(taken) == MATCHING_ROUNDS:
            return np.concatenate(taken)
        zh_free, en_free = np.ones(zh_cells, dtype=bool), np.ones(en_cells, dtype=bool)
        zh_free[zh.take(mutual)] = False
        en_free[en.take(mutual)] = False
        left = (zh_free.take(zh) & en_free.take(en)).nonzero()[0]
        alive, zh, en, weight = alive.take(left), zh.take(left), en.take(left), weight.take(left)


def link_worth(strength: FloatArray, idf_zh: FloatArray, idf_en: FloatArray) -> FloatArray:
    """What links are worth to the matching wherever they stand: strong, of rare words."""
    return strength * np.sqrt(idf_zh * idf_en)


def matching_weight(worth: FloatArray, closeness: FloatArray) -> FloatArray:
    """What bead links are worth to the matching, half of it for standing at like places; in the memory of ``worth``."""
    worth *= 0.5 + 0.5 * closeness
    return worth


def idf_mass(side: TokenizedSide, covered: Ranges, total: FloatArray) -> FloatArray:
    """The idf of all words in the sentences that each bead covers; ``total`` is that of the first 0, 1, … tokens."""
    return total[side.offsets[covered.end]] - total[side.offsets[covered.first]]


class Matched(NamedTuple):
    """Tokens of a side that a matching takes, and how much idf mass each counts."""

    token: IntArray
    mass: FloatArray


def weakest_coverage(
    side: TokenizedSide, covered: Ranges, owner: IntArray, matched: Matched, total: FloatArray
) -> FloatArray:
    """Smallest covered share of the sentences that each bead covers; 1 where no sentence has a word.

    The matched tokens of the side are of the beads ``owner``; ``total`` is the idf of the first 0, 1, … tokens.
    """
    bead, sentence = covered.numbers()
    shift = covered.count.cumsum() - covered.count - covered.first
    cell = shift.take(owner) + side.sentence_of_token.take(matched.token)
    first, last = side.offsets.take(sentence), side.offsets.take(sentence + 1)
    share = sums(cell, matched.mass, len(bead)) / (total.take(last) - total.take(first) + PRIOR_IDF_MASS)
    share[first == last] = 1.0
    least = np.ones(len(covered.count))
    np.minimum.at(least, bead, share)
    return least


def same_number(zh: TokenizedSide, en: TokenizedSide) -> IntArray:
    """By Chinese word the English word that is the same number, or -1."""
    ids = {en.vocabulary[k]: k for k in np.flatnonzero(en.numbers)}
    same = np.full(len(zh.vocabulary), -1)
    for k in np.flatnonzero(zh.numbers):
        same[k] = ids.get(zh.vocabulary[k], -1)
    return same


def count_numbers(side: TokenizedSide, covered: Ranges) -> IntArray:
    """How many of the words of the sentences that each bead covers are numbers."""
    is_number: BoolArray = side.numbers[side.tokens]
    seen = edges_of(is_number)
    return seen[side.offsets[covered.end]] - seen[side.offsets[covered.first]]
