"""Letters of a title that are set apart (``A B S T R A C T``): the gaps between them are no spaces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

# So many letters with a gap behind almost all of them; gaps of words are wider than those of letters by so much. On
# titles set by browsers and LibreOffice with 1 to 10 points between letters.
LETTERS, SPACED, WIDER = 5, 0.75, 1.5


class Placed(Protocol):
    """A character with its ends; ``made``: a space that stands for a gap."""

    @property
    def char(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def made(self) -> bool: ...


Glyph = TypeVar("Glyph", bound=Placed)


def unkerned(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a line without the spaces that only letters set apart have between them."""
    made = sum(glyph.made for glyph in glyphs)
    shown = [k for k, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    if len(shown) < LETTERS or made < SPACED * (len(shown) - 1):
        return list(glyphs)
    if not all(glyphs[k].char.isalpha() and glyphs[k].char.isascii() for k in shown):
        return list(glyphs)
    gaps = {(a, b): glyphs[b].left - glyphs[a].right for a, b in pairwise(shown)}
    usual = median(gaps.values())
    gone = {k for (a, b), gap in gaps.items() if gap < WIDER * usual for k in range(a + 1, b)}
    return [glyph for k, glyph in enumerate(glyphs) if k not in gone]
