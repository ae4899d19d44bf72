"""What an inline code shows in a text without codes: the placeholder of a program, a space for a line break, else
nothing; and codes that show what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from duiqi.inline import Code, Codes, balanced

# As ``duiqi.checking`` knows them: %s, %1$d, %(name)s, {0}, {name}, ${x}, {{x}}, $1, %1.
_PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?[-+#0]?\d*(?:\.\d+)?(?:hh?|ll?|z)?[sdifuxXcgeEp@]|%\([A-Za-z_]\w*\)[sdrf]|%\d+|\$?\{\{?[\w.:#-]{1,40}\}?\}|\$\d+"
)
_BREAK = re.compile(r"<(?:\w+:)?(?:br\d*|lb|line-?break)\b[^<>]*>|\\[nrv]|[\n\r\u2028]+", re.IGNORECASE)


def shown_code(content: str, before: str) -> str:
    """What the code with ``content`` shows after the text ``before``.

    >>> shown_code("{0}", "Delete "), shown_code("<br/>", "First line"), shown_code("<b>", "")
    ('{0}', ' ', '')
    """
    content = content.strip(" ") if len(content) > 1 else content
    if _PLACEHOLDER.fullmatch(content):
        return content
    return " " if _BREAK.fullmatch(content) and before and not before[-1].isspace() else ""


def settled(text: str, codes: Iterable[Code]) -> Codes:
    """The codes of ``text`` that can be written: no mere parts of others, balanced, and each read again as what it
    stands for. One that would show something else comes after that text, where a line break shows nothing more; if it
    still does, it is left out."""
    kept: list[Code] = []
    opened: list[int] = [0]  # where each text begins that a code encloses
    for code in balanced(code for code in codes if not code.get("hidden")):
        for placed in (code, replace(code, start=code.end)):
            shown = shown_code(code.content, text[opened[-1] : placed.start]) if not code.inner else ""
            if len(opened) == 1 and placed.start == len(text) and shown == " ":
                shown = ""  # a break at the end of a segment
            if shown == text[placed.start : placed.end]:
                kept.append(placed)
                break
        if code.element in ("hi", "sub"):
            opened.append(code.end)
        elif code.element.startswith("/"):
            opened.pop()
    return tuple(kept)
