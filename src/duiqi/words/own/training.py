"""Word pairs learned from sentence pairs, in memory that does not grow with their number.

The position-weighted IBM model of the aligner's self-training, both ways, starting from the built-in lexicon. Token ids
and links wait in temporary files; a sketch of co-occurrence decides which word pairs are looked at. docs/adapting.md
has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import edges_of, expand, sums
from duiqi.arrays.types import BoolArray, FloatArray, IntArray
from duiqi.words.lexicon import MIN_STRENGTH, document_table, load_lexicon

# Weight exp(-K·|difference of relative positions|) of a link, pairs of tokens of a sentence pair that still says
# something: as in the aligner. Rounds of EM: with 3 and 6, 8,000 pairs of Tatoeba teach 56 and 65 word pairs instead of
# 57, and the common ones differ in strength by .002 and .001 on the mean.
CLOSENESS, MAX_PAIRS, ROUNDS = 7.0, 4000, 4
# Discount (stands for leaving the sentence pair itself out), pseudo-count of the lexicon, share of a word's
# translations that no table knows: those of self-training (aligner/scoring/self_training.py).
DISCOUNT, PRIOR, UNKNOWN = 1.0, 3.0, 0.1
# Strength = min(1, SCALE·√(t·u)·(count-1)/(count+1)), as in self-training. On halves of wmt22 1, 1.5, 2 and 3 lower the
# log loss of the other half alike; learned from everyday and medical sentences, 2 makes academic ones worse and 1.5
# does not (docs/adapting.md).
SCALE, MIN_COUNT = 1.5, 2.0
# Word pairs are looked at from so many sentence pairs on, and from this share of the sentences of both words (the
# geometric mean). Looking at all pairs, 8,000 pairs of Tatoeba teach the same 57 word pairs, from twice the links.
MIN_TOGETHER, MIN_SHARE = 2, 0.05
# Counters of the sketch, 64 MB. Pairs that share a counter count together, so a pair too many may be looked at.
SKETCH_BITS = 24
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64/golden ratio, for multiplicative hashing (Knuth, TAOCP 6.4)

Tokens = tuple[list[list[str]], list[list[str]]]
Rows = list[tuple[str, str, float]]


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """A vocabulary as it grows, with how many tokens and sentences each word has."""

    ids: dict[str, int]
    tokens: list[int]
    sentences: list[int]

    def add(self, lines: Sequence[Sequence[str]]) -> tuple[IntArray, IntArray]:
        """(tokens, edges) of the lines as ids."""
        flat = []
        for line in lines:
            row = [self.ids.setdefault(word, len(self.ids)) for word in line]
            new = [0] * (len(self.ids) - len(self.tokens))
            self.tokens.extend(new)
            self.sentences.extend(new)
            for word in row:
                self.tokens[word] += 1
            for word in set(row):
                self.sentences[word] += 1
            flat.append(row)
        edges = edges_of(np.array([len(row) for row in flat], dtype=np.int64))
        return np.fromiter(chain.from_iterable(flat), np.int64, count=int(edges[-1])), edges


def learn_words(chunks: Iterable[Tokens], spool: IO[bytes], links: IO[bytes]) -> Rows:
    """(Chinese word, English stem, strength) of the pairs that are stronger than the lexicon has them.

    ``chunks`` are the tokens of both sides of some sentence pairs each; ``spool`` and ``links`` are empty files to
    write to and read from. The rows depend on the chunks alone.
    """
    zh, en = _Side({}, [], []), _Side({}, [], [])
    number = 0
    for zh_lines, en_lines in chunks:
        fitting = [(a, b) for a, b in zip(zh_lines, en_lines, strict=True) if 0 < len(a) * len(b) <= MAX_PAIRS]
        for side, lines in ((zh, [a for a, _ in fitting]), (en, [b for _, b in fitting])):
            for array in side.add(lines):
                np.save(spool, array)
        number += 1
    if not zh.ids:
        return []
    words, stems = tuple(zh.ids), tuple(en.ids)
    keys, known = _candidates(spool, number, (zh, en))
    model = _Model.of(keys, known, np.array(zh.tokens, float), np.array(en.tokens, float))
    spool.seek(0)
    for _ in range(number):
        for column in _links(_Chunk.read(spool), keys, len(stems)):
            np.save(links, column)
    for _ in range(ROUNDS):
        model.step(links, number)
    strength = model.strength()
    keep = np.flatnonzero((model.count >= MIN_COUNT) & (strength >= MIN_STRENGTH) & (strength > known))
    rows = [(words[keys[k] // len(stems)], stems[keys[k] % len(stems)], float(strength[k])) for k in keep]
    # Latin words and values are equal tokens, or pair by chance.
    return sorted(row for row in rows if not row[0].isascii() and row[1][0] not in "#@")


@dataclass(frozen=True, eq=False, slots=True)
class _Chunk:
    """The tokens of both sides of some sentence pairs."""

    zh: IntArray
    zh_edges: IntArray
    en: IntArray
    en_edges: IntArray

    @classmethod
    def read(cls, spool: IO[bytes]) -> _Chunk:
        return cls(*(np.load(spool) for _ in range(4)))

    def pairs(self) -> tuple[IntArray, IntArray, IntArray]:
        """Every token pair of every sentence pair: sentence pair, Chinese and English token."""
        n, m = np.diff(self.zh_edges), np.diff(self.en_edges)
        owner, place = expand(n * m)
        zh, en = np.divmod(place, m[owner])
        return owner, self.zh_edges[owner] + zh, self.en_edges[owner] + en


def _candidates(spool: IO[bytes], number: int, sides: tuple[_Side, _Side]) -> tuple[IntArray, FloatArray]:
    """The word pairs that are looked at, as sorted keys, and their strengths by the lexicon."""
    zh, en = sides
    width = len(en.ids)
    table = document_table(load_lexicon(), tuple(zh.ids), tuple(en.ids))
    in_lexicon = table.zh * width + table.en
    sketch = np.zeros(1 << SKETCH_BITS, dtype=np.uint32)
    for found, count in _together(spool, number, width):
        np.add.at(sketch, _hashed(found), count.astype(np.uint32))
    zh_in, en_in = (np.array(side.sentences, dtype=np.float64) for side in sides)
    chosen = np.zeros(0, dtype=np.int64)
    for found, _ in _together(spool, number, width):
        together = sketch[_hashed(found)].astype(np.float64)
        often = together >= np.maximum(MIN_TOGETHER, MIN_SHARE * np.sqrt(zh_in[found // width] * en_in[found % width]))
        chosen = np.union1d(chosen, found[often | _is_in(found, in_lexicon)])
    known = np.zeros(len(chosen))
    here = _is_in(in_lexicon, chosen)
    known[np.searchsorted(chosen, in_lexicon[here])] = table.strength[here]
    return chosen, known


def _together(spool: IO[bytes], number: int, width: int) -> Iterator[tuple[IntArray, IntArray]]:
    """For each chunk the keys of its word pairs, and in how many of its sentence pairs each is."""
    spool.seek(0)
    for _ in range(number):
        chunk = _Chunk.read(spool)
        owner, zh, en = chunk.pairs()
        keys, place = distinct(chunk.zh[zh] * width + chunk.en[en])
        once, _ = distinct(place * (1 + int(owner.max(initial=0))) + owner)
        yield keys, np.bincount(once // (1 + int(owner.max(initial=0))), minlength=len(keys))


def _hashed(keys: IntArray) -> IntArray:
    return np.asarray((keys.astype(np.uint64) * _MIX) >> np.uint64(64 - SKETCH_BITS), dtype=np.int64)


def _is_in(keys: IntArray, among: IntArray) -> BoolArray:
    """Which of ``keys`` are among the sorted keys."""
    if not len(among):
        return np.zeros(len(keys), dtype=bool)
    at = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return np.asarray(among[at] == keys)


def _links(chunk: _Chunk, keys: IntArray, width: int) -> Iterator[NDArray[Any]]:
    """The links of word pairs that are looked at: the pair's place among the keys, both tokens, and the closeness, as
    shares of each English and of each Chinese token."""
    owner, zh, en = chunk.pairs()
    at = [
        (token - edges[owner] + 0.5) / np.diff(edges)[owner]
        for token, edges in ((zh, chunk.zh_edges), (en, chunk.en_edges))
    ]
    close = np.exp(-CLOSENESS * np.abs(at[0] - at[1]))
    over_en, over_zh = sums(en, close, len(chunk.en)), sums(zh, close, len(chunk.zh))
    found = chunk.zh[zh] * width + chunk.en[en]
    looked_at = np.flatnonzero(_is_in(found, keys))
    zh, en, close = zh[looked_at], en[looked_at], close[looked_at]
    yield np.searchsorted(keys, found[looked_at]).astype(np.int32)
    yield zh.astype(np.int32)
    yield en.astype(np.int32)
    yield (close / over_en[en]).astype(np.float32)
    yield (close / over_zh[zh]).astype(np.float32)


@dataclass(eq=False, slots=True)
class _Direction:
    """t(target|source) of each word pair: what it starts from, its background and the expected counts."""

    source: IntArray
    prior: FloatArray
    background: FloatArray
    t: FloatArray
    count: FloatArray

    @classmethod
    def of(cls, source: IntArray, weight: FloatArray, background: FloatArray) -> _Direction:
        prior = weight / (np.bincount(source, weight)[source] + 0.5)  # docs/scoring.md, words and their strengths
        return cls(source, prior, background, (1.0 - UNKNOWN) * prior + UNKNOWN * background, np.zeros(len(prior)))

    def posterior(self, pair: IntArray, token: IntArray, close: FloatArray) -> FloatArray:
        """How probable each link is, given what else its target token may be linked with."""
        joint = self.t[pair] * close
        total = np.bincount(token, joint) if len(token) else np.zeros(0)
        return joint / (total[token] + UNKNOWN * self.background[pair])

    def finish(self) -> None:
        """New probabilities from the counts of a round."""
        per_source = np.bincount(self.source, self.count)
        counts = np.maximum(self.count - DISCOUNT, 0.0) + PRIOR * self.prior
        self.t = counts / (per_source[self.source] + PRIOR)


@dataclass(eq=False, slots=True)
class _Model:
    """Both directions over the same word pairs."""

    forward: _Direction
    backward: _Direction

    @classmethod
    def of(cls, keys: IntArray, known: FloatArray, zh_counts: FloatArray, en_counts: FloatArray) -> _Model:
        zh, en = np.divmod(keys, len(en_counts))
        return cls(
            _Direction.of(zh, known**1.5 * np.sqrt(en_counts[en]), (en_counts / en_counts.sum())[en]),
            _Direction.of(en, known**1.5 * np.sqrt(zh_counts[zh]), (zh_counts / zh_counts.sum())[zh]),
        )

    @property
    def count(self) -> FloatArray:
        """How often each pair was linked, as both directions have it."""
        return np.asarray(np.sqrt(self.forward.count * self.backward.count))

    def step(self, links: IO[bytes], number: int) -> None:
        """A round of EM, chunk by chunk, so that sums do not depend on anything but these."""
        links.seek(0)
        size = len(self.forward.t)
        counts = np.zeros(size), np.zeros(size)
        for _ in range(number):
            pair, zh, en, of_en, of_zh = (np.load(links) for _ in range(5))
            np.add.at(counts[0], pair, self.forward.posterior(pair, en, of_en))
            np.add.at(counts[1], pair, self.backward.posterior(pair, zh, of_zh))
        self.forward.count, self.backward.count = counts
        self.forward.finish()
        self.backward.finish()

    def strength(self) -> FloatArray:
        """Of each pair, in [0, 1]."""
        count = self.count
        learned = SCALE * np.sqrt(self.forward.t * self.backward.t) * np.maximum(count - 1.0, 0.0) / (count + 1.0)
        return np.asarray(np.minimum(learned, 1.0))
