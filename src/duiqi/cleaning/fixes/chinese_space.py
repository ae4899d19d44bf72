"""Space that Chinese does not have: indents, spaces strewn into sentences."""

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
    r"""Ideographic indents and trailing ideographic space; spaces of any width strewn into Chinese sentences.

    >>> find_chinese_space("\u3000\u3000今天天气很好。")
    [Change(start=0, end=2, after='')]
    >>> find_chinese_space("第\u00a06\u00a0章\u00a0标题")
    []
    """
    strewn = find_strewn_spaces(text)
    odds = round(strewn.odds, 1) if strewn else None
    places = strewn.places if strewn else []
    found = [Change(start, end, "", process="strewn spaces", odds=odds) for start, end in places]
    marks = (place.start() for place in re.finditer("\u3000", text))
    for match in chain.from_iterable(_INDENT.finditer(text, *line) for line in lines_with(text, marks)):
        start = match.start()
        if start == 0 or text[start - 1] == "\n" or match.end() == len(text) or text[match.end()] == "\n":
            found.append(Change(start, match.end(), ""))
    changes: list[Change] = []
    for change in sorted(found, key=lambda change: change[:2]):
        if not changes or change.start >= changes[-1].end:
            changes.append(change)
    return changes
