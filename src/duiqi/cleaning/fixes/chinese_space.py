"""Space that Chinese does not have: indents, non-breaking spaces between characters."""

from __future__ import annotations

import re
from itertools import chain

from duiqi.cleaning.edits import Change, lines_with
from duiqi.cleaning.evidence.census import WIDE
from duiqi.text.chars import HAN

_NO_BREAK = "\u00a0\u2000-\u200a\u202f\u205f"
# The ideographic space inside a line divides what belongs apart (a title's halves, a name and a post) and stays.
# (A match begins only where white space of its kind begins, which keeps the search linear.)
_INDENT = re.compile(
    "^\u3000[ \t\u3000\u00a0]*"
    "|(?<![ \t\u00a0])[ \t\u00a0]+\u3000[ \t\u3000\u00a0]*(?=\\S)"
    "|(?<!\u3000)\u3000[ \t\u3000]*$",
    re.MULTILINE,
)
# Quotation marks and dashes are English too: ``.’\u200a”`` has its hair space on purpose.
_CHINESE = f"{HAN}\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20"
_BETWEEN = re.compile(
    f"[{_NO_BREAK}](?:(?<=[{_CHINESE}].)[{_NO_BREAK}]*(?=[{WIDE}])|(?<=[{WIDE}].)[{_NO_BREAK}]*(?=[{_CHINESE}]))"
)


def find_chinese_space(text: str) -> list[Change]:
    r"""Ideographic indents and trailing ideographic space; non-breaking space between Chinese characters.

    >>> find_chinese_space("\u3000\u3000今天天气很好。")
    [Change(start=0, end=2, after='')]
    >>> find_chinese_space("李明\u3000部长")
    []
    """
    found = [m.span() for m in _BETWEEN.finditer(text)]
    places = (place.start() for place in re.finditer("\u3000", text))
    for match in chain.from_iterable(_INDENT.finditer(text, *line) for line in lines_with(text, places)):
        start = match.start()
        if start == 0 or text[start - 1] == "\n" or match.end() == len(text) or text[match.end()] == "\n":
            found.append(match.span())
    changes: list[Change] = []
    for start, end in sorted(found):
        if not changes or start >= changes[-1].end:
            changes.append(Change(start, end, ""))
    return changes
