"""What stands on a printed page: lines with their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from duiqi.structure.hard_lines import glue
from duiqi.text.chars import BULLET_DASHES, BULLETS, list_marker_end

# Bullets of Word: "o" in Courier New, and characters of Symbol and Wingdings, which are for private use; up to so many
# sizes of type before the text. What they are read as.
SYMBOL, AWAY, BULLET = re.compile("[\uf020-\uf0ff]"), 3.0, "•"
# The mark of a list entry, where it is all of a line.
MARK = re.compile(rf"[{BULLET_DASHES}{BULLETS}]|[(（]?(?:\d{{1,3}}|[a-z])[.)）．]")
# What stands for raised figures until it is known whether they are marks of footnotes: characters for private use.
RAISED = {str(digit): chr(0xF8E0 + digit) for digit in range(10)}
RAISE = str.maketrans(RAISED)
LOWERED = str.maketrans({raised: digit for digit, raised in RAISED.items()})

# Raised figures stand higher than the line by so much (LaTeX .36, Word and LibreOffice .33, browsers .4), in type that
# much smaller (browsers .83, others .58 to .7).
ABOVE, HIGHEST, SMALLER = 0.2, 0.6, 0.9
_NUMBERS = r"\d{1,3}(?:\s?[,，、–~-]\s?\d{1,3})*"
NOTE_MARK = re.compile(rf"\d+|{_NUMBERS}(?:\s?[,，]\s?)?[*†‡§¶]{{0,3}}|[\[［]{_NUMBERS}[\]］]|[*†‡§¶]{{1,3}}|[a-h]")
# Marks of notes that are no figures, and behind what they are none: in formulas, of which the letters stand alone.
SIGN, WORD = re.compile("[*†‡§¶]+|[a-h]"), re.compile(r"[^\W\d]{3}[.,;:]?\Z|[\u3400-\u9fff][。，；：、]?\Z")
# Parts of a line stand at one height and no further apart than this, in units of the size of type.
LEVEL, GAP, SPACE = 0.35, 0.9, 0.12
# A drawn bullet is as wide as this in units of the size of type (browsers .41), and stands between these heights.
DOT, LOW, HIGH = (0.12, 0.6), 0.05, 0.75
ROUND = 1.15  # no bullet is more than so much wider than high, as the head of an arrow is
HALF, HALVED = re.compile("[“”‘’（）《》〈〉「」『』【】，。、：；！？]"), 1.1


class Place(NamedTuple):
    """A cell of a table on a page: the number of the table, of the row and of the column; ``cut``: its row has no
    border at the head or foot of the table, so that it may go on on another page."""

    table: int
    row: int
    column: int
    cut: bool = False


class Part(NamedTuple):
    """A stretch of a line between wide spaces: its text, and its ends in points."""

    text: str
    left: float
    right: float


class Dot(NamedTuple):
    """A small mark that a page draws, in points."""

    left: float
    bottom: float
    right: float
    top: float


class Printed(NamedTuple):
    """A line on a page, or the part of one in a cell: its text, its ends and base line in points (``base`` grows
    upwards), and size of type; ``fixed``: whether it is in type of one width, as program text is; ``parts``: the
    stretches between wide spaces, if it has any; ``turned``: whether it is set upwards or downwards, or across;
    ``note``: whether a footnote begins with it, whose number was taken away; ``term``: what stands before its one wide
    gap."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    cell: Place | None = None
    fixed: bool = False
    parts: tuple[Part, ...] = ()
    turned: Literal["", "along", "across"] = ""
    note: bool = False
    term: str = ""


class Paragraph(NamedTuple):
    """A paragraph of a page (from 0), or one of a cell of a table, whose rows are counted through the file. ``left`` is
    where it begins, in points, ``hanging`` whether its other lines begin further right, None where it has none;
    ``table`` and ``column`` number those of a cell."""

    text: str
    page: int
    row: int | None = None
    left: float = 0.0
    hanging: bool | None = None
    table: int = 0
    column: int | None = None


def one_line(page: Sequence[Printed]) -> list[Printed]:
    """The lines of a page, those put together that the file has in parts where the type changes, and with the marks
    before entries of lists that it has elsewhere."""
    lines: list[Printed] = []
    for line in _marked(page):
        last = lines[-1] if lines else None
        if last and _is_bullet_of(last, line):
            lines[-1] = line._replace(text=f"{BULLET} {line.text}", left=last.left, parts=())
        elif last and _goes_on(last, line):
            spaced = line.left - last.right > SPACE * line.size
            between = glue(last.text[-1:], line.text[0]) if spaced else ""
            text = last.text + between + _raised(last, line)
            parts = _parts(last, line, between)
            lines[-1] = last._replace(text=text, right=line.right, fixed=_fixed(last, line), parts=parts)
        else:
            lines.append(line)
    return lines


def marked(chars: Sequence[str], above: Sequence[bool]) -> list[str]:
    """The characters of a line, of those that stand ``above`` it figures raised, and without other marks of notes."""
    found = list(chars)
    for k in [k for k, up in enumerate(above) if up]:  # mostly none
        char, near = chars[k], range(max(0, k - 1), min(k + 2, len(chars)))
        found[k] = RAISED.get(char, char)
        if SIGN.fullmatch(char) and sum(above[j] and chars[j].isalpha() for j in near) == char.isalpha():
            before = "".join(chars[max(0, k - 4) : k])
            found[k] = "" if WORD.search(before) or (k and above[k - 1]) else char
    return found


def with_bullets(page: Sequence[Printed], dots: Sequence[Dot]) -> list[Printed]:
    """The lines, those of them that have a drawn bullet before them with one in their text. One that has text on both
    sides, a mark for its own or a size unlike that of the type is none, nor is one alone: a list has several in a
    column, a diagram need not."""
    lines = list(page)
    column = Counter(round(dot.left) for dot in dots)
    for dot in dots:
        if column[round(dot.left)] < 2:
            continue
        level = [k for k, line in enumerate(lines) if _is_level(dot, line)]
        entry = min((k for k in level if lines[k].left > dot.right), key=lambda k: lines[k].left, default=None)
        if entry is None or lines[entry].left - dot.right > AWAY * lines[entry].size:
            continue
        line = lines[entry]
        before = any(0 <= dot.left - lines[k].right < AWAY * line.size for k in level)
        if not before and not list_marker_end(line.text) and not MARK.match(line.text):
            lines[entry] = line._replace(text=f"{BULLET} {line.text}", left=dot.left, parts=())
    return lines


def _is_level(dot: Dot, line: Printed) -> bool:
    """Whether what is drawn is as large as a bullet of a line, and as high."""
    middle = ((dot.bottom + dot.top) / 2 - line.base) / line.size
    wide = (dot.right - dot.left) / line.size
    high = (dot.top - dot.bottom) / line.size
    return DOT[0] < wide < DOT[1] and wide < ROUND * high < ROUND**2 * wide and LOW < middle < HIGH


def _marked(page: Sequence[Printed]) -> Sequence[Printed]:
    """The lines, bullets and numbers that the file has before or behind a whole list in front of their entries."""
    marks = [line for line in page if MARK.fullmatch(line.text) and not SYMBOL.fullmatch(line.text)]
    if not marks:
        return page
    entries: dict[int, Printed] = {}
    gone: set[int] = set()
    for mark in marks:
        beside = [line for line in page if line is not mark and _is_beside(mark, line)]
        entry = min(beside, key=lambda line: line.left, default=None)
        if entry and id(entry) not in entries and not MARK.fullmatch(entry.text):
            text = f"{mark.text} {entry.text}"
            entries[id(entry)] = entry._replace(text=text, left=mark.left, parts=())
            gone.add(id(mark))
    return [entries.get(id(line), line) for line in page if id(line) not in gone]


def _is_beside(mark: Printed, line: Printed) -> bool:
    level = abs(mark.base - line.base) < LEVEL * line.size and mark.cell == line.cell
    return level and 0 < line.left - mark.right < AWAY * line.size


def _is_bullet_of(last: Printed, line: Printed) -> bool:
    """Whether what stands before a line is a letter that Word sets for a bullet."""
    bullet = (last.text == "o" and last.fixed) or SYMBOL.fullmatch(last.text) is not None
    level = abs(last.base - line.base) < LEVEL * line.size and last.cell == line.cell
    return bullet and level and 0 < line.left - last.right < AWAY * line.size


def _raised(last: Printed, line: Printed) -> str:
    """The text of a part that goes on with a line; figures in small type above it are raised, other marks of notes are
    none of the text."""
    if not _is_raised(last, line):
        return line.text
    return SIGN.sub("", line.text).translate(RAISE)


def _is_raised(last: Printed, line: Printed) -> bool:
    height = (line.base - last.base) / last.size
    if not (ABOVE < height < HIGHEST and line.size < SMALLER * last.size and NOTE_MARK.fullmatch(line.text)):
        return False
    return not SIGN.search(line.text) or line.text[0].isdecimal() or bool(WORD.search(last.text))


def _parts(last: Printed, line: Printed, between: str) -> tuple[Part, ...]:
    """The parts of a line that goes on with another: the last of the one and the first of the other are one."""
    if not (last.parts or line.parts):
        return ()
    before, after = ([*(each.parts or [Part(*each[:3])])] for each in (last, line))
    middle = Part(before[-1].text + between + after[0].text, before[-1].left, after[0].right)
    return (*before[:-1], middle, *after[1:])


def _fixed(last: Printed, line: Printed) -> bool:
    """Whether a line in two parts is in type of one width: a part without Latin letters tells nothing."""
    told = [part.fixed for part in (last, line) if any(char.isascii() and char.isalnum() for char in part.text)]
    return bool(told) and all(told)


def _goes_on(last: Printed, line: Printed) -> bool:
    size = max(last.size, line.size)
    # A full-width mark set as half of one has the other half of its box on the character beside it.
    lap = HALVED if HALF.search(last.text[-1:] + line.text[:1]) and abs(last.base - line.base) < SPACE else LEVEL
    return (
        (abs(last.base - line.base) < LEVEL * size or _is_raised(last, line))
        and -lap * size < line.left - last.right < GAP * size
        and last.cell == line.cell
    )
