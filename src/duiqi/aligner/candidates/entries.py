"""Lists that a path pairs with each other: where both have as many entries, none is part of its neighbour's pair.

One side may join two entries of the other. So entries are walls only where the lists have the same number of them, and
then only of their own side: an entry may still stay alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from duiqi.arrays.types import BoolArray
from duiqi.model import Sentence
from duiqi.structure import SentencePlaces

# Beads as (first Chinese sentence, first English one, numbers of both).
Beads = Sequence[tuple[int, int, int, int]]
# A list has its partner in the one that holds more than this share of what its sentences are paired with.
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Entries:
    """For each sentence of a side the number of its list (0: none), its row there, and its paragraph."""

    lists: Sequence[int]
    rows: Sequence[int]
    paragraphs: Sequence[int]

    @staticmethod
    def of_sides(
        zh_sentences: Sequence[Sentence], en_sentences: Sequence[Sentence], places: SentencePlaces
    ) -> tuple[Entries, Entries]:
        """Those of both sides, from where their sentences stand."""
        paragraphs = [[sentence.paragraph for sentence in side] for side in (zh_sentences, en_sentences)]
        zh, en = (Entries(*columns) for columns in zip(places.lists, places.rows, paragraphs, strict=True))
        return zh, en

    def between(self, start: int, end: int) -> Entries:
        """Those of the sentences ``start … end`` alone."""
        return Entries(self.lists[start:end], self.rows[start:end], self.paragraphs[start:end])

    def by_list(self) -> dict[int, list[int]]:
        """The sentences of each list."""
        found: dict[int, list[int]] = {}
        for k, number in enumerate(self.lists):
            found.setdefault(number, []).append(k)
        return found

    def keys(self, inside: Sequence[int]) -> list[list[int]]:
        """The paragraph and the row of each of some sentences."""
        return [[self.paragraphs[k] for k in inside], [self.rows[k] for k in inside]]


def entry_walls(sides: Sequence[Entries], beads: Beads) -> tuple[BoolArray, BoolArray] | None:
    """(n + 1,) and (m + 1,) the walls around the entries of lists with as many entries as their partners.

    None when no bead of the path crosses one.
    """
    zh, en = sides
    if not (any(zh.lists) and any(en.lists)):
        return None
    walls = np.zeros(len(zh.lists) + 1, dtype=bool), np.zeros(len(en.lists) + 1, dtype=bool)
    sentences = zh.by_list(), en.by_list()
    for numbers in _partners(zh, en, beads):
        inside = [of_list[number] for of_list, number in zip(sentences, numbers, strict=True)]
        for keys in zip(*(side.keys(some) for side, some in zip((zh, en), inside, strict=True)), strict=True):
            if len(set(keys[0])) == len(set(keys[1])):
                for wall, some, own in zip(walls, inside, keys, strict=True):
                    _build(wall, some, own)
                break
    crossed = any(
        wall[first + 1 : first + count].any()
        for bead in beads
        if bead[2] and bead[3]
        for wall, first, count in zip(walls, bead[:2], bead[2:], strict=True)
        if count > 1
    )
    return walls if crossed else None


def _build(wall: BoolArray, inside: Sequence[int], keys: Sequence[int]) -> None:
    """Walls before each entry of a list, its sentences being ``inside``, and behind the last one."""
    wall[[k for k, key, before in zip(inside, keys, [None, *keys], strict=False) if key != before]] = True
    wall[inside[-1] + 1] = True


def _partners(zh: Entries, en: Entries, beads: Beads) -> Iterable[tuple[int, int]]:
    """Lists of which most of the one is paired with the other, and the reverse."""
    common: Counter[tuple[int, int]] = Counter()
    for i, j, n_zh, n_en in beads:
        if n_zh == n_en == 1:
            common[zh.lists[i], en.lists[j]] += 1
            continue
        for a in zh.lists[i : i + n_zh]:
            for b in en.lists[j : j + n_en]:
                common[a, b] += 1
    totals = [Counter[int](), Counter[int]()]
    for numbers, count in common.items():
        for total, number in zip(totals, numbers, strict=True):
            total[number] += count
    for (a, b), count in sorted(common.items()):
        if a and b and count > SHARE * totals[0][a] and count > SHARE * totals[1][b]:
            yield a, b
