"""A text with the English sentences of a list, or of numbered sections, in the order of the Chinese ones, and its beads
put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np

from duiqi.aligner.narrowing.anchors import Alike
from duiqi.aligner.narrowing.reordering import find_order
from duiqi.arrays.types import IntArray
from duiqi.model import Bead, Sentence
from duiqi.structure import SentencePlaces

# Of the sentences that have one on the other side which is like them, so many or one may have it in a section with
# another number, where numbers are trusted: 1 of 40 has in the Declaration of Human Rights, most where the numbers of a
# side are those of something else.
ELSEWHERE = 0.15


@dataclass(frozen=True, slots=True)
class SentenceOrder:
    """``en``: which English sentence comes where; ``gates``: nodes between entries, in that order; ``inside``: whether
    each Chinese sentence is part of a list that was put in order."""

    en: tuple[int, ...]
    gates: tuple[tuple[int, int], ...]
    inside: tuple[bool, ...]

    @property
    def is_as_written(self) -> bool:
        """Whether the English sentences stay where they are."""
        return not any(self.inside) and self.en == tuple(range(len(self.en)))

    def arranged(self, en: Sequence[Sentence]) -> list[Sentence]:
        """The English sentences in this order."""
        return [en[k] for k in self.en]

    def places(self, places: SentencePlaces) -> SentencePlaces:
        """The places of the sentences in this order; blocks and terms as they are, which none of this asks for."""
        lists, rows = ((zh, [en[k] for k in self.en]) for zh, en in (places.lists, places.rows))
        return replace(places, lists=lists, rows=rows, gates=self.gates)

    def put_back(self, beads: Sequence[Bead]) -> list[Bead]:
        """The beads of the text in this order, with the numbers that the English sentences have in the document."""
        out = []
        for bead in beads:
            first = self.en[bead.en.start] if bead.en else min(bead.en.start, len(self.en))
            kind = "reordered" if not bead.is_null and self.inside[bead.zh.start] else bead.kind
            if first != bead.en.start or kind != bead.kind:
                bead = replace(bead, en=range(first, first + len(bead.en)), kind=kind)
            out.append(bead)
        return out


def may_be_reordered(places: SentencePlaces) -> bool:
    """Whether another order is sought: not where the languages stand side by side, or where it is not known what the
    paragraphs are."""
    return places.are_known and not places.gates and not any(map(any, places.blocks))


def find_sentence_order(
    zh: Sequence[Sentence],
    en: Sequence[Sentence],
    places: SentencePlaces,
    alike: Alike | None,
    alike_in: Callable[[SentenceOrder], Alike],
) -> SentenceOrder | None:
    """The order of the English sentences, by their numbers and by the paragraphs that ``alike`` pairs of sentences
    join; None when it is theirs already, and no number makes a gate. ``alike_in`` finds these pairs in another order.
    """
    numbered, listed = _by_numbers(places, alike, alike_in), _by_likeness(zh, en, places, alike)
    if numbered is None or listed is None:
        return numbered or listed
    if not numbered.is_as_written:
        return numbered
    # A list may be sorted anew within a section, or numbers be part of it.
    highest = [-1, *accumulate(listed.en, max)]
    gates = set(listed.gates).union((i, j) for i, j in numbered.gates if highest[j] < j)
    kept = [gate for gate in sorted(gates) if gate in listed.gates or not _crosses(gate, listed)]
    return replace(listed, gates=tuple(kept))


def _crosses(gate: tuple[int, int], order: SentenceOrder) -> bool:
    """Whether a gate stands inside a list that was put in order, or on no path through its gates."""
    i, j = gate
    inside = 0 < i < len(order.inside) and order.inside[i - 1] and order.inside[i]
    return inside or any((row - i) * (column - j) < 0 for row, column in order.gates)


def _by_numbers(
    places: SentencePlaces, alike: Alike | None, alike_in: Callable[[SentenceOrder], Alike]
) -> SentenceOrder | None:
    """The order that numbers of the paragraphs tell, unless the words of most sentences say otherwise.

    In a long text sentences are only compared with those that stand near their place: there chapters in another order
    are asked for in that order.
    """
    sections = places.sections
    if sections is None or alike is None:
        return None
    order = SentenceOrder(sections.order, sections.gates, sections.moved)
    if not order.is_as_written and any(map(any, places.blocks)):
        return None
    zh, en = np.asarray(sections.zh), np.asarray(sections.en)
    agree, likeness = _agreement(alike, zh, en)
    if agree or order.is_as_written:
        return order if agree else None
    agree, there = _agreement(alike_in(order), zh, en[list(order.en)])
    return order if agree and there > likeness else None


def _agreement(alike: Alike, zh: IntArray, en: IntArray) -> tuple[bool, float]:
    """Whether sentences that are alike have the same numbers (0: none), and how alike all are to their likest."""
    row, column, value = alike
    by_value = np.lexsort((column, -value, row))
    # The likest of each Chinese sentence.
    best = by_value[np.diff(row[by_value], prepend=-1) > 0]
    of_zh, of_en = zh[row[best]], en[column[best]]
    numbered = (of_zh > 0) & (of_en > 0)
    elsewhere = int((numbered & (of_zh != of_en)).sum())
    return elsewhere <= max(1, ELSEWHERE * numbered.sum()), float(value[best].sum())


def _by_likeness(
    zh: Sequence[Sentence], en: Sequence[Sentence], places: SentencePlaces, alike: Alike | None
) -> SentenceOrder | None:
    """The order of the English sentences, by the paragraphs that ``alike`` pairs of sentences join; None when it is
    theirs already, or is not sought.
    """
    if alike is None or not may_be_reordered(places):
        return None
    sides = [_Paragraphs(side) for side in (zh, en)]
    order = find_order(sides[0].beginnings, sides[1].beginnings, _likeness(alike, sides[0].of, sides[1].of))
    if order is None:
        return None
    starts = [sides[1].starts[q] for q in order.en]
    sentences = [k for q in order.en for k in range(sides[1].starts[q], sides[1].starts[q + 1])]
    reached = [0]
    for q, start in zip(order.en, starts, strict=True):
        reached.append(reached[-1] + sides[1].starts[q + 1] - start)
    gates = tuple((sides[0].starts[p], reached[q]) for p, q in order.gates)
    return SentenceOrder(tuple(sentences), gates, tuple(order.inside[p] for p in sides[0].of))


def _likeness(alike: Alike, zh_of: Sequence[int], en_of: Sequence[int]) -> list[tuple[int, int, float]]:
    """How alike paragraphs are, in order: the sum of what each Chinese sentence has with the likest English one."""
    if not len(alike[0]):
        return []
    row, column, value = alike
    zh, en = np.asarray(zh_of)[row], np.asarray(en_of)[column]
    order = np.lexsort((row, en, zh))
    row, zh, en, value = row[order], zh[order], en[order], value[order]
    apart = (np.diff(zh) != 0) | (np.diff(en) != 0)
    sentences = np.append(0, np.flatnonzero(apart | (np.diff(row) != 0)) + 1)
    best = np.maximum.reduceat(value, sentences).tolist()
    paragraphs = np.append(0, np.flatnonzero(apart) + 1)
    bounds = [*np.searchsorted(sentences, paragraphs).tolist(), len(best)]
    sums = [sum(best[start:end]) for start, end in pairwise(bounds)]
    return list(zip(zh[paragraphs].tolist(), en[paragraphs].tolist(), sums, strict=True))


class _Paragraphs:
    """The paragraphs of a side: ``of`` each sentence its number, ``starts`` the first sentence of each and the end,
    ``beginnings`` the text of that sentence."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.of: list[int] = []
        self.starts: list[int] = []
        before = None
        for k, sentence in enumerate(sentences):
            if sentence.paragraph != before:
                self.starts.append(k)
            before = sentence.paragraph
            self.of.append(len(self.starts) - 1)
        self.beginnings = [sentences[k].text for k in self.starts]
        self.starts.append(len(sentences))
