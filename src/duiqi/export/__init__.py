"""Pairs out to files and back, in any of the formats that hold them (``duiqi.formats``).

Takes an alignment or pairs: ``save`` and ``write`` send them to a file, whole or not at all, or to an open stream.
``read`` and ``iter_pairs`` take them back; ``holds_pairs`` tells files of pairs from documents. It knows no format by
itself, and never imports the commands or what compares and keeps pairs.
"""

from __future__ import annotations

from duiqi.export.languages import NamedLanguages, named_languages
from duiqi.export.reading import iter_pairs, read
from duiqi.export.registry import INPUT_FORMATS, OUTPUT_FORMATS, format_of, holds_pairs, input_format
from duiqi.export.writing import CodesAs, WriteOptions, checked_props, save, tmx_date, write
from duiqi.io.files import atomic_write
from duiqi.pairs.fields import ReadOptions, Written, unit_id

__all__ = [
    "INPUT_FORMATS",
    "OUTPUT_FORMATS",
    "CodesAs",
    "NamedLanguages",
    "ReadOptions",
    "WriteOptions",
    "Written",
    "atomic_write",
    "checked_props",
    "format_of",
    "holds_pairs",
    "input_format",
    "iter_pairs",
    "named_languages",
    "read",
    "save",
    "tmx_date",
    "unit_id",
    "write",
]
