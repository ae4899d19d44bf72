"""Sentence alignment: two lists of sentences in, beads that tile them out."""

from duiqi.aligner.conductor import align_segmented, align_sentences

__all__ = ["align_segmented", "align_sentences"]
