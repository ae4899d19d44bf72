"""Lists that each language sorts its own way: the English in the order of the Chinese, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from duiqi.model import Alignment, Bead


def english_order(beads: Iterable[Bead]) -> tuple[int, ...]:
    """The numbers of the English sentences in the order of the beads; nothing where that is the order of the text."""
    order = tuple(j for bead in beads for j in bead.en)
    return () if all(a < b for a, b in pairwise(order)) else order


def arranged(alignment: Alignment, order: tuple[int, ...]) -> Alignment:
    """The alignment with its English sentences in this order, in which no bead crosses another."""
    if not order:
        return alignment
    at = 0
    beads = []
    for bead in alignment.beads:
        beads.append(replace(bead, en=range(at, at + len(bead.en))))
        at += len(bead.en)
    return replace(alignment, en=tuple(alignment.en[j] for j in order), beads=tuple(beads))


def in_the_text(numbers: range, order: tuple[int, ...]) -> range | None:
    """English sentences of an ``arranged`` alignment by their numbers in the text; None where they are apart there."""
    if not order or not numbers:
        return numbers
    there = [order[j] for j in numbers]
    found = range(there[0], there[0] + len(there))
    return found if there == list(found) else None


def put_back(alignment: Alignment) -> Alignment:
    """An alignment that was ``arranged``, with its English sentences where they stand in the text.

    Those of a bead must stand together in it.
    """
    order = sorted(range(len(alignment.en)), key=lambda j: alignment.en[j].start)
    number = {j: k for k, j in enumerate(order)}
    beads = []
    for bead in alignment.beads:
        first = number[bead.en.start] if bead.en else min(bead.en.start, len(order))
        beads.append(replace(bead, en=range(first, first + len(bead.en))))
    return replace(alignment, en=tuple(alignment.en[j] for j in order), beads=tuple(beads))
