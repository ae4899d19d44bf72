"""Links: every pair of a Chinese and an English token that the table joins and the band allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.bitext import Bitext, FloatArray, IntArray, Table
from duiqi.ranges import expand


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
    zh, en, table = bitext.zh, bitext.en, bitext.table
    row_of = zh.sentence_of_token
    degree = table.indptr[zh.tokens + 1] - table.indptr[zh.tokens]
    token, place = expand(degree)
    pair = table.indptr[zh.tokens[token]] + place
    stem, row = table.columns[pair], row_of[token]

    # English tokens sorted by (word, position): those of a word in a window are one range.
    width = len(en.tokens) + 1
    order = np.argsort(en.tokens, kind="stable")
    keys = en.tokens[order] * width + order
    first = np.searchsorted(keys, stem * width + en.offsets[low][row])
    last = np.searchsorted(keys, stem * width + en.offsets[high][row])
    owner, place = expand(last - first)
    zh_token, en_token, pair = token[owner], order[first[owner] + place], pair[owner]
    # They come by Chinese token; a stable sort keeps that order within each sentence and English token.
    order = np.argsort(row[owner] * width + en_token, kind="stable")
    return Links(zh_token[order], en_token[order], pair[order])


def translation_tables(table: Table, zh_counts: FloatArray, en_counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """t(e|z) and u(z|e) for each stored pair: strength^1.5 · √frequency, normalised with 0.5 for words unknown.

    The form and both constants are ALIGNER's (recipe, point 3).
    """
    forward = table.strength**1.5 * np.sqrt(en_counts[table.columns])
    backward = table.strength**1.5 * np.sqrt(zh_counts[table.rows])
    per_zh = np.bincount(table.rows, weights=forward, minlength=len(zh_counts))
    per_en = np.bincount(table.columns, weights=backward, minlength=len(en_counts))
    return forward / (per_zh[table.rows] + 0.5), backward / (per_en[table.columns] + 0.5)
