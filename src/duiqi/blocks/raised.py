"""Raised marks of notes: ``。¹`` and ``word.[2]`` are none of the text, ``m²`` and ``10³`` are."""

from __future__ import annotations

import re

from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

MARK = re.compile(r"\s*(?:[\[(（［〔【]?\d{1,3}(?:[,，、–-]\d{1,3})*[\])）］〕】]?|[*†‡§]{1,3}|[①-⑳])\s*")
# What parts the marks of several notes at one place.
BETWEEN = re.compile(r"\s*[,，、–-]\s*(?:\d{1,3})?\s*|\s*\d{1,3}\s*[\])］〕】]?\s*|[\])］〕】]")
# A mark stands behind Chinese, a word, or what ends a sentence or quotation.
BEHIND = late_pattern(rf"""(?:[{HAN}。，、；：！？”’」』》）.,;:!?"]|[A-Za-z]*[a-z]{{4,}})\Z""")
# Units and functions are raised to a power.
POWERS = re.compile(
    r"(?:米|\b(?:\w*met(?:er|re)s?|feet|foot|miles?|inch(?:es)?|yards?|(?:sin|cos|tan|cot|sec|csc)h))\Z", re.IGNORECASE
)


def is_note_mark(raised: str, before: str) -> bool:
    """Whether what is ``raised`` is the mark of a note, behind ``before``, of which the last word is enough."""
    if not MARK.fullmatch(raised):
        return False
    return bool(BEHIND.search(before)) and not (raised.strip() in ("2", "3") and POWERS.search(before))
