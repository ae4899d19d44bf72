"""Inline codes as files write them: segments of TMX and XLIFF to text with its codes beside it, and back.

Takes and gives text and ``duiqi.inline.Code``; knows what a code shows where there are none. It never reads files and
knows nothing of pairs.
"""

from __future__ import annotations

from duiqi.codes.omegat import omegat_segments
from duiqi.codes.shown import shown_code
from duiqi.codes.tmx_segment import CODES, INLINE_ATTRIBUTES, read_segment, segment_xml
from duiqi.codes.xliff_reading import read_content
from duiqi.codes.xliff_writing import XLIFF_CORE, XliffContent, xliff_content

__all__ = [
    "CODES",
    "INLINE_ATTRIBUTES",
    "XLIFF_CORE",
    "XliffContent",
    "omegat_segments",
    "read_content",
    "read_segment",
    "segment_xml",
    "shown_code",
    "xliff_content",
]
