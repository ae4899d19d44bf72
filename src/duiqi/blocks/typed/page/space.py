"""Space that programs set in text which they take from pages: empty lines between the lines of a paragraph, where they
stood far apart, and wide gaps between the words of a justified line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.blocks.typed.widths import width_of
from duiqi.text.chars import CLOSED, STOPS, is_han, list_marker_end
from duiqi.text.language import language_of

STOPS_OR_DASH = frozenset(STOPS + "—")  # what a line that ends a sentence ends with, and breaks off
INSIDE = re.compile("[。！？][^\\s”」』）]|[a-z][.!?] [A-Z]")
# So many sentences go on behind an empty line, on lines so wide, that fill so much of the widest, and as many have an
# end of a sentence inside: not so verse, titles, rows of cells. Choices, by texts of pdftotext and pdfminer.
PLACES, WIDE, FULL, MOST = 3, 30, 0.85, 0.9


GAP = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
# Between so many gaps of a line, most of which a word in lower case follows, stand words of a sentence, and no cells.
GAPS, LOWER = 3, 0.6
# The first word of a line that had no room above, and what an English line inside a sentence ends with; longer lines
# are paragraphs.
NAME, OPEN_END, LONGEST = (
    re.compile(r"\s?(?:[A-Z][\w'’-]*|\d[\d,.]*(?=[\s%])(?!\.\s))[.,;]?"),
    re.compile(r"[a-z,][)”\"]?\Z"),
    120,
)


def evened(line: str) -> str:
    """A line with one space between its words, if it was justified."""
    if "  " not in line:
        return line
    behind = [line[match.end()] for match in GAP.finditer(line)]
    if len(behind) < GAPS or sum(map(str.islower, behind)) < LOWER * len(behind):
        return line
    return GAP.sub(" ", line)


def rejoined(lines: Sequence[str]) -> list[str]:
    """The lines, those of English that are full and end inside a sentence put together with one that begins with a
    capital or a figure; with others the repair of wrapped lines does so, which knows no page."""
    english = [width_of(line.rstrip()) for line in lines if language_of(line) == "en"]
    margin = max([width for width in english if width <= LONGEST], default=0)
    if margin < WIDE or sum(width >= FULL * margin for width in english) < PLACES:
        return list(lines)
    kept: list[str] = []
    for line in lines:
        above, word = kept[-1].rstrip() if kept else "", NAME.match(line)
        last = above.rsplit("\n", 1)[-1]
        cells = GAP.search(line) or GAP.search(last.strip())
        if word and not cells and OPEN_END.search(last) and FULL * margin - len(word[0]) <= len(last) <= margin:
            kept[-1] = f"{above} {line.strip()}"
        else:
            kept.append(line)
    return kept


def closed_up(lines: Sequence[str]) -> list[str]:
    """The lines without single empty ones inside sentences; all of them where there are too few to tell."""
    empty = [k for k in range(1, len(lines) - 1) if (not lines[k] or lines[k].isspace()) and _is_open(lines, k)]
    gone = [k for k in empty if _is_inside(lines, k)]
    if len(gone) < PLACES:
        return list(lines)
    widest = {chinese: _widest(lines, gone, chinese) for chinese in (True, False)}
    full = [k for k in gone if _is_full(lines[k - 1], widest)]
    # Where lines that are not full go on too, or full ones before what is no rest of them, the empty ones part columns.
    if len(full) < MOST * len(gone):
        return list(lines)
    others = sum(_is_full(lines[k - 1], widest) for k in set(empty).difference(gone))
    if others > len(full) / 4:
        return list(lines)
    gone = full
    if sum(bool(INSIDE.search(lines[k - 1]) or INSIDE.search(lines[k + 1])) for k in gone) < PLACES:
        return list(lines)
    without = set(gone)
    return [line for k, line in enumerate(lines) if k not in without]


def _is_full(line: str, widest: dict[bool, int]) -> bool:
    chinese = language_of(line) == "zh"
    return width_of(line.rstrip()) >= max(WIDE, FULL * widest[chinese])


def _is_open(lines: Sequence[str], at: int) -> bool:
    """Whether the empty line ``at`` stands behind one that ends no sentence, with another one below."""
    above, below = lines[at - 1].rstrip(), lines[at + 1]
    if not above or not below or below.isspace():
        return False
    return above.rstrip(CLOSED)[-1:] not in STOPS_OR_DASH


def _is_inside(lines: Sequence[str], at: int) -> bool:
    """Whether a sentence may go on behind the empty line ``at``, which is open."""
    above, below = lines[at - 1].rstrip(), lines[at + 1].strip()
    if list_marker_end(below):
        return False
    chinese = is_han(below[0]) and language_of(above) == "zh"
    return chinese or (below[0].islower() and above[-1].isascii() and language_of(above) == "en")


def _widest(lines: Sequence[str], places: Sequence[int], chinese: bool) -> int:
    return max(
        (width_of(lines[k - 1].rstrip()) for k in places if is_han(lines[k + 1].strip()[0]) == chinese), default=0
    )
