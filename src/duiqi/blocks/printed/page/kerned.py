"""Gaps between letters: in a title whose letters are set apart (``A B S T R A C T``) they are no spaces; where the type
changes in a justified line, a narrow one is a space that pdfium does not see."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from string import ascii_letters, digits
from typing import Protocol, TypeVar

# So many letters with a gap behind almost all of them; gaps of words are wider than those of letters by so much. On
# titles set by browsers and LibreOffice with 1 to 10 points between letters.
LETTERS, SPACED, WIDER = 5, 0.75, 1.5
# The gap of a word, in units of the size of type: .16 to .19 in TeX's narrowest lines, where kerned letters are .1
# apart at most; so much wider than most of the line.
WORD, MOST = 0.13, 3.0
# What sets a run-in term apart from its text, in units of the size of type: LaTeX .75 to .8; a justified line has gaps
# of half of it at most. So much wider than any other of the line. A choice.
APART, TAB, WIDEST = 0.6, 2.0, 1.5
BEFORE, BEHIND = f"{ascii_letters}{digits}”’)]", f"{ascii_letters}{digits}“‘(["


Own = TypeVar("Own")


class Placed(Protocol):
    """A character with its ends; ``made``: a space that stands for a gap."""

    @property
    def char(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def base(self) -> float: ...
    @property
    def made(self) -> bool: ...
    def _replace(self: Own, *, char: str, left: float, made: bool) -> Own: ...


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


def with_spaces(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """The characters of a line in type of this size, with a space in each gap that is as wide as one."""
    gaps = [(k, b.left - a.right) for k, (a, b) in enumerate(pairwise(glyphs), 1) if _are_words(a, b)]
    wide = [k for k, gap in gaps if gap > WORD * size]
    if not wide or MOST * median(gap for _, gap in gaps) > WORD * size:
        return list(glyphs)
    parts = [list(glyphs[start:end]) for start, end in pairwise([0, *wide, len(glyphs)])]
    for part in parts[:-1]:
        part.append(part[-1]._replace(char=" ", left=part[-1].right, made=True))
    return [glyph for part in parts for glyph in part]


def _are_words(a: Placed, b: Placed) -> bool:
    """Whether characters stand next to each other that a space may part."""
    return a.char in BEFORE and b.char in BEHIND and a.base == b.base


def behind_term(glyphs: Sequence[Placed], size: float) -> int:
    """How many characters of a line stand before its one wide gap; 0 where it has none, or more."""
    shown = [k for k, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    gaps = sorted((glyphs[b].left - glyphs[a].right, b) for a, b in pairwise(shown))
    widest, at = gaps[-1] if gaps else (0.0, 0)
    if not APART * size < widest < TAB * size or (len(gaps) > 1 and widest < WIDEST * gaps[-2][0]):
        return 0
    return at
