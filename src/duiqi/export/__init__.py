"""Alignments out to files and back, in any of the formats.

A format's content is made by a generator (``FORMATS``); ``save`` and ``write`` send it to a file, whole or not at all,
or to an open stream. Formats of several files (``SETS``) write their own. ``read`` and ``iter_pairs`` take it back.
"""

from __future__ import annotations

from duiqi.export.reading import iter_pairs, read
from duiqi.export.registry import FORMATS, READERS, SETS, format_of
from duiqi.export.writing import save, write
from duiqi.io.files import atomic_write
from duiqi.pairs.fields import Written, unit_id

__all__ = [
    "FORMATS",
    "READERS",
    "SETS",
    "Written",
    "atomic_write",
    "format_of",
    "iter_pairs",
    "read",
    "save",
    "unit_id",
    "write",
]
