"""What a report of a speech notes in brackets between its sentences, applause and laughter: sentences of their own."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence

from duiqi.text.late_patterns import late_pattern

# Up to so many characters or words around what was heard: 全场起立，长时间热烈鼓掌; loud and prolonged applause.
REMARK = late_pattern(
    r"\s*[(（\[【〔](?:[\u3400-\u9fff，、]{0,10}(?:掌[声聲]|鼓掌|笑[声聲]?|[欢歡]呼|喝彩|起立)"
    r"|(?:[A-Za-z]+[\s,]+){0,4}(?:applause|laughter|laughs?|laughing|cheers?|cheering|ovation))[。.]?[)）\]】〕]"
    r"(?=\s*[^\s，、；：,;:。.])",
    re.IGNORECASE,
)
OPENING = frozenset("(（[【〔")


def with_remarks(text: str, cuts: Sequence[int]) -> list[int]:
    """The places where sentences begin, with those behind remarks that a sentence would begin with."""
    found = list(cuts)
    for start in (0, *cuts):
        first = text[start : start + 1]
        remark = REMARK.match(text, start) if first in OPENING or first.isspace() else None
        if remark and remark.end() not in cuts:
            insort(found, remark.end())
    return found
