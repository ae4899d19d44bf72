"""What people correct in an alignment, kept apart from it, and applied again at every later run.

It takes an alignment (with the lattice of its search, where there is one) and corrections, and gives the corrected
alignment and what became of each correction; and it reads and writes the file that they are kept in.
docs/corrections.md is its specification. It never aligns by itself, and never drops a correction without a word.
"""

from duiqi.corrections.applying import Corrected, correct, of_no_document, rejected_pairs
from duiqi.corrections.correction import Correction, DocumentKey, Ruling, Run, document_digest
from duiqi.corrections.file import as_json, correction_lines, holds_corrections, parse_correction, read_corrections
from duiqi.corrections.placing import Outcome
from duiqi.corrections.recording import restated

__all__ = [
    "Corrected",
    "Correction",
    "DocumentKey",
    "Outcome",
    "Ruling",
    "Run",
    "as_json",
    "correct",
    "correction_lines",
    "document_digest",
    "holds_corrections",
    "of_no_document",
    "parse_correction",
    "read_corrections",
    "rejected_pairs",
    "restated",
]
