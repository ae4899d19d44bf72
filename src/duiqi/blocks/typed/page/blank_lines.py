"""Empty lines that a program set between the lines of a paragraph, where they stood far apart on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.blocks.typed.widths import width_of
from duiqi.text.chars import is_han, list_marker_end
from duiqi.text.language import language_of

STOP = re.compile("[。！？!?.：:；;…—][\"'”’」』）)]*\\Z")
INSIDE = re.compile("[。！？][^\\s”」』）]|[a-z][.!?] [A-Z]")
# So many sentences go on behind an empty line, on lines so wide, that fill so much of the widest, and as many have an
# end of a sentence inside: not so verse, titles, rows of cells. Choices, by the texts that pdftotext and pdfminer write.
PLACES, WIDE, FULL = 3, 30, 0.85


def closed_up(lines: Sequence[str]) -> list[str]:
    """The lines without single empty ones inside sentences; all of them where there are too few to tell."""
    gone = [k for k in range(1, len(lines) - 1) if _is_inside(lines, k)]
    if len(gone) < PLACES:
        return list(lines)
    widest = {chinese: _widest(lines, gone, chinese) for chinese in (True, False)}
    gone = [k for k in gone if width_of(lines[k - 1].rstrip()) >= max(WIDE, FULL * widest[is_han(lines[k + 1].strip()[0])])]
    if sum(bool(INSIDE.search(lines[k - 1]) or INSIDE.search(lines[k + 1])) for k in gone) < PLACES:
        return list(lines)
    without = set(gone)
    return [line for k, line in enumerate(lines) if k not in without]


def _is_inside(lines: Sequence[str], at: int) -> bool:
    """Whether a sentence may go on behind the empty line ``at``."""
    above, below = lines[at - 1].rstrip(), lines[at + 1].strip()
    if lines[at].strip() or not above or not below or STOP.search(above) or list_marker_end(below):
        return False
    chinese = is_han(below[0]) and language_of(above) == "zh"
    return chinese or (below[0].islower() and above[-1].isascii() and language_of(above) == "en")


def _widest(lines: Sequence[str], places: Sequence[int], chinese: bool) -> int:
    return max((width_of(lines[k - 1].rstrip()) for k in places if is_han(lines[k + 1].strip()[0]) == chinese), default=0)
