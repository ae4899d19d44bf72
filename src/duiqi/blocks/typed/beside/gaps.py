"""The gap in a line that has one language on its left and the other on its right."""

from __future__ import annotations

import re

from duiqi.model import Language
from duiqi.text.language import language_of

GAP = re.compile(r"(?<=\S)[ \t\u3000]{2,}(?=\S)")
NEAR = 3  # columns that rounding may move the beginning of a line by

Order = tuple[Language, Language]


def gap_of(line: str) -> tuple[int, Order] | None:
    """Where the right side of a line begins that has two languages with a gap between, and which these are."""
    for match in GAP.finditer(line) if not line.isascii() else ():
        left, right = language_of(line[: match.start()]), language_of(line[match.end() :])
        if left and right and left != right:
            return match.end(), (left, right)
    return None
