"""When something was written, before the lines of a chat or a log: ``[2023-05-01 12:30:05] ``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.structure.repeated.ends import LINES
from duiqi.structure.repeated.spans import Matches, Span

STAMP = re.compile(
    r"[\[(（【]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?[\])）】]?[ \t]+(?=\S)"
)
STAMP_OPENS = frozenset("[(（【")
# Before so large a share of the lines: a choice, as chats and logs have it before each.
STAMPED = 0.8


def stamps_of(lines: Sequence[str], spans: Sequence[Span], firsts: Sequence[str]) -> Matches:
    """The date and time that most lines begin with; nothing where these do not."""
    begins = Counter(firsts)
    least = max(LINES, STAMPED * (len(lines) - begins[""]))
    may_begin = {char for char in begins if char in STAMP_OPENS or char.isdecimal()}
    if sum(begins[char] for char in may_begin) < least:
        return []
    stamps = [
        STAMP.match(line, *span) if first in may_begin else None
        for line, span, first in zip(lines, spans, firsts, strict=True)
    ]
    return stamps if sum(map(bool, stamps)) >= least else []
