"""The type that characters of a PDF page are set in, by pypdfium2: how high, and whether all are of one width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ctypes import byref, c_char, c_int, sizeof
from math import hypot, pi
from typing import Any, Literal

# Type of one width by its name, where the font does not say so (TeX's cmtt and its successors do not).
FIXED = re.compile("mono|courier|consol|typewriter|menlo|cmtt|lmtt|lmmono|sftt|ectt", re.IGNORECASE)
FIXED_PITCH = 1  # the flag of a font descriptor (ISO 32000-1, table 123)
# Fonts of signs, and the letters in whose places Word's bullets are (a square, an arrow, a tick, diamonds, dots).
SYMBOLS = re.compile("wingdings|webdings|symbol", re.IGNORECASE)
SIGNS = frozenset("§Øüvqnlwupm·")
LEAST_ANGLE = 0.05  # radians: 3 degrees, more than a scanned page leans
SAMPLE = 8  # characters of a line that are asked for
Name = c_char * 128


def size_of(text_page: Any, index: int) -> float:
    """The size of type: that of the font, which may be 1, by what the text is scaled to."""
    from pypdfium2 import raw

    size = raw.FPDFText_GetFontSize(text_page, index) or 1.0
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text_page, index, byref(matrix)):
        size *= hypot(matrix.b, matrix.d) or 1.0
    return float(size)


def line_size(text_page: Any, indices: Sequence[int]) -> float:
    """The size of type of a line, by the character in its middle and those at its ends: names of programs in running
    text, in type of one width, may be set smaller than the rest (browsers .81)."""
    middle, *ends = indices
    size = size_of(text_page, middle)
    if _is_fixed(text_page, middle):
        size = max([size, *(size_of(text_page, end) for end in ends if not _is_fixed(text_page, end))])
    return size


def is_fixed(text_page: Any, indices: Sequence[int]) -> bool:
    """Whether characters are in type of one width, as program text is."""
    return bool(indices) and all(_is_fixed(text_page, index) for index in indices[:: 1 + len(indices) // SAMPLE])


def is_bullet(text_page: Any, index: int, char: str) -> bool:
    """Whether a character stands for a bullet, since its font has signs for letters."""
    return char in SIGNS and SYMBOLS.search(_font(text_page, index)[0]) is not None


def _is_fixed(text_page: Any, index: int) -> bool:
    name, flags = _font(text_page, index)
    return bool(flags & FIXED_PITCH) or FIXED.search(name) is not None


def _font(text_page: Any, index: int) -> tuple[str, int]:
    """The name and the flags of a character's font; nothing where it has none."""
    from pypdfium2 import raw

    name, flags = Name(), c_int()
    if not raw.FPDFText_GetFontInfo(text_page, index, name, sizeof(name), byref(flags)):
        return "", 0
    return name.value.decode("utf-8", "ignore"), flags.value


def turned_of(text_page: Any, index: int) -> Literal["", "along", "across"]:
    """Whether a character is set upwards or downwards, or across the page; upside down counts as upright. Of type that
    was made to slant, as browsers do where a font has no italics, it is not to be asked."""
    from pypdfium2 import raw

    angle = raw.FPDFText_GetCharAngle(text_page.raw, index) % pi
    if min(angle, pi - angle) < LEAST_ANGLE:
        return ""
    return "along" if abs(angle - pi / 2) < LEAST_ANGLE else "across"


def slant_of(text_page: Any, index: int) -> float:
    """How far an upright character leans, as a share of its height; 0 for type that has its own italics."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page.raw, index, byref(matrix)) or not matrix.d:
        return 0.0
    upright = abs(matrix.b) < LEAST_ANGLE * abs(matrix.a)
    return float(matrix.c / matrix.d) if upright and abs(matrix.c) < abs(matrix.d) else 0.0
