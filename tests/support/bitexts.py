"""Random bitexts of made-up words ("v0", "w3"), whose table is random too, and what lies in them."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from duiqi.aligner.bitext.edges import boundaries
from duiqi.aligner.bitext.sides import Bitext, TokenizedSide
from duiqi.aligner.candidates.first_pass import first_pass
from duiqi.aligner.candidates.lattice import Lattice, make_lattice
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.narrowing.band import make_band
from duiqi.aligner.scoring.weights import load_weights
from duiqi.arrays.types import FloatArray
from duiqi.words.translation_table import TranslationTable

Span = tuple[int, int, int, int]
WEIGHTS = load_weights().first_pass


def random_bitext(rng: random.Random, n: int, m: int, words: int = 6, density: float = 0.4) -> Bitext:
    """A text of ``n`` and ``m`` sentences of 0–5 words, with a random table."""
    zh = [[rng.randrange(words) for _ in range(rng.randrange(6))] for _ in range(n)]
    en = [[rng.randrange(words) for _ in range(rng.randrange(6))] for _ in range(m)]
    pairs = [(z, e) for z in range(words) for e in range(words) if rng.random() < density]
    return bitext_of(zh, en, words, {pair: rng.uniform(0.1, 1.0) for pair in pairs})


def bitext_of(
    zh: Sequence[Sequence[int]], en: Sequence[Sequence[int]], words: int, strengths: dict[tuple[int, int], float]
) -> Bitext:
    """The text of these words, with the strengths of word pairs."""
    left, right = (np.array([pair[k] for pair in sorted(strengths)], dtype=np.int64) for k in (0, 1))
    strength = np.array([strengths[pair] for pair in sorted(strengths)], dtype=np.float64)
    table = TranslationTable.of_pairs(left, right, strength, words)
    return Bitext(side_of(zh, words, "v"), side_of(en, words, "w"), table, 1.2)


def side_of(sentences: Sequence[Sequence[int]], words: int, letter: str) -> TokenizedSide:
    """One side, its words named by a letter."""
    tokens = np.array([word for sentence in sentences for word in sentence], dtype=np.int64)
    offsets = np.concatenate([[0], np.cumsum([len(sentence) for sentence in sentences])]).astype(np.int64)
    frequency = np.array([sum(word in sentence for sentence in sentences) for word in range(words)])
    counts = np.maximum(np.bincount(tokens, minlength=words), 1).astype(np.float64)
    return TokenizedSide(
        vocabulary=tuple(f"{letter}{word}" for word in range(words)),
        tokens=tokens,
        offsets=offsets,
        lengths=np.array([3.0 * len(sentence) for sentence in sentences]),
        clauses=np.array([1.0 + len(sentence) // 2 for sentence in sentences]),
        counts=counts,
        share=counts / counts.sum(),
        idf=np.log((len(sentences) + 1.0) / np.maximum(frequency, 1)),
        numbers=np.zeros(words, dtype=bool),
        boundaries=boundaries(["x"] * len(sentences), "en", None),
    )


def words_of(side: TokenizedSide, first: int, count: int = 1) -> list[int]:
    """The words of so many sentences."""
    return side.tokens[side.offsets[first] : side.offsets[first + count]].tolist()


def strengths_of(table: TranslationTable) -> dict[tuple[int, int], float]:
    """By word pair its strength."""
    return dict(zip(pairs_of(table), table.strength.tolist(), strict=True))


def pairs_of(table: TranslationTable) -> list[tuple[int, int]]:
    """The word pairs in the order of the table."""
    return list(zip(table.zh.tolist(), table.en.tolist(), strict=True))


def spans_of(*spans: Span) -> Spans:
    """Spans from their tuples."""
    return Spans(*np.array(spans, dtype=np.int64).reshape(-1, 4).T)


def whole_lattice(bitext: Bitext, margin: float = 8.0) -> Lattice:
    """The lattice of a text searched without anchors."""
    return make_lattice(first_pass(bitext, make_band(bitext.zh.size, bitext.en.size, []), WEIGHTS, margin))


@st.composite
def lattices(draw: st.DrawFn, most: int = 5) -> tuple[Lattice, FloatArray]:
    """A lattice with whole paths only, as the first pass leaves it, and scores."""
    n, m = draw(st.integers(1, most)), draw(st.integers(1, most))
    seed = draw(st.integers(0, 10**6))
    rng = random.Random(seed)
    lattice = whole_lattice(random_bitext(rng, n, m), draw(st.sampled_from([0.5, 4.0, 9.0])))
    scores = draw(st.sampled_from([1.0, 30.0, 0.0]))
    return lattice, np.array([scores * rng.uniform(-1, 1) for _ in range(len(lattice))])
