"""Space that Chinese does not have: spaces strewn into sentences, and with them what stands around its lines."""

from __future__ import annotations

import re
from itertools import chain

from duiqi.cleaning.edits import Change, lines_with
from duiqi.cleaning.processes.strewn_spaces import find_strewn_spaces

# The ideographic space inside a line divides what belongs apart (a title's halves, a name and a post) and stays.
# (A match begins only where white space of its kind begins, which keeps the search linear.)
_INDENT = re.compile(
    "^\u3000[ \t\u3000\u00a0]*"
    "|(?<![ \t\u00a0])[ \t\u00a0]+\u3000[ \t\u3000\u00a0]*(?=\\S)"
    "|(?<!\u3000)\u3000[ \t\u3000]*$",
    re.MULTILINE,
)


def find_chinese_space(text: str) -> list[Change]:
    r"""Spaces of any width strewn into Chinese sentences; where that was done, ideographic space around lines goes too.

    Indents of sound text stay: they are how its writer set it, and part no words.

    >>> [change[:3] for change in find_chinese_space("\u3000\u3000那么\u00a0他不\u00a0仅是最高法\u00a0院法\u00a0官。")]
    [(0, 2, ''), (4, 5, ''), (7, 8, ''), (13, 14, ''), (16, 17, '')]
    >>> find_chinese_space("\u3000\u3000第\u00a06\u00a0章\u00a0标题")
    []
    """
    strewn = find_strewn_spaces(text)
    if not strewn:
        return []
    process, odds = "strewn spaces", round(strewn.odds, 1)
    found = [Change(start, end, "", process=process, odds=odds) for start, end in strewn.places]
    marks = (place.start() for place in re.finditer("\u3000", text))
    for match in chain.from_iterable(_INDENT.finditer(text, *line) for line in lines_with(text, marks)):
        start, end = match.span()
        if start == 0 or text[start - 1] == "\n" or end == len(text) or text[end] == "\n":
            found.append(Change(start, end, "", process=process, odds=odds))
    changes: list[Change] = []
    for change in sorted(found, key=lambda change: change[:2]):
        if not changes or change.start >= changes[-1].end:
            changes.append(change)
    return changes
