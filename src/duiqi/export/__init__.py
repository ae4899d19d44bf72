"""Alignments out to files and back: JSONL and TMX, plain or gzipped.

The text of one unit a line is made by a generator a format (``FORMATS``); ``save`` and ``write`` send it to a file,
whole or not at all, or to an open stream. ``read`` and ``iter_pairs`` take it back.
"""

from __future__ import annotations

from duiqi.export.files import atomic_write
from duiqi.export.reading import READERS, iter_pairs, read
from duiqi.export.saving import FORMATS, format_of, save, write
from duiqi.export.units import Written, unit_id

__all__ = [
    "FORMATS",
    "READERS",
    "Written",
    "atomic_write",
    "format_of",
    "iter_pairs",
    "read",
    "save",
    "unit_id",
    "write",
]
