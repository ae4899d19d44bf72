"""HTML character references left in text: &#25991; &#x5C0D; &ldquo; &amp;nbsp;"""

from __future__ import annotations

from duiqi.cleaning.edits import Change
from duiqi.cleaning.processes.escaped import CJK_SIDE, decode, find_escaped, references


def find_entities(text: str) -> list[Change]:
    """Character references in a text that was escaped; those in text about markup, in program text, and in addresses
    stay.

    >>> find_entities("AT&amp;T &ldquo;grew&rdquo;")[0]
    Change(start=2, end=7, after='&', process='escaped', odds=32.1)
    >>> find_entities("In HTML, write &amp; for an ampersand.")
    []
    >>> find_entities("compiled &amp; installed")
    []
    """
    if "&" not in text:
        return []
    escaped, odds = find_escaped(text, references(text))
    changes: list[Change] = []
    for match in escaped:
        char = decode(match) or ""
        if char in "\u00a0\u2002\u2003\u2009":
            char = _space(text, match.start(), match.end())
        changes.append(Change(match.start(), match.end(), char, process="escaped", odds=round(odds, 1)))
    return changes


def _space(text: str, start: int, end: int) -> str:
    """A non-breaking space is a plain one between words, and nothing beside Chinese characters or other space."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not before or not after or before.isspace() or after.isspace():
        return ""
    return "" if CJK_SIDE.match(before) or (CJK_SIDE.match(after)) else " "
