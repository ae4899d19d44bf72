"""Two languages side by side in plain text: columns parted by space, each with lines of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.typed.widths import MODELS, Width, starts, width_of
from duiqi.model import Language
from duiqi.structure.hard_lines import join_wrapped
from duiqi.structure.paragraph_kind import LIST_ITEM
from duiqi.text.chars import STOP
from duiqi.text.language import language_of

GAP = re.compile(r"(?<=\S)[ \t\u3000]{2,}(?=\S)")
# Each line of verse begins so; of wrapped lines some begin inside a sentence.
VERSE = re.compile(r"[\"'“‘(]*[A-Z]")
# So many lines below each other, of which so many have both languages, with the right one at one column.
LINES, BOTH, EVEN = 3, 0.5, 0.8
# Wrapped lines fill their column: so many of those that go on are so wide beside the widest, which is so wide itself.
# Entries of a glossary have any width, and lines that are whole sentences end as such.
FULL, FILLED, WIDEST = 0.6, 0.7, 16
NEAR = 3  # columns that rounding may move the beginning of a line by

# The number of a row in a column of its own.
ROW_NUMBER = re.compile(r"\s{0,6}(\d{1,4})(?=\s|\Z)")

Rows = list[list[str]]


class Line(NamedTuple):
    """The two sides of a line, either of which may be empty."""

    left: str
    right: str


def find_columns(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """The columns that begin at ``lines[start]``: where they end, and their paragraphs as rows of two cells; None where
    none do."""
    if not GAP.search(lines[start].strip()):
        return None
    # A title may stand right above them.
    if start and lines[start - 1].strip() and GAP.search(lines[start - 1].strip()):
        return None
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    block, counted = without_row_numbers(lines[start:end])
    cuts = [_cut(line) for line in block]
    both = [(line, *cut) for line, cut in zip(block, cuts, strict=True) if cut]
    if counted and both:  # the heads of such a table may be parted otherwise
        usual = Counter(order for _, _, order in both).most_common(1)[0][0]
        both = [line for line in both if line[2] == usual]
    if not both or len({order for _, _, order in both}) > 1:
        return None
    # Fewer lines are columns where both sides begin with one number.
    numbered = counted or (len(block) < LINES and _begin_alike(*both[0][:2]))
    if not numbered and (len(block) < LINES or len(both) < max(2, BOTH * len(block))):
        return None
    fits: list[tuple[int, int, int, Width]] = []
    for width in MODELS:
        columns = Counter(starts(line, width)[at] for line, at, _ in both)
        column, count = columns.most_common(1)[0]
        if count >= EVEN * len(both):
            alone = sum(abs(_indent(line, width) - column) <= NEAR for line in block)
            fits.append((alone, -len(fits), column, width))
    if not fits:
        return None
    # Lines of the right side alone show how wide the left one's characters were taken to be.
    _, _, column, width = max(fits, key=lambda fit: fit[:2])
    sides = [_sides(line, column, width) for line in block]
    wrapped = numbered or all(_wraps([side[k] for side in sides]) for k in (0, 1))
    if not wrapped:
        return None
    if counted and not lines[start][:1].isspace() and not ROW_NUMBER.match(lines[start]):
        return end, [[text for text in (GAP.split(sides[0].left)[-1], sides[0].right) if text], *_rows(sides[1:])]
    return end, _rows(sides)


def _indent(line: str, width: Width) -> int:
    """The column that a line begins in."""
    return starts(line, width)[len(line) - len(line.lstrip())]


def without_row_numbers(block: Sequence[str]) -> tuple[list[str], bool]:
    """The lines with space for the numbers of rows that stand before them, in the middle of a row perhaps; and whether
    there are any: they count up, and all other text begins further right."""
    found = [ROW_NUMBER.match(line) for line in block]
    numbers = [int(match[1]) for match in found if match]
    set_in = [
        match is not None or not line.strip() or line[:3].isspace() for match, line in zip(found, block, strict=True)
    ]
    if len(numbers) < LINES or not all(set_in[1:]) or any(b - a != 1 for a, b in pairwise(numbers)):
        return list(block), False
    return [
        " " * match.end() + line[match.end() :] if match else line for match, line in zip(found, block, strict=True)
    ], True


def _begin_alike(line: str, cut: int) -> bool:
    """Whether both sides of a line begin with the same number."""
    first, second = LIST_ITEM.match(line), LIST_ITEM.match(line[cut:])
    return first is not None and second is not None and first[0].strip() == second[0].strip()


def _cut(line: str) -> tuple[int, tuple[Language, Language]] | None:
    """Where the right side of a line begins, and the languages of both; None for a line in one language."""
    for match in GAP.finditer(line):
        left, right = language_of(line[: match.start()]), language_of(line[match.end() :])
        if left and right and left != right:
            return match.end(), (left, right)
    return None


def _sides(line: str, column: int, width: Width) -> Line:
    """The sides of a line whose right one begins at ``column``; a line that does not reach it, or that has no space
    before it, is left."""
    if line[:1].isspace() and abs(_indent(line, width) - column) <= NEAR:
        return Line("", line.strip())
    at = next((k for k, place in enumerate(starts(line, width)) if place >= column), len(line))
    if line[max(0, at - 2) : at].strip():
        return Line(line.strip(), "")
    return Line(line[:at].strip(), line[at:].strip())


def _wraps(texts: Sequence[str]) -> bool:
    """Whether the lines of a column were wrapped."""
    texts = [text for text in texts if text]
    if len(texts) >= LINES and all(map(VERSE.match, texts)):
        return False
    widest = max(map(width_of, texts), default=0)
    going_on = [text for text in texts[:-1] if not STOP.search(text)]
    full = sum(width_of(text) >= FILLED * widest for text in going_on)
    return widest >= WIDEST and 2 * len(going_on) >= len(texts) - 1 and full >= FULL * len(going_on)


def _rows(sides: Sequence[Line]) -> Rows:
    """The paragraphs: a new one begins where both sides have ended as sentences do, or both begin as entries do."""
    rows: list[list[list[str]]] = [[[], []]]
    for side in sides:
        ended = all(texts and STOP.search(texts[-1]) for texts in rows[-1])
        listed = bool(rows[-1][0] or rows[-1][1]) and all(LIST_ITEM.match(text) for text in side)
        if (ended and side.left and side.right) or listed:
            rows.append([[], []])
        for texts, text in zip(rows[-1], side, strict=True):
            if text:
                texts.append(text)
    return [[join_wrapped(texts) for texts in row if texts] for row in rows]
