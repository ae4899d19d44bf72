"""Sentence alignment: two lists of sentences in, beads that tile them out, each with its score and what it is made of.

It takes sentences, with their places in the documents where these mean something, and gives an Alignment; ``conductor``
goes through the steps. It imports words, arrays and what pairs say of themselves, and never a room that reads or writes
files.
"""

from collections.abc import Mapping

from duiqi.aligner.conductor import align_keeping_lattice, align_segmented, align_sentences, data_signature

__all__ = ["align_keeping_lattice", "align_segmented", "align_sentences", "data_signature", "part_phrases"]


def part_phrases() -> Mapping[str, str]:
    """A phrase for each part that a score is made of (``Bead.parts``), by the part's name."""
    from duiqi.aligner.result.parts import PHRASES  # needs NumPy

    return PHRASES
