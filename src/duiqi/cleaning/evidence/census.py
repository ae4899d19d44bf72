"""Which kinds of characters a text holds: one pass over its code points decides which fixes have anything to do.

Most text is sound. A table gives each code point its kinds as bits; the union over the text, and the share of a kind in
each line, take some milliseconds a million characters, and no fix runs whose characters do not occur.
"""

from __future__ import annotations

from enum import IntFlag
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from duiqi.text.chars import HAN
from duiqi.text.code_points import code_points, looked_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Places = NDArray[np.intp]


# Between two of these there is no space in Chinese: ideographs, full-width punctuation, quotation marks, dashes.
WIDE = f"{HAN}\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—"


class Kind(IntFlag):
    """Kinds of characters that damage leaves; a character may be of several."""

    NONE = 0
    SURROGATE = 1
    CONTROL = 2
    LINE_SEPARATOR = 4
    INVISIBLE = 8
    PRIVATE = 16
    LOST = 32  # U+FFFD
    RADICAL = 64
    COMPATIBILITY = 128
    FULL_WIDTH = 256
    SMALL_FORM = 512
    ODD_SPACE = 1024  # ideographic, no-break and typographic spaces
    AMPERSAND = 2048
    BRACKET = 4096  # ( [ and their wide forms, which open a gloss
    HIGH_LATIN = 8192  # what bytes from 0x80 become in single-byte encodings
    RARE = 16384  # ideographs that running Chinese hardly ever holds
    SIGN = 32768  # kana, Greek, Cyrillic, Hebrew, Arabic, Thai, Hangul, bopomofo, box drawing, half-width forms


# First and last code point. HIGH_LATIN: Latin-1 and Latin Extended-A, the letters that Windows-1252 adds, and the
# signs of the code pages 437 and 850 and of Mac OS Roman (those of Greek, Cyrillic and box drawing are SIGN).
_RANGES: tuple[tuple[Kind, tuple[tuple[int, int], ...]], ...] = (
    (Kind.SURROGATE, ((0xD800, 0xDFFF),)),
    (Kind.CONTROL, ((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xFFFE, 0xFFFF))),
    (Kind.LINE_SEPARATOR, ((0x2028, 0x2029),)),
    (
        Kind.INVISIBLE,
        (
            (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180E, 0x180E),
            (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC), (0xFE00, 0xFE0F),
            (0xE0000, 0xE007F), (0xE0100, 0xE01EF),
        ),
    ),
    (Kind.PRIVATE, ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))),
    (Kind.LOST, ((0xFFFD, 0xFFFD),)),
    (Kind.RADICAL, ((0x2E80, 0x2EF3), (0x2F00, 0x2FD5))),
    (Kind.COMPATIBILITY, ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))),
    (Kind.FULL_WIDTH, ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))),
    (Kind.SMALL_FORM, ((0xFE10, 0xFE19), (0xFE35, 0xFE6B), (0xFF61, 0xFF65))),
    (Kind.ODD_SPACE, ((0x3000, 0x3000), (0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F))),
    (Kind.AMPERSAND, ((0x26, 0x26),)),
    (Kind.BRACKET, ((0x28, 0x28), (0x5B, 0x5B), (0xFF08, 0xFF08), (0xFF3B, 0xFF3B))),
    (Kind.HIGH_LATIN, ((0x80, 0x17F), (0x192, 0x192), (0x2C6, 0x2DD))),
    (
        Kind.SIGN,
        (
            (0x370, 0x4FF), (0x590, 0x6FF), (0xE00, 0xE5B), (0x2500, 0x259F), (0x3040, 0x312F), (0xAC00, 0xD7A3),
            (0xFF61, 0xFF9F),
        ),
    ),
)  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint16]:
    """The kinds of each code point."""
    import numpy as np

    from duiqi.cleaning.evidence.char_model import plausibility

    table = np.zeros(0x110000, np.uint16)
    for kind, ranges in _RANGES:
        for first, last in ranges:
            table[first : last + 1] |= np.uint16(kind)
    model = plausibility()
    common = np.fromiter(map(ord, model.common), np.uint32)
    rare = np.zeros(0x110000, bool)
    for first, last in ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)):
        rare[first : last + 1] = True
    rare[common] = False
    table[rare] |= np.uint16(Kind.RARE)
    return table


class Census:
    """The kinds of characters of one text, and where its lines begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def codes(self) -> Codes:
        """Its code points."""
        return code_points(self.text)

    @cached_property
    def bmp(self) -> NDArray[np.uint16]:
        """The same for tables of 65,536 entries: what lies beyond is 0xFFFF, which is no character."""
        import numpy as np

        return np.minimum(self.codes, 0xFFFF).astype(np.uint16)

    @cached_property
    def bounds(self) -> Places:
        """Where its lines are parted: -1, the offset of each line feed, and the length of the text."""
        import numpy as np

        return np.concatenate(([-1], np.flatnonzero(self.codes == 0x0A), [len(self.text)]))

    @cached_property
    def spaces(self) -> Places:
        """The offsets of its plain spaces."""
        import numpy as np

        return np.flatnonzero(self.codes == 0x20)

    @cached_property
    def _kinds(self) -> NDArray[np.uint16]:
        return looked_up(_table(), self.codes)

    @cached_property
    def present(self) -> Kind:
        """Every kind that occurs."""
        import numpy as np

        return Kind(int(np.bitwise_or.reduce(self._kinds))) if self.text else Kind.NONE

    def places(self, kinds: Kind) -> Places:
        """The offsets of the characters of any of ``kinds``."""
        import numpy as np

        return np.flatnonzero((self._kinds & np.uint16(kinds)) != 0)  # of Booleans it is told in a tenth of the time

    def lines(self, places: Places) -> Places:
        """The numbers of the lines that hold the given rising offsets, each line once."""
        import numpy as np

        numbers = np.searchsorted(self.bounds[1:-1], places)
        return numbers[np.diff(numbers, prepend=-1) > 0]

    def spans(self, lines: Places) -> list[tuple[int, int]]:
        """Start and end of the lines of the given numbers."""
        starts, ends = self.bounds[lines] + 1, self.bounds[lines + 1]
        return list(zip(starts.tolist(), ends.tolist(), strict=True))


@lru_cache(maxsize=1)
def census_of(text: str) -> Census:
    """The census of ``text``, kept until another text is asked for: the fixes that look at one text share it."""
    return Census(text)
