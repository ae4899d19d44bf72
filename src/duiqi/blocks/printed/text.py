"""The text of a PDF page as printed lines, by pypdfium2: in the order of the file, each cell of a table on its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import Any

from duiqi.blocks.printed.face import SIGNS, is_bullet, is_fixed, line_size, slant_of, turned_of
from duiqi.blocks.printed.line import ABOVE, BULLET, Part, Place, Printed, marked
from duiqi.blocks.printed.page.characters import COLUMN_GAP, LOWER, Characters, Glyph, Line, characters
from duiqi.blocks.printed.page.kerned import behind_term, unkerned, with_spaces
from duiqi.blocks.printed.ruling import Grid
from duiqi.blocks.printed.shifted import moved_back
from duiqi.structure.hard_lines import WIDE
from duiqi.text.chars import BULLET_DASHES, BULLETS, HAN_CHAR
from duiqi.text.language import language_of

# A gap like this, in units of the size of type, is the way to a page number, or to the next column of a list.
TAB_GAP = 3.0
# Points: letters of a word stand closer, lines of a column begin at one place.
TIGHT, SAME = 0.5, 0.1
# How far type reaches above and below its base line, of its size, in common fonts.
OVER, BELOW = 0.9, 0.2
# The bullet or number that opens an entry, behind which the gap is a space also before Chinese.
MARKER = re.compile(rf"[{BULLET_DASHES}{BULLETS}—]|[(（]?(?:\d{{1,3}}|[a-zA-Z])[.)）]")

Column = tuple[int, int]  # the numbers of a table on a page and of a column in it


def printed_lines(text_page: Any, page: int, tables: Sequence[Grid] = (), distance: int = 0) -> Iterator[Printed]:
    """The lines of a page (``page`` from 0) as pdfium parts them, with their bounds; those in ``tables`` by cells.
    ``distance``: how far the characters are shifted (see ``shifted``)."""
    import numpy as np

    with np.errstate(all="ignore"):  # a page may say that a character stands nowhere
        drawn = characters(text_page)
    if distance:
        chars = [*drawn.text]
        for line in drawn.lines:
            chars[line.start : line.end] = moved_back(drawn.text[line.start : line.end], distance)
        drawn = drawn._replace(text="".join(chars))
    ruled = {k: drawn.glyphs(line) for k, line in enumerate(drawn.lines) if any(_reach(line, each) for each in tables)}
    places = {k: [_cell(glyph, tables) for glyph in glyphs] for k, glyphs in ruled.items()}
    starts = _starts([*ruled.values()], [*places.values()])
    for k, line in enumerate(drawn.lines):
        if k not in ruled and drawn.text[line.first] not in SIGNS:
            size = line_size(text_page, [drawn.at[each] for each in (line.middle, line.first, line.last)])
            if line.is_plain(size):
                yield from _plain(text_page, drawn, line, size, page)
                continue
        glyphs = ruled.get(k) or drawn.glyphs(line)
        cells = _cells(glyphs, places[k], starts) if k in places else [None] * len(glyphs)
        for cell, part in groupby(zip(cells, glyphs, strict=True), key=itemgetter(0)):
            yield from _printed(text_page, [glyph for _, glyph in part], page, cell)


def _reach(line: Line, table: Grid) -> bool:
    """Whether a character of a line may be in a table."""
    return line.low + LOWER <= table.head and line.high + LOWER >= table.foot


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


def _plain(text_page: Any, drawn: Characters, line: Line, size: float, page: int) -> Iterator[Printed]:
    """A line with nothing set apart in it."""
    chars = drawn.text[line.start : line.end]
    made = [k for k, each in enumerate(drawn.made[line.start : line.end]) if each]
    gone = _gaps(chars, made)
    text = _text([char for k, char in enumerate(chars) if k not in gone] if gone else chars)
    if text:
        bases = zip(chars, drawn.base[line.start : line.end], strict=True)
        base = line.low if line.low == line.high else median(each for char, each in bases if not char.isspace())
        ends = drawn.glyph(line.first), drawn.glyph(line.last)
        places = zip(chars, drawn.at[line.start : line.end], strict=True)
        latin = [at for char, at in places if char.isascii() and not char.isspace()]
        yield _set(text_page, Printed(text, 0.0, 0.0, base, size, page), ends, latin)


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
    parts = () if cell else tuple(_parts(glyphs, chars, size))
    term = "" if cell else _text(chars[: behind_term(glyphs, size)])
    line = Printed(text, 0.0, 0.0, base, size, page, cell, parts=parts if len(parts) > 1 else (), term=term)
    latin = [glyph.at for glyph in placed if glyph.char.isascii()]
    yield _set(text_page, line, (placed[0], placed[-1]), latin)


def _set(text_page: Any, line: Printed, ends: tuple[Glyph, Glyph], latin: Sequence[int]) -> Printed:
    """A line with where it goes from and to, by its characters at the ends, and with how it is set; ``latin``: the
    numbers of its ASCII characters."""
    first, last = ends
    left, right = min(first.left, last.left), max(first.right, last.right)
    # The box of a character that was made to slant reaches over the next one, above its base line, and back below it.
    if slant := slant_of(text_page, first.at):
        left, right = left + BELOW * slant * line.size, right - OVER * slant * line.size
    # Among Chinese characters they are names of a program in a sentence.
    fixed = not WIDE.search(line.text) and is_fixed(text_page, latin)
    turned = "" if slant else turned_of(text_page, first.at)
    return line._replace(left=left, right=right, fixed=fixed, turned=turned)


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
    """The characters of a line without the spaces that are none."""
    made = [k for k, glyph in enumerate(glyphs) if glyph.made]
    gone = _gaps("".join(glyph.char for glyph in glyphs), made) if made else ()
    return [glyph for k, glyph in enumerate(glyphs) if k not in gone]


def _gaps(chars: str, made: Sequence[int]) -> set[int]:
    """Which of the spaces that pdfium has ``made`` of gaps stand between Chinese and other letters, and are none; the
    one behind the mark of a list entry stays."""
    if not made or not WIDE.search(chars):
        return set()
    marker = MARKER.match(chars[:6])
    kept = {marker.end()} if marker else set()
    kept.update(k for k in made if " / " in chars[max(0, k - 2) : k + 3])
    return {k for k in made if k not in kept and WIDE.search(chars[max(0, k - 1) : k] + chars[k + 1 : k + 2])}
