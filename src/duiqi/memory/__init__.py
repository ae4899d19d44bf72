"""The local memory: one SQLite file with everything that was put into it, for concordance and fuzzy look-up.

It takes pairs and gives back those that hold a term or are like a sentence. Of a document in one language it counts the
sentences that it knows, and writes their translations. (Elsewhere a memory is a translation memory, a TMX file; here
the word always means the local one.) It never imports the rooms that align, check or update.
"""

from __future__ import annotations

from duiqi.memory.analysis import BANDS, Counts, Segments, analyse, total
from duiqi.memory.concordance import Hit, search
from duiqi.memory.fuzzy import FuzzyMatch, look_up
from duiqi.memory.kwic import kwic_lines
from duiqi.memory.opening import open_memory
from duiqi.memory.pretranslation import Pretranslated, Source, Tags, pretranslated_lines
from duiqi.memory.store import LocalMemory

__all__ = [
    "BANDS",
    "Counts",
    "FuzzyMatch",
    "Hit",
    "LocalMemory",
    "Pretranslated",
    "Segments",
    "Source",
    "Tags",
    "analyse",
    "kwic_lines",
    "look_up",
    "open_memory",
    "pretranslated_lines",
    "search",
    "total",
]
