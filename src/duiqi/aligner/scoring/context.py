"""What the features of a bead may look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.first_pass import block_lengths, length_terms
from duiqi.aligner.candidates.lattice import Lattice
from duiqi.aligner.scoring.evidence import Evidence
from duiqi.arrays.types import FloatArray


@dataclass(frozen=True, slots=True)
class View:
    """What a feature may look at: the text, the beads, and by bead (B,) the word evidence and lengths.

    ``log_length`` and ``gale_church`` are 0 for null beads, ``unaligned_length`` for all others.
    """

    bitext: Bitext
    lattice: Lattice
    evidence: Evidence
    log_length: FloatArray
    gale_church: FloatArray
    unaligned_length: FloatArray


def make_view(bitext: Bitext, lattice: Lattice, evidence: Evidence) -> View:
    """Gather what the features need."""
    spans = lattice.zh, lattice.zh + lattice.a, lattice.en, lattice.en + lattice.b
    zh, en = block_lengths(bitext, *spans)
    log_length, gale_church = length_terms(bitext, *spans)
    null = lattice.is_null
    return View(
        bitext,
        lattice,
        evidence,
        log_length=log_length * ~null,
        gale_church=gale_church * ~null,
        unaligned_length=np.log1p(zh + en) * null,
    )
