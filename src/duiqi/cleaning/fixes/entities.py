"""HTML character references left in text: &#25991; &#x5C0D; &ldquo; &amp;nbsp;"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duiqi.cleaning.edits import Change
from duiqi.cleaning.processes.spelled.escaped import CJK_SIDE, decode, find_escaped, references


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
    of_characters = _bytes_of_characters(escaped)
    for match in escaped:
        char = decode(match) or ""
        if char in "\u00a0\u2002\u2003\u2009" and match.start() not in of_characters:
            char = _space(text, match.start(), match.end())
        changes.append(Change(match.start(), match.end(), char, process="escaped", odds=round(odds, 1)))
    return changes


# Characters of Windows-1252 that are a character of UTF-8 together.
_CONTINUES = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_UTF8 = re.compile(f"[\xc2-\xdf][{_CONTINUES}]|[\xe0-\xef][{_CONTINUES}]{{2}}|[\xf0-\xf4][{_CONTINUES}]{{3}}")


def _bytes_of_characters(escaped: Sequence[re.Match[str]]) -> set[int]:
    """Where references stand that are bytes of UTF-8, one right behind the other: a space among them is none."""
    found: set[int] = set()
    for run in _runs(escaped):
        for spelt in _UTF8.finditer("".join((decode(match) or "?")[0] for match in run)):
            found.update(match.start() for match in run[spelt.start() : spelt.end()])
    return found


def _runs(escaped: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The references that follow one another with nothing between."""
    run: list[re.Match[str]] = []
    for match in escaped:
        if run and match.start() != run[-1].end():
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _space(text: str, start: int, end: int) -> str:
    """A non-breaking space is a plain one between words, and nothing beside Chinese characters or other space."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not before or not after or before.isspace() or after.isspace():
        return ""
    return "" if CJK_SIDE.match(before) or (CJK_SIDE.match(after)) else " "
