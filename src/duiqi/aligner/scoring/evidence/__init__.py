"""What the words of two sides say for a bead: the links inside it, how well they cover it, whether it ends too early.

Takes a bitext and candidate beads, gives an array by kind of evidence. Never holds weights: features are made of it.
"""

from duiqi.aligner.scoring.evidence.gathering import Evidence, word_evidence

__all__ = ["Evidence", "word_evidence"]
