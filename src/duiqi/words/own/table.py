"""The table of a text's words with those of the user: terms at full strength, learned pairs at theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from duiqi.arrays.radix import distinct
from duiqi.arrays.ragged import edges_of, gather
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.own_words import OwnWords
from duiqi.words.lexicon import Lexicon, document_table
from duiqi.words.own.learned import learned_pairs, read_learned
from duiqi.words.own.terms import Tokens
from duiqi.words.translation_table import TranslationTable

Columns = tuple[IntArray, IntArray, FloatArray]


def table_with_own(
    lexicon: Lexicon, zh_vocab: Sequence[str], en_vocab: Sequence[str], own: OwnWords, tokens: Tokens
) -> TranslationTable:
    """The strengths of ``document_table``; 1 for terms, and what learned pairs say where that is more.

    A unit that stands beside another translation than its own is what its words are: as strong as the strongest of
    them.
    """
    parts = tokens.parts
    zh_all, en_all = (
        [*vocab, *sorted(set(chain.from_iterable(parts[w] for w in vocab if w in parts)) - set(vocab))]
        for vocab in (zh_vocab, en_vocab)
    )
    table = document_table(lexicon, zh_all, en_all)
    found = [(table.zh, table.en, table.strength)]
    found += [learned_pairs(read_learned(Path(path), digest), zh_all, en_all) for path, digest in own.tables]
    base = _greatest(found, len(en_all))
    zh_of, en_of = (_units(vocab, parts) for vocab in (zh_all, en_all))
    base = _greatest([base, _carried(base, zh_of, 0)], len(en_all))
    base = _greatest([base, _carried(base, en_of, 1)], len(en_all))
    zh, en, strength = _greatest([base, _terms(zh_all, en_all, tokens)], len(en_all))
    keep = (zh < len(zh_vocab)) & (en < len(en_vocab))
    return TranslationTable.of_pairs(zh[keep], en[keep], strength[keep], len(zh_vocab))


def _units(vocab: Sequence[str], parts: Mapping[str, Sequence[str]]) -> tuple[IntArray, IntArray]:
    """(part, unit) as places in the vocabulary, each once, sorted by part."""
    place = {word: k for k, word in enumerate(vocab)}
    rows = sorted({(place[part], k) for k, word in enumerate(vocab) for part in parts.get(word, ()) if part in place})
    table = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _carried(base: Columns, of: tuple[IntArray, IntArray], side: int) -> Columns:
    """The pairs of parts as pairs of their units."""
    part, unit = of
    edges = edges_of(np.bincount(part, minlength=1 + int(base[side].max(initial=-1))))
    source, at = gather(edges, base[0] if side == 0 else base[1])
    sides = [base[0][source], base[1][source]]
    sides[side] = unit[at]
    return sides[0], sides[1], base[2][source]


def _greatest(some: Sequence[Columns], width: int) -> Columns:
    zh, en, strength = (np.concatenate(column) for column in zip(*some, strict=True))
    keys, place = distinct(zh * width + en)
    greatest = np.zeros(len(keys))
    np.maximum.at(greatest, place, strength)
    rows, columns = np.divmod(keys, max(width, 1))
    return rows, columns, greatest


def _terms(zh_vocab: Sequence[str], en_vocab: Sequence[str], tokens: Tokens) -> Columns:
    zh_place, en_place = ({word: k for k, word in enumerate(vocab)} for vocab in (zh_vocab, en_vocab))

    def rows() -> Iterator[tuple[int, int]]:
        for zh, en in tokens.pairs:
            if zh in zh_place and en in en_place:
                yield zh_place[zh], en_place[en]

    table = np.array(list(rows()), dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1], np.ones(len(table))
