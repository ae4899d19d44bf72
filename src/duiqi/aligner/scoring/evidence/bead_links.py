"""The links inside each bead, and how alike the places of their two words in it are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide
from duiqi.aligner.candidates.links import Links, find_links
from duiqi.aligner.candidates.spans import Spans
from duiqi.arrays.radix import names
from duiqi.arrays.ragged import Ranges, counted
from duiqi.arrays.types import FloatArray, IntArray, SingleArray

# How fast a link loses weight as the relative positions of its two words part (docs/scoring.md, `placed_en`).
POSITION_DECAY = 7.0

Float = TypeVar("Float", np.float32, np.float64)


@dataclass(frozen=True, slots=True)
class Cells:
    """A numbered cell for each token of one side of each bead; ``start`` (B,) is a bead's first."""

    start: IntArray
    count: IntArray
    first_token: IntArray

    @property
    def total(self) -> int:
        """How many cells."""
        return int(self.start[-1] + self.count[-1]) if len(self.start) else 0

    def places(self) -> FloatArray:
        """(total,) the relative position in its bead of each cell, in (0, 1)."""
        place = (counted(self.total) - self.start.repeat(self.count)).astype(np.float64)
        place += 0.5
        place /= self.count.astype(np.float64).repeat(self.count)
        return place


@dataclass(frozen=True, slots=True)
class BeadLinks:
    """The links inside each bead: ``bead``, ``link`` (index into Links), and the cells of its two tokens."""

    bead: IntArray
    link: IntArray
    zh_cell: IntArray
    en_cell: IntArray
    zh_cells: Cells
    en_cells: Cells


def cells(side: TokenizedSide, covered: Ranges) -> Cells:
    """Cells of the tokens of the sentences that each bead covers."""
    token = side.offsets[covered.first]
    tokens = side.offsets[covered.end] - token
    return Cells(tokens.cumsum() - tokens, tokens, token)


def links_of_beads(bitext: Bitext, spans: Spans, beside_ends: bool = False) -> Links:
    """The links between sentences that some match bead covers both, or that are both ``beside_ends`` of some bead."""
    matched = spans[~spans.is_null]
    low = np.full(bitext.zh.size, bitext.en.size)
    high = np.zeros(bitext.zh.size, dtype=np.int64)
    owner, sentence = matched.in_zh.numbers()
    np.minimum.at(low, sentence, matched.en[owner])
    np.maximum.at(high, sentence, matched.end_en[owner])
    if beside_ends:
        end_zh, end_en = inner_ends(bitext, spans)
        for row in (end_zh - 1, end_zh):
            np.minimum.at(low, row, end_en - 1)
            np.maximum.at(high, row, end_en + 1)
    return find_links(bitext, low, np.maximum(high, low))


def inner_ends(bitext: Bitext, spans: Spans) -> tuple[IntArray, IntArray]:
    """Where in both sides beads end, each place once, those at the start or the end of a side left out."""
    width = bitext.en.size + 1
    ends = names(spans.end_zh * width + spans.end_en)
    zh = ends // width
    en = ends - zh * width
    inner = ((zh > 0) & (en > 0) & (zh < bitext.zh.size) & (en < bitext.en.size)).nonzero()[0]
    return zh.take(inner), en.take(inner)


def bead_links(bitext: Bitext, spans: Spans, links: Links) -> BeadLinks:
    """Find the links inside each match bead: for each of its rows one contiguous range of the sorted links."""
    zh, en = bitext.zh, bitext.en
    # Null beads have none: the runs over a missing chapter would have millions.
    matched = spans.emptied(~spans.is_null)
    bead, row = matched.in_zh.numbers()
    width = len(en.tokens) + 1
    keys = (zh.sentence_of_token * width).take(links.zh) + links.en
    first = keys.searchsorted(row * width + en.offsets[spans.en[bead]])
    last = keys.searchsorted(row * width + en.offsets[spans.end_en[bead]])
    count = last - first
    link = Ranges(first, count).members()
    zh_cells, en_cells = cells(zh, matched.in_zh), cells(en, matched.in_en)
    return BeadLinks(
        bead.repeat(count),
        link,
        (zh_cells.start - zh_cells.first_token).take(bead).repeat(count) + links.zh.take(link),
        (en_cells.start - en_cells.first_token).take(bead).repeat(count) + links.en.take(link),
        zh_cells,
        en_cells,
    )


def position_weights(inside: BeadLinks) -> tuple[FloatArray, SingleArray, SingleArray]:
    """For each bead link exp(-7·|difference of relative positions|), and its sums over all the other side's tokens.

    Returns (weight, sum over the Chinese tokens by English cell, over the English tokens by Chinese cell): the last two
    normalise, for which four bytes are enough. By the first links are chosen that may be worth nearly the same.
    """
    zh, en = inside.zh_cells.places(), inside.en_cells.places()
    weight = closeness(zh.take(inside.zh_cell), en.take(inside.en_cell))
    over_zh = closeness_sums(en.astype(np.float32), inside.zh_cells.count.repeat(inside.en_cells.count))
    over_en = closeness_sums(zh.astype(np.float32), inside.en_cells.count.repeat(inside.zh_cells.count))
    return weight, over_zh, over_en


def closeness(zh: NDArray[Float], en: NDArray[Float]) -> NDArray[Float]:
    """exp(-7·|difference|) of the places of pairs of tokens, in the memory of ``zh``."""
    zh -= en
    np.abs(zh, out=zh)
    zh *= -POSITION_DECAY
    np.exp(zh, out=zh)
    return zh


def closeness_sums(place: SingleArray, count: IntArray) -> SingleArray:
    """Σ over k < count of exp(-7·|(k + .5)/count - place|): two geometric series; 1 where there is nothing to sum."""
    tokens = np.maximum(count, 1).astype(np.float32)
    step = np.float32(-POSITION_DECAY) / tokens
    centre = place * tokens - np.float32(0.5)
    floor = np.floor(centre)
    centre -= floor
    total = np.exp(step * centre) * np.expm1(step * (floor + 1))
    total += np.exp(step * (1 - centre)) * np.expm1(step * (tokens - 1 - floor))
    total /= np.expm1(step)
    total[count == 0] = 1.0
    return np.asarray(total)
