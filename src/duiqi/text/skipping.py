"""Going on behind what a pattern matches."""

from __future__ import annotations

import re
import sys
from typing import AnyStr


def behind(pattern: re.Pattern[AnyStr], text: AnyStr, at: int = 0, end: int = sys.maxsize) -> int:
    """Where the match of ``pattern`` at ``at`` ends, ``at`` itself where there is none; only ``text[:end]`` counts.

    >>> behind(re.compile(r" *"), "a  b", 1), behind(re.compile("x"), "a  b", 1)
    (3, 1)
    """
    match = pattern.match(text, at, end)
    return match.end() if match else at
