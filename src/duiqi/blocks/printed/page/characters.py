"""The characters of a PDF page with their places, by pypdfium2, and of each line what tells whether it holds anything
but plain text: asked and counted for a whole page at once."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from duiqi.blocks.printed.line import ABOVE
from duiqi.blocks.printed.page.font_codes import with_ligature_codes
from duiqi.blocks.printed.page.kerned import APART, BEFORE, BEHIND, LETTERS, SPACED, WIDEST, WORD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A wider gap than this, in units of the size of type, lies between columns; a justified line has gaps of half of it.
COLUMN_GAP = 0.9
# How pdfium marks a hyphen at a line end (fpdf_text.cpp), and what it gives for a character without Unicode value.
HYPHEN, UNKNOWN = (0x02, 0xFFFE), (0x00, 0xFFFF)
BREAKS = (0x0A, 0x0D)
# Points: how far a line lies below the one before it, and how far a raised figure above it.
LOWER, HIGHER = 2.0, 20.0
ROUNDING = 0.01  # points


class Glyph(NamedTuple):
    """A character on a page: its left and right edge, and its base line; ``made``: a space that pdfium made of a gap;
    ``at``: its number in the text of the page."""

    char: str
    left: float
    right: float
    base: float
    made: bool
    at: int


class Line(NamedTuple):
    """A line of a page that shows something: from where to where it goes in the characters of the page; its first,
    middle and last character but for spaces; its lowest and highest base line; ``even``: whether all characters have a
    width, and words no letters set apart; ``gap`` and ``second``: the two widest gaps between what it
    shows, ``lap`` the widest overlap, and ``word_gap`` the widest gap between two letters, or 0."""

    start: int
    end: int
    first: int
    middle: int
    last: int
    low: float
    high: float
    even: bool
    gap: float
    second: float
    lap: float
    word_gap: float

    def is_plain(self, size: float) -> bool:
        """Whether nothing in the line is set apart or raised, in type of this size."""
        if (
            not self.even
            or self.high - self.low > ABOVE * size
            or self.word_gap > WORD * size
            or max(self.gap, self.lap) >= COLUMN_GAP * size
        ):
            return False
        return self.gap <= APART * size or self.gap < WIDEST * self.second


class Characters(NamedTuple):
    """The characters of a page, each with what a ``Glyph`` has, and its lines."""

    text: str
    left: Sequence[float]
    right: Sequence[float]
    base: Sequence[float]
    made: Sequence[bool]
    at: Sequence[int]
    lines: Sequence[Line]

    def glyph(self, k: int) -> Glyph:
        return Glyph(self.text[k], self.left[k], self.right[k], self.base[k], self.made[k], self.at[k])

    def glyphs(self, line: Line) -> list[Glyph]:
        """The characters of a line one by one."""
        inside = slice(line.start, line.end)
        return [*map(Glyph, *(column[inside] for column in self[:6]))]


def characters(text_page: Any) -> Characters:
    """The characters of a page and its lines; spaces stand where the character before them ends."""
    import numpy as np

    codes = with_ligature_codes(_codes(text_page))
    hyphens, breaks, unknown = ((codes == a) | (codes == b) for a, b in (HYPHEN, BREAKS, UNKNOWN))
    kept = np.flatnonzero(~breaks & ~unknown & (codes <= 0x10FFFF))
    line_of, hyphens, codes = np.cumsum(breaks)[kept], hyphens[kept], codes[kept]
    codes[hyphens] = ord("-")
    text = "".join(map(chr, codes.tolist()))
    blank = np.fromiter(map(str.isspace, text), bool, len(text))
    if blank.all():
        return Characters("", (), (), (), (), (), ())
    places = _placed(text_page, kept, ~blank)
    firsts = np.flatnonzero(np.diff(line_of, prepend=-1))
    # The character before each space in its line has its place.
    last = np.maximum.accumulate(np.where(blank, -1, np.arange(len(kept))))
    last = np.where(last >= np.repeat(firsts, np.diff(firsts, append=len(kept))), last, -1)
    right = np.where(last >= 0, places[last, 1], 0.0)
    base = np.where(last >= 0, places[last, 2], 0.0)
    left = np.where(blank, right, places[:, 0])
    made = _made(text_page, kept, blank)
    cuts = np.sort(np.append(firsts, _behind_hyphens(hyphens, blank, base, firsts)))
    lines = _lines(cuts, codes, blank, (left, right, base), made)
    return Characters(text, left.tolist(), right.tolist(), base.tolist(), made.tolist(), kept.tolist(), lines)


def _lines(
    cuts: NDArray[np.intp],
    codes: NDArray[np.uint32],
    blank: NDArray[np.bool_],
    places: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    made: NDArray[np.bool_],
) -> list[Line]:
    """The lines that begin at ``cuts``, but for those with nothing but spaces."""
    import numpy as np

    shown = np.flatnonzero(~blank)
    line_of = np.searchsorted(cuts, shown, "right") - 1
    opens = np.diff(line_of, prepend=-1) > 0
    firsts = np.flatnonzero(opens)
    counts = np.diff(firsts, append=len(shown))
    rows = line_of[firsts]
    left, right, base = (each[shown] for each in places)
    low, high = np.minimum.reduceat(base, firsts), np.maximum.reduceat(base, firsts)
    gaps = np.where(opens, 0.0, left - np.roll(right, 1))
    widest = np.maximum.reduceat(gaps, firsts)
    at_widest = gaps == np.repeat(widest, counts)
    # Of several that are as wide all but one are the second.
    second = np.maximum.reduceat(np.where(at_widest, 0.0, gaps), firsts)
    second = np.where(np.add.reduceat(at_widest, firsts, dtype=np.intp) > 1, widest, second)
    before, behind = _words()[:, np.minimum(codes[shown], _words().shape[1] - 1)]
    side_by_side = (shown == np.roll(shown, 1) + 1) & (base == np.roll(base, 1)) & np.roll(before, 1) & behind
    spaces = np.add.reduceat(made, cuts, dtype=np.intp)[rows]
    even = ~np.logical_or.reduceat(right <= left, firsts)
    even &= (counts < LETTERS) | (spaces < SPACED * (counts - 1))
    columns = (
        cuts[rows],
        np.append(cuts, len(codes))[rows + 1],
        shown[firsts],
        shown[firsts + counts // 2],
        shown[firsts + counts - 1],
        low,
        high,
        even,
        widest,
        second,
        -np.minimum.reduceat(gaps, firsts),
        np.maximum.reduceat(np.where(side_by_side, gaps, 0.0), firsts),
    )
    return [*map(Line, *(column.tolist() for column in columns))]


@cache
def _words() -> NDArray[np.bool_]:
    """Whether each code point may stand before the space between two words, and behind it; the last one for all
    beyond."""
    import numpy as np

    table = np.zeros((2, max(map(ord, BEFORE + BEHIND)) + 2), np.bool_)
    for row, letters in zip(table, (BEFORE, BEHIND), strict=True):
        row[[*map(ord, letters)]] = True
    return table


def _behind_hyphens(
    hyphens: NDArray[np.bool_], blank: NDArray[np.bool_], base: NDArray[np.float64], firsts: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Where the next line begins behind a hyphen, with which pdfium goes on."""
    import numpy as np

    starts = set(firsts.tolist())
    shown = np.flatnonzero(~blank)
    behind = shown[1:][hyphens[shown[:-1]]].tolist()
    found = [at for at in behind if at not in starts and not -LOWER <= base[at] - base[at - 1] <= HIGHER]
    return np.array(found, np.intp)


def _codes(text_page: Any) -> NDArray[np.uint32]:
    """The code of each character of a page."""
    import numpy as np
    from pypdfium2 import raw

    handle, count = text_page.raw, text_page.count_chars()
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    units = raw.FPDFText_GetText(handle, 0, count, buffer) - 1
    if units == count and not np.any((np.frombuffer(buffer, "<u2")[:units] & 0xF800) == 0xD800):
        return np.frombuffer(buffer, "<u2")[:units].astype(np.uint32)
    # It leaves out what has no Unicode value: then each is asked for.
    found = map(raw.FPDFText_GetUnicode, repeat(handle), range(count))
    return np.fromiter(found, np.uint32, count)


def _placed(text_page: Any, kept: NDArray[np.intp], shown: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Left and right edge and base line of each character, 0 of those that are not ``shown`` or have no place."""
    import numpy as np
    from pypdfium2 import raw

    handle, places = text_page.raw, np.zeros((len(kept), 3))
    at = kept[shown].tolist()
    boxes = (raw.FS_RECTF * len(at))()
    # pdfium is asked once for each character, by functions in C; told an address, it need not be made an object.
    box_of = _BoxFunction(ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0)
    page, to = ctypes.cast(handle, ctypes.c_void_p).value, ctypes.addressof(boxes)
    addresses = range(to, to + ctypes.sizeof(boxes), ctypes.sizeof(raw.FS_RECTF))
    found = np.fromiter(map(box_of, repeat(page), at, addresses), bool, len(at))
    box = np.frombuffer(boxes, np.float32).reshape(-1, 4)  # left, top, right, bottom
    # What stands as high as the character before it has its base line, if it reaches as low or is as wide: the box of
    # a Chinese character reaches down to its lowest stroke.
    width = box[:, 2] - box[:, 0]
    like = (box[1:, 1] == box[:-1, 1]) & ((box[1:, 3] == box[:-1, 3]) | (np.abs(np.diff(width)) < ROUNDING))
    asked = found & np.concatenate(([True], ~like | ~found[:-1]))
    some = kept[shown][asked].tolist()
    x, bases = _Double(), (_Double * len(some))()
    told = np.fromiter(map(raw.FPDFText_GetCharOrigin, repeat(handle), some, repeat(x), bases), bool, len(some))
    which = np.cumsum(asked) - 1
    good = found & told[which] if some else found
    y = np.frombuffer(bytes(bases), np.float64)[which] if some else np.zeros(len(at))
    places[shown] = np.where(good[:, None], np.column_stack((box[:, 0], box[:, 2], y)), 0.0)
    return places


_BoxFunction = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Double(ctypes.c_double):
    """One in an array of them, which a function can be told to write to."""


def _made(text_page: Any, kept: NDArray[np.intp], blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which characters are spaces that pdfium made of gaps."""
    import numpy as np
    from pypdfium2 import raw

    made = np.zeros(len(kept), bool)
    found = map(raw.FPDFText_IsGenerated, repeat(text_page.raw), kept[blank].tolist())
    made[blank] = np.fromiter(found, int, int(blank.sum())) == 1
    return made
