"""Which words of a bead translate each other, by the lexicon: what its word evidence rests on, for people to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide, make_bitext
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.result.word_places import Place, chinese_places, english_places
from duiqi.aligner.scoring.evidence.bead_links import bead_links, links_of_beads, position_weights
from duiqi.aligner.scoring.evidence.coverage import greedy_matching, link_worth, matching_weight
from duiqi.arrays.radix import ascending
from duiqi.arrays.ragged import counted
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.model import Bead

# Beads whose words are placed together: a long text has millions of words, and few are asked for at once. A choice.
AT_A_TIME = 1_000


class WordLink(NamedTuple):
    """A Chinese and an English word of a bead that the lexicon joins, the characters ``start … end`` of a sentence
    each, with its ``strength``, 0 to 1."""

    zh_sentence: int
    zh_start: int
    zh_end: int
    en_sentence: int
    en_start: int
    en_end: int
    strength: float


def word_links(zh: Sequence[str], en: Sequence[str], beads: Sequence[Bead]) -> Iterator[list[WordLink]]:
    """For each bead the one-to-one matching of its words that its score counts (``scoring.evidence``), by place in the
    Chinese; by the lexicon and what it tells of the text's own words, before self-training. Of words whose place in the
    text cannot be told nothing is said.
    """
    if not zh or not en:
        yield from ([] for _ in beads)
        return
    bitext = make_bitext(zh, en)
    matched = _matched(bitext, beads)
    for first in range(0, len(beads), AT_A_TIME):
        some = beads[first : first + AT_A_TIME]
        zh_places = _places(zh, bitext.zh, (i for bead in some for i in bead.zh), chinese_places)
        en_places = _places(en, bitext.en, (j for bead in some for j in bead.en), english_places)
        edges = matched.bead.searchsorted(counted(len(some) + 1) + first).tolist()
        for start, end in pairwise(edges):
            links = zip(*(column[start:end].tolist() for column in matched[1:]), strict=True)
            yield sorted(
                WordLink(i, *zh_place, j, *en_place, power)
                for zh_token, i, en_token, j, power in links
                if (zh_place := zh_places[zh_token]) and (en_place := en_places[en_token])
            )


class _Matched(NamedTuple):
    """Words that are joined, by bead: token and sentence on both sides, and the strength of the link."""

    bead: IntArray
    zh: IntArray
    zh_sentence: IntArray
    en: IntArray
    en_sentence: IntArray
    strength: FloatArray


def _matched(bitext: Bitext, beads: Sequence[Bead]) -> _Matched:
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
    chosen = chosen.take(ascending(inside.bead.take(chosen)))
    link = inside.link.take(chosen)
    zh, en = links.zh.take(link), links.en.take(link)
    sentences = bitext.zh.sentence_of_token.take(zh), bitext.en.sentence_of_token.take(en)
    return _Matched(inside.bead.take(chosen), zh, sentences[0], en, sentences[1], strength.take(link))


def _places(
    texts: Sequence[str], side: TokenizedSide, sentences: Iterable[int], find: Callable[..., list[list[Place | None]]]
) -> dict[int, Place | None]:
    """By token, of some ``sentences``."""
    numbers = list(sentences)
    edges = [(int(side.offsets[k]), int(side.offsets[k + 1])) for k in numbers]
    words = [[side.vocabulary[k] for k in side.tokens[start:end].tolist()] for start, end in edges]
    found: dict[int, Place | None] = {}
    for (start, end), places in zip(edges, find([texts[k] for k in numbers], words), strict=True):
        found.update(zip(range(start, end), places, strict=True))
    return found
