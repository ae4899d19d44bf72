"""The packed Chinese–English lexicon and the table of word strengths it gives for one document.

``data/lexicon/build_lexicon.py`` writes the file; docs/lexicon.md tells what the strengths mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from duiqi.arrays.radix import distinct, grouped, may_reach
from duiqi.arrays.ragged import Ranges, counted, edges_of, edges_of_runs, ranges_of, sums
from duiqi.errors import DataError
from duiqi.words.array_file import find, map_arrays
from duiqi.words.english_numerals import ENGLISH_NUMERALS
from duiqi.words.stems import stem_word
from duiqi.words.translation_table import TranslationTable

LEXICON_FILE = Path(__file__).parents[1] / "data" / "lexicon.bin"
# Strengths are stored in bytes: 255 stands for 1.
QUANTUM = 1 / 255
# Weaker strengths are left out of a document's table unless it is asked for them: see "How weak" in docs/lexicon.md.
MIN_STRENGTH = 0.03
# The factor of the character model: min(1, 4·Σ p(e|c)/|z|). Of 2, 3, 4, 6 swept on macdev, aca and wmt22 (rank.py
# beside the build script) 4 and 6 rank best, equal within .001.
CHAR_SCALE = 4.0

# Of a stem related to a word's translations: factor, least strength of these, and its own least and greatest, under the
# .1 from which the first pass takes pairs. Swept with rank.py beside the build script: factors .1–.4, .1–.25 for the
# translations, least .03–.06; all within .003 of the best. docs/lexicon.md has the formula.
RELATED_QUANTUM = 1 / 127
RELATED_SCALE, RELATED_FROM, RELATED_LEAST, RELATED_MOST = 0.2, 0.15, 0.045, 0.099

# Chinese words looked up at a time, those of a text of some thousand sentences, to bound memory.
_AT_A_TIME = 2000

Ints = NDArray[np.int64]
_NONE = np.zeros(0, np.int64), np.zeros(0, np.float32)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The packed table. Word ``i`` has stems ``word_stems[word_indptr[i]:word_indptr[i + 1]]`` (indices into
    ``stems``) with strengths in 1/255; ``char_*`` hold p(stem | character) likewise, as square roots in 1/255.
    ``related_*`` hold how closely stems are related in meaning, symmetric, in 1/127.
    ``words``, ``stems`` (in UTF-8) and ``chars`` are sorted. ``digest`` is the SHA-256 of all arrays.
    """

    words: NDArray[np.str_]
    stems: NDArray[np.bytes_]
    word_indptr: NDArray[np.int32]
    word_stems: NDArray[np.uint16]
    word_strengths: NDArray[np.uint8]
    chars: NDArray[np.str_]
    char_indptr: NDArray[np.int32]
    char_stems: NDArray[np.uint16]
    char_probs: NDArray[np.uint8]
    related_indptr: NDArray[np.int32]
    related_stems: NDArray[np.uint16]
    related_weights: NDArray[np.uint8]
    digest: str


ARRAYS = tuple(field.name for field in fields(Lexicon) if field.name != "digest")


def load_lexicon() -> Lexicon:
    """The lexicon of the package, mapped into memory once a process. Raises DataError when it is damaged."""
    return read_lexicon(LEXICON_FILE)


@lru_cache(maxsize=4)
def read_lexicon(path: Path) -> Lexicon:
    """Map the packed file ``path``. Raises DataError when it is missing, damaged or of another version."""
    arrays, digest = map_arrays(path)
    if tuple(arrays) != ARRAYS:
        raise DataError(f"{path} is not a lexicon of this version; reinstall duiqi")
    return Lexicon(**arrays, digest=digest)


def known_words(words: Sequence[str]) -> frozenset[str]:
    """Those of ``words``, English in lower case, that are numerals or whose stems the lexicon has."""
    found = _places(load_lexicon(), "stems", list(map(stem_word, words))).tolist()
    return frozenset(word for word, place in zip(words, found, strict=True) if place >= 0 or word in ENGLISH_NUMERALS)


# Places kept of each table: the English words of a corpus and as many Chinese ones come to less.
_MOST_KEPT = 1 << 17


@lru_cache(maxsize=12)
def _kept_places(_lexicon: Lexicon, _name: str) -> dict[str, int]:
    return {}


def _places(lexicon: Lexicon, name: Literal["words", "stems"], wanted: Sequence[str]) -> Ints:
    """What ``find`` gives for a table of the lexicon; kept, as the documents of a corpus share most of their words."""
    kept = _kept_places(lexicon, name)
    places = np.fromiter(map(kept.get, wanted, repeat(-2)), np.int64, count=len(wanted))  # -2: not kept
    unknown = (places == -2).nonzero()[0]
    if new := [wanted[k] for k in unknown.tolist()]:
        places[unknown] = found = find(getattr(lexicon, name), new)
        if len(kept) + len(new) > _MOST_KEPT:
            kept.clear()
        kept.update(zip(new, found.tolist(), strict=True))
    return places


def document_table(
    lexicon: Lexicon, zh_vocab: Sequence[str], en_vocab: Sequence[str], minimum: float = MIN_STRENGTH
) -> TranslationTable:
    """Strengths B(z, e) in (0, 1] of the words of one document, those of at least ``minimum`` only.

    English words ascend in each row. B is the greatest of the lexicon's strength, the character model, that of related
    stems, and 1 for equal tokens (numbers, months, Latin words).
    """
    en_of_stem = np.full(len(lexicon.stems) + 1, -1, dtype=np.int32)
    stem_ids = _places(lexicon, "stems", en_vocab)
    known = (stem_ids >= 0).nonzero()[0]
    en_of_stem[stem_ids[known]] = known
    position = dict(zip(en_vocab, range(len(en_vocab)), strict=True))
    width = max(len(en_vocab), 1)
    related = _Related.of_stems(lexicon, stem_ids)
    found: list[tuple[Ints, NDArray[np.float32]]] = []
    for first in range(0, len(zh_vocab), _AT_A_TIME):
        some = zh_vocab[first : first + _AT_A_TIME]
        translations = _Translations.of_words(lexicon, _places(lexicon, "words", some))
        parts = [
            _equal_tokens(some, position),
            _word_strengths(translations, en_of_stem),
            _character_strengths(lexicon, some, en_of_stem, width, minimum),
            _related_strengths(related, translations, width),
        ]
        rows, columns, values = (np.concatenate(column) for column in zip(*parts, strict=True))
        keep = (values >= minimum).nonzero()[0]
        keys, values = _greatest(rows.take(keep) * width + columns.take(keep), values.take(keep))
        # Rounded to four bytes, as they were when the weights were fitted on them.
        found.append((keys + first * width, values.astype(np.float32)))
    keys, strengths = (np.concatenate(column) for column in zip(_NONE, *found, strict=True))
    rows = keys // width
    columns = keys - rows * width  # np.divmod takes many times as long
    return TranslationTable.of_pairs(rows, columns, strengths.astype(np.float64), len(zh_vocab))


class _Pairs(NamedTuple):
    """Pairs of a Chinese and an English word, by their places in the vocabularies, in no order."""

    zh: Ints
    en: Ints
    strength: NDArray[np.float64]


def _equal_tokens(zh_vocab: Sequence[str], position: Mapping[str, int]) -> _Pairs:
    pairs = [(i, position[token]) for i, token in enumerate(zh_vocab) if token in position]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return _Pairs(table[:, 0], table[:, 1], np.ones(len(table)))


class _Translations(NamedTuple):
    """What the lexicon has of some words: Chinese word, number of the stem and strength in 1/255 of each pair."""

    zh: Ints
    stem: NDArray[np.uint16]
    strength: NDArray[np.uint8]

    @classmethod
    def of_words(cls, lexicon: Lexicon, at: Ints) -> _Translations:
        """Those of the words at these places (-1: not in it)."""
        known = (at >= 0).nonzero()[0]
        rows = ranges_of(lexicon.word_indptr, at[known])
        positions = rows.members()
        return cls(known.repeat(rows.count), lexicon.word_stems.take(positions), lexicon.word_strengths.take(positions))


def _word_strengths(found: _Translations, en_of_stem: NDArray[np.int32]) -> _Pairs:
    """What the lexicon says of words."""
    columns = en_of_stem[found.stem]
    here = (columns >= 0).nonzero()[0]
    strength = found.strength.take(here).astype(np.float64) * QUANTUM
    return _Pairs(found.zh.take(here), columns.take(here).astype(np.int64), strength)


def _character_strengths(
    lexicon: Lexicon, zh_vocab: Sequence[str], en_of_stem: NDArray[np.int32], width: int, minimum: float
) -> _Pairs:
    """min(1, 4·Σ_c p(e|c)/|z|) over the characters c of each word z, where it is ``minimum`` at least."""
    lengths = np.array(list(map(len, zh_vocab)), dtype=np.int64)
    text = "".join(zh_vocab)
    if not text:
        return _Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    codes, char = distinct(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64))
    at = _character_places(lexicon, codes)
    known = (at >= 0).nonzero()[0]
    rows = ranges_of(lexicon.char_indptr, at[known])
    positions = rows.members()
    english = en_of_stem.take(lexicon.char_stems.take(positions))
    here = (english >= 0).nonzero()[0]
    columns = english.take(here).astype(np.int64)
    p = np.square(lexicon.char_probs.take(positions.take(here)).astype(np.float64) * QUANTUM)
    # What is left of the row of each character.
    edges, count = here.searchsorted(edges_of(rows.count)), np.zeros(len(codes), dtype=np.int64)
    count[known] = edges[1:] - edges[:-1]
    counts = count.take(char)
    positions = Ranges((count.cumsum() - count).take(char), counts).members()
    keys = (np.arange(len(zh_vocab)) * width).repeat(lengths).repeat(counts) + columns.take(positions)
    values = p.take(positions) * (CHAR_SCALE / np.maximum(lengths, 1)).repeat(lengths).repeat(counts)
    keys, total = _summed(keys, values, minimum)
    zh = keys // width
    return _Pairs(zh, keys - zh * width, np.minimum(1.0, total))


def _character_places(lexicon: Lexicon, codes: Ints) -> Ints:
    """Where the characters of these codes stand among those of the lexicon; -1 where they do not."""
    table = lexicon.chars.view(np.uint32)
    if not len(table):
        return np.full(len(codes), -1)
    at = np.minimum(table.searchsorted(codes.astype(np.uint32)), len(table) - 1)
    return np.where(table[at] == codes, at, -1)


class _Related(NamedTuple):
    """What is related to the words of a document: English word, number of the related stem and weight in 1/127 of each
    pair."""

    en: Ints
    stem: NDArray[np.uint16]
    weight: NDArray[np.uint8]
    stems: int

    @classmethod
    def of_stems(cls, lexicon: Lexicon, stem_ids: Ints) -> _Related:
        """That of the words with these stems (-1: not in the lexicon)."""
        here = (stem_ids >= 0).nonzero()[0]
        rows = ranges_of(lexicon.related_indptr, stem_ids[here])
        positions = rows.members()
        stems, weights = lexicon.related_stems.take(positions), lexicon.related_weights.take(positions)
        return cls(here.repeat(rows.count), stems, weights, len(lexicon.stems))


def _related_strengths(related: _Related, found: _Translations, width: int) -> _Pairs:
    """Strengths of the stems of the document that are related to the translations of words."""
    strong = (found.strength * QUANTUM >= RELATED_FROM).nonzero()[0]
    # From the document's stems to the translations related to them, and from these to the words: the fewest pairs.
    strong = strong[found.stem[strong].argsort(kind="stable")]
    rows, stems = found.zh[strong] * width, found.stem[strong]
    strengths = found.strength[strong] * (RELATED_SCALE * QUANTUM)
    # Where the words of each translation begin, and how many there are: few stems are one, sums over all take longer.
    edges = edges_of_runs(stems)
    first, count = np.zeros((2, related.stems), dtype=np.int64)
    first[stems[edges[:-1]]], count[stems[edges[:-1]]] = edges[:-1], edges[1:] - edges[:-1]
    some = count.take(related.stem).nonzero()[0]
    counts = count.take(stem := related.stem.take(some))
    owner, of_word = Ranges(first.take(stem), counts).numbers()
    values = strengths.take(of_word) * (related.weight.take(some) * RELATED_QUANTUM).take(owner)
    keys, total = _summed(rows.take(of_word) + related.en.take(some).take(owner), values, RELATED_LEAST)
    rows = keys // width
    return _Pairs(rows, keys - rows * width, np.minimum(total, RELATED_MOST))


def _summed(keys: Ints, values: NDArray[np.float64], least: float) -> tuple[Ints, NDArray[np.float64]]:
    """Distinct keys in order, each with the sum of its values (all are above 0), where that is ``least`` or more."""
    some = may_reach(keys, values, least)
    names, order, edges = grouped(keys.take(some))
    place = counted(len(names)).repeat(edges[1:] - edges[:-1])
    total = sums(place, values.take(some.take(order)), len(names))
    enough = (total >= least).nonzero()[0]
    return names.take(enough), total.take(enough)


def _greatest(keys: Ints, values: NDArray[np.float64]) -> tuple[Ints, NDArray[np.float64]]:
    """Distinct keys in order, each with its greatest value (all are above 0)."""
    names, order, edges = grouped(keys)
    return names, np.maximum.reduceat(values.take(order), edges[:-1])
