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


# No-break spaces between words, so many in a line: a web page's or a word processor's. A writer puts one beside a
# number, a name or a mark.
_UNBROKEN = re.compile("(?<=[A-Za-z,.;:!?'’”)\"])\u00a0(?=[A-Za-z0-9'‘“(\"])")
_BETWEEN_WORDS, _LEAST_UNBROKEN = re.compile("[a-z],?\u00a0[a-z]{2}"), 3
_MAY_BE_BETWEEN = re.compile("\u00a0(?<=[a-z,].)(?=[a-z]{2})")  # quick to search for


def _unbroken_words(text: str) -> list[Change]:
    """No-break spaces between English words, which become plain ones."""
    changes = []
    for start, end in lines_with(text, (match.start() for match in _MAY_BE_BETWEEN.finditer(text))):
        if len(_BETWEEN_WORDS.findall(text, start, end)) >= _LEAST_UNBROKEN:
            changes += [Change(match.start(), match.end(), " ") for match in _UNBROKEN.finditer(text, start, end)]
    return changes


def find_chinese_space(text: str) -> list[Change]:
    r"""Spaces of any width strewn into Chinese sentences; where that was done, ideographic space around lines goes too.

    Indents of sound text stay: they are how its writer set it, and part no words.

    >>> [change[:3] for change in find_chinese_space("\u3000\u3000那么\u00a0他不\u00a0仅是最高法\u00a0院法\u00a0官。")]
    [(0, 2, ''), (4, 5, ''), (7, 8, ''), (13, 14, ''), (16, 17, '')]
    >>> find_chinese_space("\u3000\u3000第\u00a06\u00a0章\u00a0标题")
    []
    """
    unbroken = _unbroken_words(text) if "\u00a0" in text else []
    strewn = find_strewn_spaces(text)
    if not strewn:
        return unbroken
    process, odds = "strewn spaces", round(strewn.odds, 1)
    found = [Change(start, end, "", process=process, odds=odds) for start, end in strewn.places] + unbroken
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
