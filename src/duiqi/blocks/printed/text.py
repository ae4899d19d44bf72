"""The text of a PDF page as printed lines, by pypdfium2: in the order of the file, each cell of a table on its own."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, repeat
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from duiqi.blocks.printed.face import is_bullet, is_fixed, line_size, slant_of, turned_of
from duiqi.blocks.printed.line import ABOVE, BULLET, Part, Place, Printed, marked
from duiqi.blocks.printed.page.kerned import behind_term, unkerned, with_spaces
from duiqi.blocks.printed.ruling import Grid
from duiqi.blocks.printed.shifted import moved_back
from duiqi.structure.hard_lines import WIDE
from duiqi.text.chars import BULLET_DASHES, BULLETS, HAN_CHAR
from duiqi.text.language import language_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How pdfium marks a hyphen at a line end (fpdf_text.cpp), and what it gives for a character without Unicode value.
HYPHEN, UNKNOWN = (0x02, 0xFFFE), (0x00, 0xFFFF)
BREAKS = (0x0A, 0x0D)
# A wider gap than this, in units of the size of type, lies between columns; a justified line has gaps of half of it.
COLUMN_GAP = 0.9
# And one like this is the way to a page number, or to the next column of a list.
TAB_GAP = 3.0
# Points: letters of a word stand closer, lines lie further apart, lines of a column begin at one place.
TIGHT, LOWER, SAME = 0.5, 2.0, 0.1
# How far type reaches above and below its base line, of its size, in common fonts.
OVER, BELOW = 0.9, 0.2
HIGHER = 20.0  # than a raised figure: the head of the page
# The bullet or number that opens an entry, behind which the gap is a space also before Chinese.
MARKER = re.compile(rf"[{BULLET_DASHES}{BULLETS}—]|[(（]?(?:\d{{1,3}}|[a-zA-Z])[.)）]")

Column = tuple[int, int]  # the numbers of a table on a page and of a column in it


class Glyph(NamedTuple):
    """A character on a page: its left and right edge, and its base line; ``made``: a space that pdfium made of a gap;
    ``at``: its number in the text of the page."""

    char: str
    left: float
    right: float
    base: float
    made: bool
    at: int


def printed_lines(text_page: Any, page: int, tables: Sequence[Grid] = (), distance: int = 0) -> Iterator[Printed]:
    """The lines of a page (``page`` from 0) as pdfium parts them, with their bounds; those in ``tables`` by cells.
    ``distance``: how far the characters are shifted (see ``shifted``)."""
    lines = list(_lines(text_page))
    places = [[_cell(glyph, tables) for glyph in glyphs] for glyphs in lines] if tables else []
    starts = _starts(lines, places) if tables else {}
    for k, glyphs in enumerate(lines):
        if distance:
            chars = moved_back("".join(glyph.char for glyph in glyphs), distance)
            glyphs = [glyph._replace(char=char) for glyph, char in zip(glyphs, chars, strict=True)]
        cells = _cells(glyphs, places[k], starts) if tables else [None] * len(glyphs)
        for cell, part in groupby(zip(cells, glyphs, strict=True), key=itemgetter(0)):
            yield from _printed(text_page, [glyph for _, glyph in part], page, cell)


def _lines(text_page: Any) -> Iterator[list[Glyph]]:
    """The characters of a page, line by line; spaces stand where the character before them ends."""
    import numpy as np

    codes = _codes(text_page)
    hyphens, breaks = np.isin(codes, HYPHEN), np.isin(codes, BREAKS)
    kept = np.flatnonzero(~breaks & ~np.isin(codes, UNKNOWN) & (codes <= 0x10FFFF))
    if not len(kept):
        return
    line_of = np.cumsum(breaks)[kept]
    chars = ["-" if hyphen else chr(code) for code, hyphen in zip(codes[kept].tolist(), hyphens[kept], strict=True)]
    blank = np.fromiter(map(str.isspace, chars), bool, len(chars))
    places = _placed(text_page, kept, ~blank)
    firsts = np.flatnonzero(np.diff(line_of, prepend=-1))
    # The character before each space in its line has its place.
    last = np.maximum.accumulate(np.where(blank, -1, np.arange(len(kept))))
    last = np.where(last >= np.repeat(firsts, np.diff(firsts, append=len(kept))), last, -1)
    right = np.where(last >= 0, places[last, 1], 0.0)
    base = np.where(last >= 0, places[last, 2], 0.0)
    left = np.where(blank, right, places[:, 0])
    made = _made(text_page, kept, blank)
    glyphs = [*map(Glyph, chars, left.tolist(), right.tolist(), base.tolist(), made, kept.tolist())]
    cuts = sorted({*firsts.tolist(), *_behind_hyphens(hyphens[kept], blank, base, firsts)})
    for start, end in zip(cuts, [*cuts[1:], len(glyphs)], strict=True):
        yield glyphs[start:end]


def _behind_hyphens(
    hyphens: NDArray[np.bool_], blank: NDArray[np.bool_], base: NDArray[np.float64], firsts: NDArray[np.intp]
) -> Iterator[int]:
    """Where the next line begins behind a hyphen, with which pdfium goes on."""
    import numpy as np

    starts = set(firsts.tolist())
    shown = np.flatnonzero(~blank)
    for at in shown[1:][hyphens[shown[:-1]]].tolist():
        if at not in starts and not -LOWER <= base[at] - base[at - 1] <= HIGHER:
            yield at


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
    # pdfium is asked once for each character, by functions in C.
    found = np.fromiter(map(raw.FPDFText_GetLooseCharBox, repeat(handle), at, boxes), bool, len(at))
    if not at:
        return places
    box = np.frombuffer(boxes, np.float32).reshape(-1, 4)  # left, top, right, bottom
    # What stands as high and as low as the character before it has its base line.
    asked = found & np.concatenate(([True], (box[1:, 1::2] != box[:-1, 1::2]).any(axis=1) | ~found[:-1]))
    some = kept[shown][asked].tolist()
    x, bases = _Double(), (_Double * len(some))()
    told = np.fromiter(map(raw.FPDFText_GetCharOrigin, repeat(handle), some, repeat(x), bases), bool, len(some))
    which = np.cumsum(asked) - 1
    good = found & told[which] if some else found
    y = np.frombuffer(bytes(bases), np.float64)[which] if some else np.zeros(len(at))
    places[shown] = np.where(good[:, None], np.column_stack((box[:, 0], box[:, 2], y)), 0.0)
    return places


class _Double(ctypes.c_double):
    """One in an array of them, which a function can be told to write to."""


def _made(text_page: Any, kept: NDArray[np.intp], blank: NDArray[np.bool_]) -> list[bool]:
    """Which characters are spaces that pdfium made of gaps."""
    from pypdfium2 import raw

    made = [False] * len(kept)
    for k, index in zip(blank.nonzero()[0].tolist(), kept[blank].tolist(), strict=True):
        made[k] = raw.FPDFText_IsGenerated(text_page.raw, index) == 1
    return made


def _starts(lines: Sequence[Sequence[Glyph]], places: Sequence[Sequence[Place | None]]) -> dict[Column, float]:
    """Where texts begin in the columns of tables, those that begin at one place in two cells at least."""
    counts: dict[Column, Counter[float]] = {}
    for line, own in zip(lines, places, strict=True):
        for k, (glyph, place) in enumerate(zip(line, own, strict=True)):
            apart = not k or (place != own[k - 1] and abs(glyph.left - line[k - 1].right) > TIGHT)
            if place and apart and not glyph.char.isspace():
                counts.setdefault((place.table, place.column), Counter())[round(glyph.left, 1)] += 1
    most = ((column, *lefts.most_common(1)[0]) for column, lefts in counts.items())
    return {column: left for column, left, count in most if count > 1}


def _cells(
    glyphs: Sequence[Glyph], places: Sequence[Place | None], starts: Mapping[Column, float]
) -> list[Place | None]:
    """The cell of each character, from where it stands. A word that is too long for its cell stays in it, up to where
    the text of the next one begins, and where it goes on behind that."""
    found: list[Place | None] = []
    for k, (glyph, place) in enumerate(zip(glyphs, places, strict=True)):
        if k and place == found[-1] and glyph.left >= glyphs[k - 1].left:
            found.append(place)
            continue
        start = starts.get((place.table, place.column), -1.0) if place else -1.0
        # A Chinese character is a word of its own, but none of a cell begins further left than its text.
        part = glyph.char.isascii() or glyph.left < start - SAME
        before = _before(glyphs, k) if part and abs(start - glyph.left) >= SAME else None
        found.append(place if before is None else found[before])
    return found


def _before(glyphs: Sequence[Glyph], at: int) -> int | None:
    """The character that another one follows with nothing between: the last one, or one further back on the line."""
    glyph, last = glyphs[at], glyphs[max(0, at - 1)]
    if not at or glyph.left > last.right + TIGHT:
        return None
    if glyph.left > last.left and abs(glyph.base - last.base) < TIGHT:
        return at - 1
    follows = (abs(glyph.left - each.right) < TIGHT and abs(glyph.base - each.base) < TIGHT for each in glyphs[:at])
    return max((k for k, found in enumerate(follows) if found), default=None)


def _cell(glyph: Glyph, tables: Sequence[Grid]) -> Place | None:
    x, y = (glyph.left + glyph.right) / 2, glyph.base + LOWER  # where every character is
    for number, table in enumerate(tables):
        found = table.at(x, y)
        if found:
            return Place(number, *found, table.is_cut(found[0]))
    return None


def _printed(text_page: Any, glyphs: list[Glyph], page: int, cell: Place | None) -> Iterator[Printed]:
    shown = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if not shown:
        return
    placed = [glyph for glyph in shown if glyph.right > glyph.left] or shown
    size = line_size(text_page, [placed[k].at for k in (len(placed) // 2, 0, -1)])
    glyphs = _without_gaps(_with_tabs(unkerned(with_spaces(glyphs, size)), size))
    cut = 0 if cell else _column_cut(glyphs, size)
    if cut:
        for part in (glyphs[:cut], glyphs[cut:]):
            yield from _printed(text_page, part, page, cell)
        return
    # Of a line with raised or lowered characters the base line is that of most.
    base = median(glyph.base for glyph in placed)
    chars = marked([glyph.char for glyph in glyphs], [glyph.base > base + ABOVE * size for glyph in glyphs])
    first = glyphs.index(shown[0]) if shown[0] in glyphs else 0
    if is_bullet(text_page, shown[0].at, chars[first]):
        chars[first] = f"{BULLET} "
    text = _text(chars)
    if not text:
        return
    left, right = min(placed[0].left, placed[-1].left), max(placed[0].right, placed[-1].right)
    # The box of a character that was made to slant reaches over the next one, above its base line, and back below it.
    if slant := slant_of(text_page, placed[0].at):
        left, right = left + BELOW * slant * size, right - OVER * slant * size
    # Among Chinese characters they are names of a program in a sentence.
    fixed = not WIDE.search(text) and is_fixed(text_page, [glyph.at for glyph in placed if glyph.char.isascii()])
    parts = () if cell else tuple(_parts(glyphs, chars, size))
    turned = turned_of(text_page, placed[0].at)
    term = "" if cell else _text(chars[: behind_term(glyphs, size)])
    yield Printed(text, left, right, base, size, page, cell, fixed, parts if len(parts) > 1 else (), turned, term=term)


def _text(chars: Sequence[str]) -> str:
    return "".join(chars).encode("utf-16", "surrogatepass").decode("utf-16", "ignore").strip()


def _parts(glyphs: Sequence[Glyph], chars: Sequence[str], size: float) -> Iterator[Part]:
    """The stretches of a line between wide spaces; of most, which have none, nothing."""
    shown = [k for k, glyph in enumerate(glyphs) if not glyph.char.isspace() and glyph.right > glyph.left]
    starts = [0] + [k for j, k in pairwise(shown) if glyphs[k].left - glyphs[j].right > COLUMN_GAP * size]
    if len(starts) == 1:
        return
    for start, end in zip(starts, [*starts[1:], len(glyphs)], strict=True):
        inside = [glyphs[k] for k in shown if start <= k < end]
        text = _text(chars[start:end])
        if inside and text:
            yield Part(text, inside[0].left, inside[-1].right)


def _column_cut(glyphs: Sequence[Glyph], size: float) -> int:
    """Where a line goes over from a column in one language to the one beside it in the other; 0 where it does not."""
    if not HAN_CHAR.search("".join(glyph.char for glyph in glyphs)):
        return 0
    shown = [k for k, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    for before, after in pairwise(shown):
        if abs(glyphs[after].left - glyphs[before].right) < COLUMN_GAP * size:
            continue
        if bool(WIDE.match(glyphs[before].char)) == bool(WIDE.match(glyphs[after].char)):
            continue
        parts = ["".join(glyph.char for glyph in part) for part in (glyphs[:after], glyphs[after:])]
        if {language_of(part) for part in parts} == {"zh", "en"}:
            return after
    return 0


def _with_tabs(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """The characters of a line, the spaces that pdfium makes of wide gaps as tabs."""
    kept = list(glyphs)
    for k, glyph in enumerate(glyphs[1:-1], 1):
        if glyph.made and glyphs[k + 1].left - glyphs[k - 1].right > TAB_GAP * size:
            kept[k] = glyph._replace(char="\t", made=False)
    return kept


def _without_gaps(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a line without the spaces that pdfium makes of the gap between Chinese and other letters;
    spaces that the file has itself stay, and the one behind the mark of a list entry."""
    made = [k for k, glyph in enumerate(glyphs) if glyph.made]
    chars = [glyph.char for glyph in glyphs] if made else []
    marker = MARKER.match("".join(chars[:6]))
    kept = {marker.end()} if marker else set()
    kept.update(k for k in made if " / " in "".join(chars[max(0, k - 2) : k + 3]))
    gone = {k for k in made if k not in kept and WIDE.search("".join(chars[max(0, k - 1) : k] + chars[k + 1 : k + 2]))}
    return [glyph for k, glyph in enumerate(glyphs) if k not in gone]
