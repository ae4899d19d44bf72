"""Links: every pair of a Chinese and an English token that the table joins and the band allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.arrays.postings import postings
from duiqi.arrays.radix import ascending, distinct
from duiqi.arrays.ragged import Ranges, ranges_of, sums
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.words.translation_table import TranslationTable

# Token pairs looked up at a time, those of some dozen sentences, so that the table of their words stays small: 50,000,
# 100,000, 200,000 and 500,000 take 42, 50, 58 and 66 ms for 4,000 sentences of macdev and the growing text.
PAIRS_AT_A_TIME = 50_000
# Sentences of a stretch, of which it is asked whether it has a word: a row reaches over some 15 to 25. Not swept.
STRETCH = 16


@dataclass(frozen=True, slots=True)
class Links:
    """``L`` token pairs, sorted by Chinese sentence, then English token, then Chinese token.

    ``zh`` and ``en`` are token positions in the text; ``pair`` is the word pair's place in the table.
    """

    zh: IntArray
    en: IntArray
    pair: IntArray


def find_links(bitext: Bitext, low: IntArray, high: IntArray) -> Links:
    """The links of each Chinese sentence ``r`` with the English sentences in ``[low[r], high[r])``, which are few.

    Every pair of tokens is looked up in the table. With weak word pairs, of which most are nowhere within reach, this
    takes a fifth of the time of ``links_by_pair``.
    """
    zh, en = bitext.zh, bitext.en
    first = en.offsets[low]
    row, token = Ranges(first, en.offsets[high] - first).numbers()
    upto = (zh.offsets[1:] - zh.offsets[:-1])[row].cumsum()
    if not len(upto) or upto[-1] <= PAIRS_AT_A_TIME:
        return Links(*_links(bitext, row, token))
    cuts = upto.searchsorted(np.arange(PAIRS_AT_A_TIME, int(upto[-1]), PAIRS_AT_A_TIME))
    parts = [_links(bitext, *chunk) for chunk in zip(np.split(row, cuts), np.split(token, cuts), strict=True)]
    return Links(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _links(bitext: Bitext, row: IntArray, en_token: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Chinese token, English token and word pair of the links of English tokens with the tokens of ``row``, ascending,
    each."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    if not len(row):
        return en_token, en_token, en_token
    start = zh.offsets[row[0]]
    zh_words, zh_word = distinct(zh.tokens[start : zh.offsets[row[-1] + 1]])
    en_words, en_word = distinct(en.tokens[en_token])
    column = np.full(len(en.vocabulary), -1)
    column[en_words] = np.arange(len(en_words))
    owner, pair = table.rows.gather(zh_words)
    cell = column.take(table.en.take(pair))
    here = (cell >= 0).nonzero()[0]
    cell = owner.take(here) * len(en_words) + cell.take(here)
    pairs = np.full(len(zh_words) * len(en_words), -1, dtype=np.int32)
    pairs[cell] = pair.take(here)

    first = zh.offsets[row] - start
    count = zh.offsets[row + 1] - start - first
    zh_token = Ranges(first, count).members()
    cell = (zh_word * len(en_words)).take(zh_token)
    cell += en_word.repeat(count)
    found = pairs.take(cell)
    linked = (found >= 0).nonzero()[0]
    return zh_token.take(linked) + start, en_token.repeat(count).take(linked), found.take(linked).astype(np.int64)


def links_by_pair(bitext: Bitext, low: IntArray, high: IntArray) -> Links:
    """The links that ``find_links`` finds, not in its order but those of a word pair together; where many sentences are
    within reach, and the word pairs are strong, it is the quicker way."""
    zh, en, table = bitext.zh, bitext.en, bitext.table
    pair, token = _pairs_nearby(bitext, low, high)
    stem, row = table.en.take(pair), zh.sentence_of_token.take(token)

    # English tokens sorted by (word, position): those of a word in a range of sentences are one range.
    width = len(en.tokens) + 1
    order = ascending(en.tokens)
    keys = en.tokens.take(order) * width + order
    stem *= width
    first = keys.searchsorted(stem + en.offsets[low].take(row))
    last = keys.searchsorted(stem + en.offsets[high].take(row))
    owner, place = Ranges(first, last - first).numbers()
    return Links(token.take(owner), order.take(place), pair.take(owner))


def _pairs_nearby(bitext: Bitext, low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Word pairs of the table and Chinese tokens that are the Chinese word of them, where the English word is in the
    stretches of the row's sentences: the pairs, the tokens.

    In most it is not, and to look for its places in each would take several times as long.
    """
    zh, en, table = bitext.zh, bitext.en, bitext.table
    most = int(((high - 1) // STRETCH - low // STRETCH).max(initial=0)) + 1
    stretches = en.size // STRETCH + 1 + most
    # For each word and stretch whether it is in this or the next ones, as many as a row reaches over.
    there = np.zeros(len(en.vocabulary) * stretches, dtype=bool)
    at = en.tokens * stretches + (en.sentence_of_token // STRETCH + most)
    for k in range(most):
        there[at - k] = True

    holders = postings(np.arange(len(zh.tokens)), zh.tokens, len(zh.vocabulary))
    stretch = (low // STRETCH + most).take(zh.sentence_of_token.take(holders.units))
    # Pairs by English word: then the searches come nearly in order, which makes them several times as fast.
    by_stem = ascending(table.en)
    held = ranges_of(holders.rows.edges, table.zh.take(by_stem))
    owner, place = held.numbers()
    cell = stretch.take(place)
    cell += (table.en.take(by_stem) * stretches).take(owner)
    near = there.take(cell).nonzero()[0]
    return by_stem.take(owner.take(near)), holders.units.take(place.take(near))


def translation_tables(
    table: TranslationTable, zh_counts: FloatArray, en_counts: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """t(e|z) and u(z|e) for each stored pair: strength^1.5 · √frequency, normalised with 0.5 for words unknown.

    docs/scoring.md, words and their strengths, says where the form and both constants come from.
    """
    zh, en = table.zh, table.en
    power = table.strength * np.sqrt(table.strength)
    forward, backward = power * np.sqrt(en_counts).take(en), power * np.sqrt(zh_counts).take(zh)
    forward /= (sums(zh, forward, len(zh_counts)) + 0.5).take(zh)
    backward /= (sums(en, backward, len(en_counts)) + 0.5).take(en)
    return forward, backward
