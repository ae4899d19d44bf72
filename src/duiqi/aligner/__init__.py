"""Sentence alignment: two lists of sentences in, beads that tile them out, each with its score and what it is made of.

It takes sentences, with their places in the documents where these mean something, and gives an Alignment; ``conductor``
goes through the steps. It imports words, arrays and what pairs say of themselves, and never a room that reads or writes
files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from duiqi.aligner.conductor import align_keeping_lattice, align_segmented, align_sentences
from duiqi.aligner.signature import data_signature
from duiqi.model import Alignment, Bead

if TYPE_CHECKING:
    from duiqi.aligner.realigning.review_lattice import ReviewLattice
    from duiqi.aligner.result.word_links import WordLink
    from duiqi.pairs.two_levels import TwoLevels

__all__ = [
    "align_keeping_lattice",
    "align_segmented",
    "align_sentences",
    "cut_into_both",
    "cut_into_clauses",
    "cut_keeping_lattice",
    "data_signature",
    "part_phrases",
    "word_links",
]


def part_phrases() -> Mapping[str, str]:
    """A phrase for each part that a score is made of (``Bead.parts``), by the part's name."""
    from duiqi.aligner.result.parts import PHRASES  # needs NumPy

    return PHRASES


def word_links(zh: Sequence[str], en: Sequence[str], beads: Sequence[Bead]) -> Iterator[list[WordLink]]:
    """For each bead of these sentences the words that the lexicon joins, with their places, by that in the Chinese."""
    from duiqi.aligner.result.word_links import word_links  # needs NumPy

    return word_links(zh, en, beads)


def cut_into_clauses(alignment: Alignment) -> Alignment:
    """The beads of an alignment of sentences cut into clauses where that is sure (``clauses.cutting``)."""
    from duiqi.aligner.clauses.cutting import cut_beads  # needs NumPy

    return cut_beads(alignment).alignment


def cut_into_both(alignment: Alignment) -> TwoLevels:
    """As ``cut_into_clauses``, with the pairs of sentences that were cut."""
    from duiqi.aligner.clauses.cutting import cut_beads, with_wholes

    return with_wholes(alignment, cut_beads(alignment))


def cut_keeping_lattice(alignment: Alignment, lattice: ReviewLattice) -> tuple[Alignment, ReviewLattice]:
    """As ``cut_into_clauses``, and the lattice of the search over the clauses, which follows the order of both sides:
    halves in the other order stay together."""
    from duiqi.aligner.clauses.cutting import cut_beads
    from duiqi.aligner.clauses.lattice_of_clauses import lattice_of_clauses

    clauses = cut_beads(alignment, crossing=False)
    return clauses.alignment, lattice_of_clauses(lattice, alignment, clauses)
