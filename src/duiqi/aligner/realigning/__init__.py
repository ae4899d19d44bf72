"""Aligning anew around beads that a person fixed: the lattice of the last search, kept, and the search over it.

It takes what the conductor found, or a kept lattice and fixed beads, and gives beads. docs/corrections.md has the
rules, which the review page follows too. It never reads texts, and never scores a bead by its words.
"""

from duiqi.aligner.realigning.realign import Found, realign
from duiqi.aligner.realigning.recut import Recut, recut
from duiqi.aligner.realigning.review_lattice import ReviewLattice

__all__ = ["Found", "Recut", "ReviewLattice", "realign", "recut"]
