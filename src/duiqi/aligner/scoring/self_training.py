"""Self-training: what the text itself teaches about its words, from a first alignment.

Names, terms and a translator's habits are in no dictionary. A few steps of the position-aware IBM model over the
beads that are probably right find them; the table of word pairs is made stronger by what was learned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.links import translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.token_pairs import Followed, TokenPairs, Tokens
from duiqi.arrays.radix import distinct, positions
from duiqi.arrays.ragged import sums
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.lexicon import MIN_STRENGTH
from duiqi.words.translation_table import TranslationTable

# Least probability of the beads taken, discount (stands for leave-one-out), prior counts, gain: docs/scoring.md,
# self-training. Held-out likelihood on macdev and aca is flat over gains 1–3 and prior counts 1–6, and best for
# discounts of .5–1. Under 1, pairs that are met once would have to be followed too (token_pairs).
MIN_POSTERIOR, DISCOUNT, PRIOR_COUNT, GAIN = 0.3, 1.0, 3.0, 1.5
# EM steps: 2, 3 and 4 differ by less than 1 nat in 200 of held-out likelihood.
STEPS = 2
# Share of a word's translations that the table does not know, spread over the background, before the first step.
UNKNOWN = 0.1
# A bead of more token pairs than this says nothing about any of them, and would cost memory.
MAX_PAIRS = 4000


def learn_table(bitext: Bitext, spans: Spans, posterior: FloatArray) -> TranslationTable:
    """The text's table with strengths raised, and pairs added, by what its probable beads show."""
    beads = _taught(bitext, spans, posterior)
    pairs = TokenPairs.of_beads(bitext, spans[beads], posterior[beads])
    followed = pairs.followed(bitext)
    names, pair = distinct(followed.word_pair)
    width = max(len(bitext.en.vocabulary), 1)
    zh_word = names // width
    en_word = names - zh_word * width
    known = _Known.of_table(bitext, names)
    zh, en = pairs.zh, pairs.en
    forward = _Direction(en, followed.en, bitext.en.share, zh, zh_word, pairs.summed_over_en)
    backward = _Direction(zh, followed.zh, bitext.zh.share, en, en_word, pairs.summed_over_zh)
    t, forward_count = _estimate(forward, followed, pair, known.forward)
    u, backward_count = _estimate(backward, followed, pair, known.backward)
    count = np.sqrt(forward_count * backward_count)
    learned = GAIN * np.sqrt(t * u) * np.maximum(count - 1.0, 0.0) / (count + 1.0)
    return known.raised(names, np.minimum(learned, 1.0))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the table knows of word pairs: where each stands among its ``keys``, -1 where it does not, and its
    translation probabilities both ways, 0 where it does not."""

    bitext: Bitext
    keys: IntArray
    place: IntArray
    forward: FloatArray
    backward: FloatArray

    @classmethod
    def of_table(cls, bitext: Bitext, names: IntArray) -> _Known:
        """That of the pairs ``names``, Chinese word times size of the English vocabulary plus English word."""
        table = bitext.table
        keys = table.zh * len(bitext.en.vocabulary) + table.en
        place = positions(keys, names)
        there = (place >= 0).nonzero()[0]
        both = translation_tables(table, bitext.zh.counts, bitext.en.counts)
        known = place[there]
        forward, backward = np.zeros(len(names)), np.zeros(len(names))
        forward[there], backward[there] = both[0][known], both[1][known]
        return cls(bitext, keys, place, forward, backward)

    def raised(self, names: IntArray, learned: FloatArray) -> TranslationTable:
        """The table with what was ``learned`` where that is more, without pairs of less than MIN_STRENGTH."""
        strength = self.bitext.table.strength.copy()
        there = (self.place >= 0).nonzero()[0]
        known = self.place[there]
        strength[known] = np.maximum(strength[known], learned[there])
        new = ((self.place < 0) & (learned >= MIN_STRENGTH)).nonzero()[0]
        # As np.insert does it, for both columns at once.
        old = np.ones(len(self.keys) + len(new), dtype=bool)
        old[self.keys.searchsorted(names[new]) + np.arange(len(new))] = False
        keys, strengths = np.empty(len(old), dtype=np.int64), np.empty(len(old))
        keys[old], strengths[old] = self.keys, strength
        keys[~old], strengths[~old] = names[new], learned[new]
        keep = strengths >= MIN_STRENGTH
        width = max(len(self.bitext.en.vocabulary), 1)
        zh = keys[keep] // width
        en = keys[keep] - zh * width
        return TranslationTable.of_pairs(zh, en, strengths[keep], len(self.bitext.zh.vocabulary))


def _taught(bitext: Bitext, spans: Spans, posterior: FloatArray) -> IntArray:
    """The probable beads."""
    pairs = np.multiply(
        *(side.offsets[covered.end] - side.offsets[covered.first]
          for side, covered in ((bitext.zh, spans.in_zh), (bitext.en, spans.in_en)))
    )  # fmt: skip
    return np.asarray(((posterior > MIN_POSTERIOR) & (pairs <= MAX_PAIRS) & ~spans.is_null).nonzero()[0])


@dataclass(frozen=True, slots=True)
class _Direction:
    """Token pairs seen from the target side: the tokens of the targets, with the place among them of each followed
    pair, and ``background``, the probability of a word of their language; the tokens of the sources, the source word
    of each word pair, and what gives each source token the sum over its targets."""

    target: Tokens
    at: IntArray
    background: FloatArray
    source: Tokens
    source_word: IntArray
    to_source: Callable[[FloatArray], FloatArray]


def _estimate(side: _Direction, followed: Followed, pair: IntArray, prior: FloatArray) -> tuple[FloatArray, FloatArray]:
    """EM for t(target|source) of each followed word pair; returns it with the expected counts.

    ``pair`` is the word pair of each token pair, ``prior`` is by word pair. Each target token is explained by the
    source tokens of its bead, by closeness of position, or by its background.
    """
    target, size = side.target, len(prior)
    null = UNKNOWN * side.background.take(target.word)
    near = followed.closeness / target.closeness.take(side.at)

    def estimated(count: FloatArray, per_source: FloatArray) -> FloatArray:
        of_source = per_source.take(side.source_word)
        return np.asarray((np.maximum(count - DISCOUNT, 0.0) + PRIOR_COUNT * prior) / (of_source + PRIOR_COUNT))

    # At first t = (1 - UNKNOWN) · prior + UNKNOWN · background, of which all pairs have the second: its closeness to
    # all sources of a token is 1.
    joint = ((1.0 - UNKNOWN) * prior).take(pair) * near
    share = target.probability / (sums(side.at, joint, len(target)) + 2.0 * null)
    count = sums(pair, joint * share.take(side.at), size)
    words = int(side.source.word.max(initial=0)) + 1
    per_source = sums(side.source_word, count, words)
    share *= null
    per_source += sums(side.source.word, side.to_source(share / target.closeness), words)
    count += sums(pair, near * share.take(side.at), size)
    t = estimated(count, per_source)
    # From now on the others have nothing: met once, they count no more than DISCOUNT.
    for _ in range(1, STEPS):
        joint = t.take(pair) * near
        share = target.probability / (sums(side.at, joint, len(target)) + null)
        count = sums(pair, joint * share.take(side.at), size)
        t = estimated(count, sums(side.source_word, count, words))
    return t, count
