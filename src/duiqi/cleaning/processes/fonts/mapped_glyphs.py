"""A font's map, as in PDF: glyphs copied as radicals or compatibility ideographs that only look like the characters.

No writer types ``⼯`` for 工. Where one means the radical, it stands in a list, in quotation marks, before 部 or 旁, or
in text about characters; where the map was wrong, the text around it reads with the character.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, plausibility
from duiqi.cleaning.processes.neighbours import bounded
from duiqi.cleaning.processes.odds import FOUND, MAPPED

# From these log-odds on, a glyph that may be meant is taken for what all the others are.
_PROVEN = 20.0
# What a place says in which a writer means the glyph. Of radicals that are meant at most one in twenty stands without
# any such sign.
_MEANT, _UNMARKED = -8.0, math.log(20)
# That a document holds such characters at all, where it is not damaged: radicals in one of 6,540 clean texts, in text
# about characters; compatibility ideographs in three, in lists of numerals and text about characters.
RADICALS, COMPATIBILITY = math.log(6540 / 1) + _UNMARKED, math.log(6540 / 3)
_ABOUT = re.compile(
    r"部首|偏旁|康熙|字形|笔画|筆畫|[汉漢]字[“‘「]|音.[。，]|[从從].{1,2}[聲声省持]|说文|說文|字典|字书|字書"
    r"|异体字|異體字|[Kk]angxi|\b[Rr]adicals?\b|compatibility ideograph|U\+(?:2[EF]|F[9A])"
)
_NAMED = re.compile("字?旁|字头|字頭|字底|字[。，、；也]|部(?![门門⻔⾨分署队隊长長件落位委])")
# Alone between quotation marks, brackets, or the marks of a list.
_OPEN, _CLOSED = re.compile("(?:^|[“‘「『《〈（(、,\\s])$"), re.compile("(?:[”’」』》〉）)、,\\s]|$)")
_LINE = 60  # characters on each side that are looked at


class Mapped(NamedTuple):
    """Places (start, end, character meant), and the log-odds that a font's map left them."""

    places: list[tuple[int, int, str]]
    odds: float


def find_mapped(text: str, places: Sequence[tuple[int, int, str]], presence: float) -> Mapped | None:
    """Those of ``places`` that no writer means, when a wrong map explains them; ``presence`` is what it says (nats)
    that there are such characters at all."""
    if not places:
        return None
    says = [_evidence(text, *place) for place in places]
    odds = MAPPED + presence + sum(says)
    if odds < FOUND:
        return None
    # Beyond doubt, ``⽿部`` is 耳部 like all the rest.
    kept = [
        place
        for place, nats in zip(places, says, strict=True)
        if nats > _MEANT or (odds >= _PROVEN and not _is_shown(*_around(text, *place[:2])))
    ]
    return Mapped(kept, odds) if kept else None


def _evidence(text: str, start: int, end: int, meant: str) -> float:
    before, after = _around(text, start, end)
    if _NAMED.match(after) or _is_shown(before, after):
        return _MEANT
    model = plausibility()
    left, right = model.fold(before.rstrip()[-1:] or "\n"), model.fold(after.lstrip()[:1] or "\n")
    folded = model.fold(meant)
    first = model.unigrams.get(folded[0], UNKNOWN_COST) - model.cost(left, folded[0])
    last = model.unigrams.get(right, UNKNOWN_COST) - model.cost(folded[-1], right)
    return bounded(max(first, last))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind in the line."""
    return text[max(0, start - _LINE) : start].rpartition("\n")[2], text[end : end + _LINE].partition("\n")[0]


def _is_shown(before: str, after: str) -> bool:
    """Whether a glyph stands by itself, or in text about characters."""
    return bool((_OPEN.search(before) and _CLOSED.match(after)) or _ABOUT.search(before + after))
