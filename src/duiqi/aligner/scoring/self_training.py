"""Self-training: what the text itself teaches about its words, from a first alignment.

Names, terms and a translator's habits are in no dictionary. A few steps of the position-aware IBM model over the
beads that are probably right find them; the table of word pairs is made stronger by what was learned.

Most pairs of tokens in a bead are of words that are in no table and met together once or a few times. In the first step
such a pair counts what the background gives, in the later ones nothing, as the discount takes it away. So these are
only summed up, by token; the others, some sixth, are followed one by one, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.links import translation_tables
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.evidence.bead_links import Cells, cells, closeness, closeness_sums
from duiqi.arrays.radix import distinct, last_bits, may_reach, positions
from duiqi.arrays.ragged import Ranges, counted, edges_of, row_sums, sums
from duiqi.arrays.types import FloatArray, IntArray, SingleArray
from duiqi.words.lexicon import MIN_STRENGTH
from duiqi.words.translation_table import TranslationTable

# Least probability of the beads taken, discount (stands for leave-one-out), prior counts, gain: docs/scoring.md,
# self-training. Held-out likelihood on macdev and aca is flat over gains 1–3 and prior counts 1–6, and best for
# discounts of .5–1.
MIN_POSTERIOR, DISCOUNT, PRIOR_COUNT, GAIN = 0.3, 1.0, 3.0, 1.5
# EM steps: 2, 3 and 4 differ by less than 1 nat in 200 of held-out likelihood.
STEPS = 2
# Share of a word's translations that the table does not know, spread over the background, before the first step.
UNKNOWN = 0.1
# A bead of more token pairs than this says nothing about any of them, and would cost memory.
MAX_PAIRS = 4000
# Token pairs made together, so that they stay in the processor's cache.
AT_A_TIME = 64_000
# Whether a word pair is in the table is asked of its last bits, in so many places times the pairs there, and no fewer:
# what looks so by chance is followed for nothing.
PLACES_OF_KNOWN = 8


def learn_table(bitext: Bitext, spans: Spans, posterior: FloatArray) -> TranslationTable:
    """The text's table with strengths raised, and pairs added, by what its probable beads show."""
    beads = _taught(bitext, spans, posterior)
    pairs = _TokenPairs.of_beads(bitext, spans[beads], posterior[beads])
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
class _Tokens:
    """The tokens of one side of all the beads, (T,) each: the ``word``, its relative ``place`` in the bead, the sum of
    its ``closeness`` to the tokens of the other side, and the ``probability`` of the bead."""

    word: IntArray
    place: SingleArray
    closeness: SingleArray
    probability: FloatArray

    @classmethod
    def of_cells(cls, text: IntArray, own: Cells, other: Cells, probability: FloatArray) -> _Tokens:
        """Those of a side of which ``text`` are the words; ``probability`` is by bead."""
        place = own.places().astype(np.float32)
        word = text.take(Ranges(own.first_token, own.count).members())
        return cls(word, place, closeness_sums(place, other.count.repeat(own.count)), probability.repeat(own.count))

    def __len__(self) -> int:
        return len(self.word)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Token pairs: the number of the word pair, Chinese word times size of the English vocabulary plus English word,
    the English token, and how close the places of the two are."""

    word_pair: IntArray
    en: IntArray
    closeness: SingleArray

    @classmethod
    def empty(cls, size: int) -> _Pairs:
        """Room for so many."""
        return cls(np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64), np.empty(size, dtype=np.float32))

    def of(self, some: slice) -> _Pairs:
        """Some of them, in the same memory."""
        return _Pairs(self.word_pair[some], self.en[some], self.closeness[some])


@dataclass(frozen=True, slots=True)
class _Block:
    """The ``pairs`` of some Chinese ``tokens`` with all English ones of their beads: of each so many (``count``), one
    after the other."""

    tokens: slice
    count: IntArray
    pairs: _Pairs


@dataclass(frozen=True, slots=True)
class _Followed:
    """Some of the pairs: the number of the word pair, the token on either side, and how close their places are."""

    word_pair: IntArray
    zh: IntArray
    en: IntArray
    closeness: SingleArray


@dataclass(frozen=True, slots=True)
class _TokenPairs:
    """The tokens of both sides, and their pairs: of each Chinese one so many (``count``), one after the other, and in
    ``blocks``."""

    zh: _Tokens
    en: _Tokens
    count: IntArray
    pairs: _Pairs
    blocks: Sequence[_Block]

    @classmethod
    def of_beads(cls, bitext: Bitext, spans: Spans, probability: FloatArray) -> _TokenPairs:
        """Those of the beads ``spans``, which have such ``probability``; there is one block at least."""
        zh_cells, en_cells = cells(bitext.zh, spans.in_zh), cells(bitext.en, spans.in_en)
        zh = _Tokens.of_cells(bitext.zh.tokens, zh_cells, en_cells, probability)
        en = _Tokens.of_cells(bitext.en.tokens, en_cells, zh_cells, probability)
        start, count = en_cells.start.repeat(zh_cells.count), en_cells.count.repeat(zh_cells.count)
        row = zh.word * max(len(bitext.en.vocabulary), 1)
        upto = edges_of(count)
        cuts = upto[1:].searchsorted(np.arange(AT_A_TIME, int(upto[-1]), AT_A_TIME)).tolist()
        pairs = _Pairs.empty(int(upto[-1]))
        blocks = []
        for first, last in pairwise([0, *cuts, len(count)]):
            some, counts = slice(first, last), count[first:last]
            block = pairs.of(slice(int(upto[first]), int(upto[last])))
            block.en[:] = Ranges(start[some], counts).members()
            np.add(row[some].repeat(counts), en.word.take(block.en), out=block.word_pair)
            block.closeness[:] = closeness(zh.place[some].repeat(counts), en.place.take(block.en))
            blocks.append(_Block(some, counts, block))
        return cls(zh, en, count, pairs, blocks)

    def followed(self, bitext: Bitext) -> _Followed:
        """Those whose word pair may count more than the discount in the first step, or is in the table."""
        # A pair of no table counts half its share of the closeness at most: its part of t is the background's, and
        # that is once more in what it is divided by.
        of_en, of_zh = (side.probability.astype(np.float32) / 2 / side.closeness for side in (self.en, self.zh))
        pair, en, close = self.pairs.word_pair, self.pairs.en, self.pairs.closeness
        most = of_zh.repeat(self.count)
        np.maximum(most, of_en.take(en), out=most)
        most *= close
        table = bitext.table
        bits = last_bits(PLACES_OF_KNOWN * len(table.en))
        known = np.zeros(bits + 1, dtype=bool)
        known[(table.zh * len(bitext.en.vocabulary) + table.en) & bits] = True
        chosen = known.take(pair & bits)
        chosen[may_reach(pair, most, DISCOUNT)] = True
        some = chosen.nonzero()[0]
        zh = counted(len(self.zh)).repeat(self.count)
        return _Followed(pair.take(some), zh.take(some), en.take(some), close.take(some))

    def summed_over_en(self, values: FloatArray) -> FloatArray:
        """By Chinese token the sum of the ``values`` of the English ones of its bead, each by its closeness."""
        of_en = values.astype(np.float32)
        return np.concatenate([row_sums(of_en.take(b.pairs.en) * b.pairs.closeness, b.count) for b in self.blocks])

    def summed_over_zh(self, values: FloatArray) -> FloatArray:
        """The same by English token."""
        of_zh, total = values.astype(np.float32), np.zeros(len(self.en))
        for b in self.blocks:
            en = b.pairs.en
            if len(en):
                first, last = int(en[0]), int(en[-1]) + 1
                each = of_zh[b.tokens].repeat(b.count) * b.pairs.closeness
                total[first:last] += np.bincount(en - first, weights=each, minlength=last - first)
        return total


@dataclass(frozen=True, slots=True)
class _Direction:
    """Token pairs seen from the target side: the tokens of the targets, with the place among them of each followed
    pair, and ``background``, the probability of a word of their language; the tokens of the sources, the source word
    of each word pair, and what gives each source token the sum over its targets."""

    target: _Tokens
    at: IntArray
    background: FloatArray
    source: _Tokens
    source_word: IntArray
    to_source: Callable[[FloatArray], FloatArray]


def _estimate(
    side: _Direction, followed: _Followed, pair: IntArray, prior: FloatArray
) -> tuple[FloatArray, FloatArray]:
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
    # From now on the others have nothing: they counted no more than the discount.
    for _ in range(1, STEPS):
        joint = t.take(pair) * near
        share = target.probability / (sums(side.at, joint, len(target)) + null)
        count = sums(pair, joint * share.take(side.at), size)
        t = estimated(count, sums(side.source_word, count, words))
    return t, count
