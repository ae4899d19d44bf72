"""Links: every pair of a Chinese and an English token that the table joins and the band allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide
from duiqi.arrays.postings import postings
from duiqi.arrays.radix import ascending
from duiqi.arrays.ragged import Ranges
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.translation_table import TranslationTable


@dataclass(frozen=True, slots=True)
class Links:
    """``L`` token pairs, sorted by Chinese sentence, then English token, then Chinese token.

    ``zh`` and ``en`` are token positions in the text; ``pair`` is the word pair's place in the table.
    """

    zh: IntArray
    en: IntArray
    pair: IntArray


def find_links(bitext: Bitext, low: IntArray, high: IntArray) -> Links:
    """The links of each Chinese sentence ``r`` with the English sentences in ``[low[r], high[r])``."""
    links = links_by_pair(bitext, low, high)
    row = bitext.zh.sentence_of_token[links.zh]
    # All keys differ: the place of the Chinese token in its sentence tells links of one English token apart.
    place = links.zh - bitext.zh.offsets[row]
    longest = int(np.diff(bitext.zh.offsets).max(initial=0)) + 1
    order = ascending((row * (len(bitext.en.tokens) + 1) + links.en) * longest + place)
    return Links(links.zh[order], links.en[order], links.pair[order])


def links_by_pair(bitext: Bitext, low: IntArray, high: IntArray) -> Links:
    """The links that ``find_links`` finds, not in its order but those of a word pair together."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    pair, token = _tokens_of_pairs(zh, table)
    stem, row = table.en[pair], zh.sentence_of_token[token]

    # English tokens sorted by (word, position): those of a word in a range of sentences are one range.
    width = len(en.tokens) + 1
    order = ascending(en.tokens)
    keys = en.tokens[order] * width + order
    first = np.searchsorted(keys, stem * width + en.offsets[low][row])
    last = np.searchsorted(keys, stem * width + en.offsets[high][row])
    owner, place = Ranges(first, last - first).numbers()
    return Links(token[owner], order[place], pair[owner])


def _tokens_of_pairs(zh: TokenizedSide, table: TranslationTable) -> tuple[IntArray, IntArray]:
    """Every Chinese token with every word pair of the table that it is the Chinese word of: the pairs, the tokens."""
    holders = postings(np.arange(len(zh.tokens)), zh.tokens, len(zh.vocabulary))
    # Pairs by English word: then the searches come nearly in order, which makes them several times as fast.
    by_stem = ascending(table.en)
    owner, place = holders.rows.gather(table.zh[by_stem])
    return by_stem[owner], holders.units[place]


def translation_tables(
    table: TranslationTable, zh_counts: FloatArray, en_counts: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """t(e|z) and u(z|e) for each stored pair: strength^1.5 · √frequency, normalised with 0.5 for words unknown.

    docs/scoring.md, words and their strengths, says where the form and both constants come from.
    """
    zh, en = table.zh, table.en
    power = table.strength * np.sqrt(table.strength)
    forward, backward = power * np.sqrt(en_counts)[en], power * np.sqrt(zh_counts)[zh]
    per_zh = np.bincount(zh, weights=forward, minlength=len(zh_counts))
    per_en = np.bincount(en, weights=backward, minlength=len(en_counts))
    return forward / (per_zh[zh] + 0.5), backward / (per_en[en] + 0.5)
