"""Parts: the sentences of beads cut at every border, and the cuttings of both sides that are possible, as a lattice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from duiqi.aligner.bitext.sides import Bitext, make_bitext
from duiqi.aligner.candidates.lattice import Lattice, numbered
from duiqi.aligner.candidates.spans import Spans
from duiqi.arrays.types import IntArray
from duiqi.model import Language
from duiqi.segmentation.borders import Mark, borders

# Marks after which what follows stands by itself: one of the two sides must have one, or the English a comma before a
# clause with its own subject. Parts between commas on both sides (to come, see and win) are no units of translation:
# the clause gold of the reference document has none.
STRONG = ("sentence", "semicolon")
STRONG_EN = (*STRONG, "clause", "word")
AGREEING = ("colon", "dash")
# 、 joins words of a phrase, unless English lists the same things with semicolons.
LISTING = ("semicolon",)
# A cut lies at about the same share of the length on both sides: within WIDEST plus PARTS_OFF parts lie all of the
# 2,556 true ones of joined pairs (data/weights/clause_texts.py).
WIDEST, PARTS_OFF = 0.2, 1.0
# A clause of more parts is not looked for, nor any in a bead of more places or possible cuts: time grows with the
# square of these, and such a bead is a list or junk.
MOST_PARTS, MOST_PLACES, MOST_CUTS = 10, 4_000, 300

# What makes ``gale_church`` Gale and Church's -δ²/2, on which the weights of clauses are fitted.
VARIANCE = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """``text`` stands at ``start`` in sentence ``sentence`` of its side of the bead, and ends by ``mark``."""

    text: str
    sentence: int
    start: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Cuttable:
    """The parts of both sides of a bead, and the cuts that are possible: (Chinese, English) parts before each."""

    zh: tuple[Part, ...]
    en: tuple[Part, ...]
    cuts: tuple[tuple[int, int], ...]


def cuttable(zh: Sequence[str], en: Sequence[str]) -> Cuttable:
    """The parts of the sentences of a bead."""
    zh_parts, en_parts = _parts(zh, "zh"), _parts(en, "en")
    return Cuttable(zh_parts, en_parts, _cuts(zh_parts, en_parts))


def _parts(sentences: Sequence[str], language: Language) -> tuple[Part, ...]:
    found: list[Part] = []
    for number, text in enumerate(sentences):
        start = 0
        for offset, mark in (*borders(text, language), (len(text), "sentence")):
            piece = text[start:offset]
            found.append(Part(piece.strip(), number, start + len(piece) - len(piece.lstrip()), mark))
            start = offset
    return tuple(found)


def _cuts(zh: Sequence[Part], en: Sequence[Part]) -> tuple[tuple[int, int], ...]:
    zh_at, en_at = (list(accumulate(len(part.text) for part in side)) for side in (zh, en))
    if not zh_at[-1] or not en_at[-1] or len(zh) * len(en) > MOST_PLACES:
        return ()
    width = WIDEST + PARTS_OFF / max(len(zh), len(en))
    found = []
    for i, a in enumerate(zh[:-1]):
        for j, b in enumerate(en[:-1]):
            if _may_part(a.mark, b.mark) and abs(zh_at[i] / zh_at[-1] - en_at[j] / en_at[-1]) <= width:
                found.append((i + 1, j + 1))
    return tuple(found) if len(found) <= MOST_CUTS else ()


def _may_part(zh: Mark, en: Mark) -> bool:
    if zh == "pause":
        return en in LISTING
    return zh in STRONG or en in STRONG_EN or (zh == en and zh in AGREEING)


@dataclass(frozen=True, slots=True)
class Cuttings:
    """All cuttings of ``beads``: those of one after those of another in one lattice.

    ``bead`` (B,) is the bead of each candidate clause; ``first`` the parts (Chinese, English) before each bead.
    """

    beads: tuple[Cuttable, ...]
    bitext: Bitext
    lattice: Lattice
    bead: IntArray
    first: tuple[tuple[int, int], ...]

    @property
    def marks(self) -> tuple[list[Mark], list[Mark]]:
        """The marks of all parts, Chinese and English."""
        return _marks([bead.zh for bead in self.beads]), _marks([bead.en for bead in self.beads])


def _marks(sides: Sequence[Sequence[Part]]) -> list[Mark]:
    return [part.mark for side in sides for part in side]


def cuttings(beads: Sequence[Cuttable]) -> Cuttings:
    """The lattice of the cuttings of at least one bead."""
    bitext = make_bitext(
        [part.text for bead in beads for part in bead.zh], [part.text for bead in beads for part in bead.en]
    )
    bitext = replace(bitext, length_variance=VARIANCE)
    i = j = 0
    first, columns, owner = [], [], []
    for number, bead in enumerate(beads):
        n, m = len(bead.zh), len(bead.en)
        places = sorted([(0, 0), *bead.cuts, (n, m)])
        for p, (zh, en) in enumerate(places):
            for end_zh, end_en in places[p + 1 :]:
                a, b = end_zh - zh, end_en - en
                if (a > 0 and b > 0 and max(a, b) <= MOST_PARTS) or (a, b) == (n, m):
                    columns.append((i + zh, j + en, a, b))
                    owner.append(number)
        first.append((i, j))
        i, j = i + n, j + m
    spans = Spans(*np.array(columns, dtype=np.int64).T)
    order, tail, head, nodes = numbered(spans)
    lattice = Lattice(spans[order], tail, head, nodes, np.zeros(len(spans)))
    return Cuttings(tuple(beads), bitext, lattice, np.array(owner, dtype=np.int64)[order], tuple(first))
