"""All pairs of tokens inside the beads that self-training learns from.

Most of them are of words that are met together once and are in no table. In the first step of the EM such a pair counts
what the background gives, in the later ones nothing, as the discount takes it away. So these are only summed up, by
token; the others, a third, are followed one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.bead_links import Cells, cells, closeness, closeness_sums
from duiqi.arrays.radix import last_bits, may_reach
from duiqi.arrays.ragged import Ranges, row_sums
from duiqi.arrays.types import FloatArray, IntArray, SingleArray

# Token pairs made together, so that they stay in the processor's cache.
AT_A_TIME = 64_000
# Whether a word pair is in the table is asked of its last bits, in so many places times the pairs there, and no fewer:
# what looks so by chance is followed for nothing.
PLACES_OF_KNOWN = 8


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one side of all the beads, (T,) each: the ``word``, its relative ``place`` in the bead, the sum of
    its ``closeness`` to the tokens of the other side, and the ``probability`` of the bead."""

    word: IntArray
    place: SingleArray
    closeness: SingleArray
    probability: FloatArray

    @classmethod
    def of_cells(cls, text: IntArray, own: Cells, other: Cells, probability: FloatArray) -> Tokens:
        """Those of a side of which ``text`` are the words; ``probability`` is by bead."""
        place = own.places().astype(np.float32)
        word = text.take(Ranges(own.first_token, own.count).members())
        return cls(word, place, closeness_sums(place, other.count.repeat(own.count)), probability.repeat(own.count))

    def __len__(self) -> int:
        return len(self.word)


@dataclass(frozen=True, slots=True)
class _Block:
    """The pairs of some Chinese ``tokens`` with all English ones of their beads: of each so many (``count``), one after
    the other. ``word_pair`` is Chinese word times size of the English vocabulary plus English word, ``en`` the English
    token, ``closeness`` how close the places of the two are."""

    tokens: slice
    count: IntArray
    word_pair: IntArray
    en: IntArray
    closeness: SingleArray


@dataclass(frozen=True, slots=True)
class Followed:
    """Some of the pairs: the number of the word pair, the token on either side, and how close their places are."""

    word_pair: IntArray
    zh: IntArray
    en: IntArray
    closeness: SingleArray


@dataclass(frozen=True, slots=True)
class TokenPairs:
    """The tokens of both sides, and their pairs."""

    zh: Tokens
    en: Tokens
    blocks: Sequence[_Block]

    @classmethod
    def of_beads(cls, bitext: Bitext, spans: Spans, probability: FloatArray) -> TokenPairs:
        """Those of the beads ``spans``, which have such ``probability``; there is one block at least."""
        zh_cells, en_cells = cells(bitext.zh, spans.in_zh), cells(bitext.en, spans.in_en)
        zh = Tokens.of_cells(bitext.zh.tokens, zh_cells, en_cells, probability)
        en = Tokens.of_cells(bitext.en.tokens, en_cells, zh_cells, probability)
        start, count = en_cells.start.repeat(zh_cells.count), en_cells.count.repeat(zh_cells.count)
        row = zh.word * max(len(bitext.en.vocabulary), 1)
        upto = count.cumsum()
        cuts = upto.searchsorted(np.arange(AT_A_TIME, int(upto[-1]) if len(upto) else 0, AT_A_TIME))
        blocks = []
        for some in map(slice, *zip(*pairwise([0, *cuts.tolist(), len(count)]), strict=True)):
            counts = count[some]
            at = Ranges(start[some], counts).members()
            close = closeness(zh.place[some].repeat(counts), en.place.take(at))
            blocks.append(_Block(some, counts, row[some].repeat(counts) + en.word.take(at), at, close))
        return cls(zh, en, blocks)

    def followed(self, bitext: Bitext) -> Followed:
        """Those whose word pair may count more than 1 after the first step, or is in the table."""
        # A pair of no table counts half its share of the closeness at most: its part of t is the background's, and
        # that is once more in what it is divided by. No bead is more probable than 1.
        of_en, of_zh = (np.float32(0.5) / side.closeness for side in (self.en, self.zh))
        most = [b.closeness * np.maximum(of_en.take(b.en), of_zh[b.tokens].repeat(b.count)) for b in self.blocks]
        pair, en, close = (
            np.concatenate([getattr(b, n) for b in self.blocks]) for n in ("word_pair", "en", "closeness")
        )
        table = bitext.table
        bits = last_bits(PLACES_OF_KNOWN * len(table.en))
        known = np.zeros(bits + 1, dtype=bool)
        known[(table.zh * len(bitext.en.vocabulary) + table.en) & bits] = True
        chosen = known.take(pair & bits)
        chosen[may_reach(pair, np.concatenate(most), 1.0)] = True
        some = chosen.nonzero()[0]
        zh = np.arange(len(self.zh)).repeat(np.concatenate([b.count for b in self.blocks]))
        return Followed(pair.take(some), zh.take(some), en.take(some), close.take(some))

    def summed_over_en(self, values: FloatArray) -> FloatArray:
        """By Chinese token the sum of the ``values`` of the English ones of its bead, each by its closeness."""
        of_en = values.astype(np.float32)
        return np.concatenate([row_sums(of_en.take(b.en) * b.closeness, b.count) for b in self.blocks])

    def summed_over_zh(self, values: FloatArray) -> FloatArray:
        """The same by English token."""
        of_zh, total = values.astype(np.float32), np.zeros(len(self.en))
        for b in self.blocks:
            if len(b.en):
                first, last = int(b.en[0]), int(b.en[-1]) + 1
                each = of_zh[b.tokens].repeat(b.count) * b.closeness
                total[first:last] += np.bincount(b.en - first, weights=each, minlength=last - first)
        return total
