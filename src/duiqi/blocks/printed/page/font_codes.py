"""Codes that a font without a map has instead of characters: glyphs, though the characters of these codes are blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The ligatures of TeX's fonts in the encodings OT1 and T1. pdfium ends a line by a carriage return and a line feed.
LIGATURES = (0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F)
RETURN = 0x0D
# Where symbol fonts have their codes (OpenType, cmap, encoding 3.0).
SYMBOLS = 0xF000
# One to so many small letters at most: spaces are one to five, hyphens at line ends one to a hundred. In 564 English
# texts one in 90 letters belongs to such a ligature; a choice.
MOST = 10


def with_ligature_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The codes of a page, those of ligatures beside small letters as the private characters of symbol fonts."""
    import numpy as np

    at = np.flatnonzero(np.isin(codes, LIGATURES))
    small = (codes >= ord("a")) & (codes <= ord("z"))
    beside = np.pad(small, 1)
    before, behind = beside[at], beside[at + 2]
    # A carriage return alone, between letters.
    at = at[np.where(codes[at] == RETURN, before & behind, before | behind)]
    if not len(at) or len(at) * MOST > np.count_nonzero(small):
        return codes
    found: NDArray[np.uint32] = codes.copy()
    found[at] += SYMBOLS
    return found
