"""Repairs of damaged Chinese and English text; every repair is an Edit.

Takes a text, or a Document with the hints of its file; gives the cleaned text and the edits that lead there.
``cleaner`` runs the ``fixes`` in their order (``FIXES``) until none has anything left to do. A fix asks the
``processes`` whether the document was damaged by one that licenses it; a process weighs ``evidence`` against its
``priors``. What the edits mean comes after: ``hints`` moves what the file said, ``repairs`` and ``spans`` say where
each was made and which sentences it touches, ``undecided`` and ``unread`` what was left. Never looks at paragraphs,
and never at segmentation or alignment.
"""

from duiqi.cleaning.cleaner import clean, clean_document
from duiqi.cleaning.priors import Prior, prior_of
from duiqi.cleaning.repairs import Repair, locate, raw_places
from duiqi.cleaning.spans import INFERRED, RepairedSpan, inferred_right, mark_repaired, repaired_spans
from duiqi.cleaning.undecided import Undecided, undecided

__all__ = [
    "INFERRED",
    "Prior",
    "Repair",
    "RepairedSpan",
    "Undecided",
    "clean",
    "clean_document",
    "inferred_right",
    "locate",
    "mark_repaired",
    "prior_of",
    "raw_places",
    "repaired_spans",
    "undecided",
]
