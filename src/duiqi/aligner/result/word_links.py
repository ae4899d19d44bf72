"""Which words of a bead translate each other, by the lexicon: what its word evidence rests on, for people to see."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from duiqi.aligner.bitext.sides import TokenizedSide, make_bitext
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.result.word_places import chinese_places, english_places
from duiqi.aligner.scoring.evidence.bead_links import bead_links, links_of_beads, position_weights
from duiqi.aligner.scoring.evidence.coverage import greedy_matching, link_worth, matching_weight
from duiqi.model import Bead


class WordPlace(NamedTuple):
    """Characters ``start … end`` of a sentence, by its number."""

    sentence: int
    start: int
    end: int


class WordLink(NamedTuple):
    """A Chinese and an English word of a bead that the lexicon joins, with its ``strength``, 0 to 1."""

    zh: WordPlace
    en: WordPlace
    strength: float


def word_links(zh: Sequence[str], en: Sequence[str], beads: Sequence[Bead]) -> list[list[WordLink]]:
    """For each bead the one-to-one matching of its words that its score counts (``scoring.evidence``), by place in the
    Chinese; by the lexicon and what it tells of the text's own words, before self-training. Of words whose place in the
    text cannot be told nothing is said.
    """
    out: list[list[WordLink]] = [[] for _ in beads]
    if not zh or not en:
        return out
    bitext = make_bitext(zh, en)
    spans = Spans(*(np.array(column, dtype=np.int64) for column in (
        [bead.zh.start for bead in beads], [bead.en.start for bead in beads],
        [len(bead.zh) for bead in beads], [len(bead.en) for bead in beads],
    )))  # fmt: skip
    links = links_of_beads(bitext, spans)
    inside = bead_links(bitext, spans, links)
    strength = bitext.table.strength[links.pair]
    idf_zh, idf_en = bitext.zh.idf[bitext.zh.tokens[links.zh]], bitext.en.idf[bitext.en.tokens[links.en]]
    worth = link_worth(strength, idf_zh, idf_en)[inside.link]
    chosen = greedy_matching(inside, matching_weight(worth, position_weights(inside)[0]))
    zh_places = _places(chinese_places(zh, _words(bitext.zh)))
    en_places = _places(english_places(en, _words(bitext.en)))
    link = inside.link[chosen]
    columns = inside.bead[chosen], links.zh[link], links.en[link], strength[link]
    for k, i, j, power in zip(*(column.tolist() for column in columns), strict=True):
        zh_place, en_place = zh_places[i], en_places[j]
        if zh_place and en_place:
            out[k].append(WordLink(zh_place, en_place, power))
    return [sorted(found) for found in out]


def _words(side: TokenizedSide) -> list[list[str]]:
    words = [side.vocabulary[k] for k in side.tokens.tolist()]
    edges = side.offsets.tolist()
    return [words[start:end] for start, end in pairwise(edges)]


def _places(found: Sequence[Sequence[tuple[int, int] | None]]) -> list[WordPlace | None]:
    """By token."""
    return [WordPlace(number, *place) if place else None for number, places in enumerate(found) for place in places]
