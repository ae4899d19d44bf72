"""Marks of notes on the line: where a font has only some figures raised, TeX sets the others as they are, in the text
as well as before the note at the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from duiqi.blocks.printed.line import RAISED, Printed

# Figures that a font has raised.
SUPERIOR = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# Behind what a mark stands where a figure of the text hardly does, and behind what it may.
CLEAR = r"[。！？”’」』）)\]] ?|[A-Za-z)][.!?:] ?"
POSSIBLE = r"[\u3400-\u9fff，、；：]|[A-Za-z.]{3}[,;]? ?"
# What no mark goes on as: a larger figure, a word.
WHOLE = r"(?!\d|[.,:/-]\w|\s?/|[A-Za-z%％°])"
PAGE_NUMBER = re.compile(r"[\s–—|·-]*(?:\d{1,4}|[ivxlc]{1,7})[\s–—|·-]*")

Mark = tuple[Printed, int, int]


def on_line(page: Sequence[Printed], opened: Mapping[str, Printed], small: float) -> dict[str, Mark]:
    """The line with the mark of each note at the foot of a page, and where in it the mark begins and ends: the one
    place above the notes where their number can be one. ``opened``: the first lines of notes, by their numbers;
    ``small``: the type of notes is no larger."""
    text = [line for line in page if line.size > small and not PAGE_NUMBER.fullmatch(line.text)]
    foot = min((line.base for line in text), default=0.0)
    # The head of the page may end with its number.
    head = max((line.base for line in text), default=0.0)
    found: dict[str, Mark] = {}
    for number, note in opened.items():
        if note.size > small or note.base >= foot:
            continue
        figures = "".join(f"[{figure}{RAISED[figure]}{SUPERIOR[int(figure)]}]" for figure in number)
        for behind in (CLEAR, POSSIBLE):
            mark = re.compile(f"(?:{behind})({figures}){WHOLE}")
            places = [
                (line, *match.span(1))
                for line in text
                for match in mark.finditer(line.text)
                if line.base < head or match.end() < len(line.text)
            ]
            if places:
                break
        if len(places) == 1:
            found[number] = places[0]
    return found
