"""The two sides of a text as arrays: what every stage of the aligner reads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from operator import itemgetter

import numpy as np

from duiqi.aligner.bitext.characters import Characters
from duiqi.aligner.bitext.clause_marks import clause_counts
from duiqi.aligner.bitext.edges import Boundaries, Places, boundaries
from duiqi.aligner.bitext.own_numbers import without_own_numbers
from duiqi.arrays.radix import distinct, names
from duiqi.arrays.ragged import counted, edges_of
from duiqi.arrays.types import BoolArray, FloatArray, IntArray
from duiqi.own_words import OwnWords
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import document_table, load_lexicon
from duiqi.words.own.table import table_with_own
from duiqi.words.own.terms import Tokens, read_terms, tokens_with_terms
from duiqi.words.translation_table import TranslationTable
from duiqi.words.values import is_large_number

# Non-space characters of English to one of Chinese: 3.0–3.9 in the development sets. A short text's own ratio is drawn
# towards 3.4 as if by 200 more characters of Chinese (swept 0–1000 on pieces of macdev), and a text with one side cut
# short must not drag its ratio along.
USUAL_RATIO, PRIOR_LENGTH = 3.4, 200.0
RATIO_RANGE = (2.2, 5.0)
# How far lengths stray as long as a text's own pairs are not known (candidates.length_variance): between the mean δ² of
# the gold pairs of macdev, .47, and of aca, .36.
USUAL_VARIANCE = 0.45
# The longest sentence of the development sets has 84 words. Much longer "sentences" are mostly text without
# punctuation, or junk, and the pairs of equal words in one would grow with the square of its length: so many words
# count, and of each no more than so many occurrences.
LONG, MAX_WORDS, MAX_OCCURRENCES = 300, 3000, 8
# A few sentences do not tell which words are rare: each side counts as if it stood in a text of so many sentences and
# words more, in which a word of it is in one sentence of 200 (docs/scoring.md, features of the words).
MORE_SENTENCES, IN_THESE, MORE_WORDS = 100.0, 0.5, 500.0


@dataclass(frozen=True, slots=True)
class TokenizedSide:
    """One language of a text of ``n`` sentences and ``T`` tokens.

    ``tokens`` (T,) are ids into ``vocabulary``; the tokens of sentence ``i`` are
    ``tokens[offsets[i]:offsets[i + 1]]``. ``lengths`` (n,) are characters without spaces, ``clauses``
    (n,) numbers of clauses. ``counts``,
    ``share``, ``idf`` and ``numbers`` are by vocabulary id. ``share`` is how probable a word is in such a text, ``idf``
    log((n + 1 + 100) / (document frequency + .5)), in nats, ``numbers`` whether it is a number of two digits or more.
    """

    vocabulary: tuple[str, ...]
    tokens: IntArray
    offsets: IntArray
    lengths: FloatArray
    clauses: FloatArray
    counts: FloatArray
    share: FloatArray
    idf: FloatArray
    numbers: BoolArray
    boundaries: Boundaries

    @property
    def size(self) -> int:
        """How many sentences."""
        return len(self.offsets) - 1

    @property
    def sentence_of_token(self) -> IntArray:
        """(T,) the sentence each token stands in."""
        return counted(self.size).repeat(self.offsets[1:] - self.offsets[:-1])

    def between(self, start: int, end: int) -> tuple[TokenizedSide, IntArray]:
        """The sentences ``start … end``, with the words that stand in them, and which of this side's these are.

        What a word counts, and how rare it is, stays as in the whole.
        """
        first, last = self.offsets[start], self.offsets[end]
        words, tokens = distinct(self.tokens[first:last])
        by_word = {name: getattr(self, name).take(words) for name in ("counts", "share", "idf", "numbers")}
        part = replace(
            self,
            vocabulary=tuple(map(self.vocabulary.__getitem__, words.tolist())),
            tokens=tokens,
            offsets=self.offsets[start : end + 1] - first,
            lengths=self.lengths[start:end],
            clauses=self.clauses[start:end],
            boundaries=self.boundaries.between(start, end),
            **by_word,
        )
        return part, words


@dataclass(frozen=True, slots=True)
class Bitext:
    """Both sides, the strengths of their word pairs, and the text's own ratio of English to Chinese characters.

    ``length_variance`` is the mean square of Gale and Church's normal deviate of its pairs.
    """

    zh: TokenizedSide
    en: TokenizedSide
    table: TranslationTable
    ratio: float
    length_variance: float = USUAL_VARIANCE


def make_bitext(
    zh: Sequence[str],
    en: Sequence[str],
    zh_places: Places | None = None,
    en_places: Places | None = None,
    own: OwnWords | None = None,
) -> Bitext:
    """Tokenise both sides and look up their word pairs; ``places`` say where the sentences stand, if that is known.

    Words of the user's ``own`` count beside the lexicon's. Raises InputError where their files are damaged.
    """
    zh, en = without_own_numbers(zh, en)
    tokens = tokens_with_terms(zh, en, read_terms(own)) if own else Tokens(chinese_words(zh), english_stems(en))
    zh_side = _tokenized(zh, tokens.zh, boundaries(zh, "zh", zh_places))
    en_side = _tokenized(en, tokens.en, boundaries(en, "en", en_places))
    vocabularies = zh_side.vocabulary, en_side.vocabulary
    table = (
        table_with_own(load_lexicon(), *vocabularies, own, tokens)
        if own
        else document_table(load_lexicon(), *vocabularies)
    )
    ratio = (en_side.lengths.sum() + USUAL_RATIO * PRIOR_LENGTH) / (zh_side.lengths.sum() + PRIOR_LENGTH)
    return Bitext(zh_side, en_side, table, min(max(float(ratio), RATIO_RANGE[0]), RATIO_RANGE[1]))


def _bounded(words: Sequence[str]) -> Sequence[str]:
    seen: Counter[str] = Counter()
    kept = []
    for word in words:
        seen[word] += 1
        if seen[word] <= MAX_OCCURRENCES:
            kept.append(word)
    return kept[:MAX_WORDS]


def _tokenized(sentences: Sequence[str], words: Sequence[Sequence[str]], edges: Boundaries) -> TokenizedSide:
    if max(map(len, words), default=0) > LONG:
        words = [_bounded(sentence) if len(sentence) > LONG else sentence for sentence in words]
    offsets = edges_of(np.fromiter(map(len, words), np.int64, count=len(words)))
    ids: dict[str, int] = defaultdict(count().__next__)
    tokens = np.fromiter(map(ids.__getitem__, chain.from_iterable(words)), np.int64, count=int(offsets[-1]))
    vocabulary = tuple(ids)
    sentence_of = counted(len(words)).repeat(offsets[1:] - offsets[:-1])
    # By word each sentence that has it, once.
    held = names(tokens * max(len(words), 1) + sentence_of) // max(len(words), 1)
    frequency = np.bincount(held, minlength=len(vocabulary))
    counts = np.bincount(tokens, minlength=len(vocabulary)).astype(np.float64)
    numbers = np.zeros(len(vocabulary), dtype=bool)
    heads = "".join(map(itemgetter(0), vocabulary))
    values = [found.start() for found in re.finditer("#", heads)]
    numbers[[k for k in values if is_large_number(vocabulary[k])]] = True
    characters = Characters.of_sentences(sentences)
    return TokenizedSide(
        vocabulary=vocabulary,
        tokens=tokens,
        offsets=offsets,
        lengths=characters.lengths(),
        clauses=clause_counts(sentences, characters),
        counts=counts,
        share=counts / (counts.sum() + MORE_WORDS),
        idf=np.log((len(words) + 1.0 + MORE_SENTENCES) / (frequency + IN_THESE)),
        numbers=numbers,
        boundaries=edges,
    )
