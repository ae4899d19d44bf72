"""What an inline code shows in a text without codes: the placeholder of a program, a space for a line break, else
nothing."""

from __future__ import annotations

import re

# As ``duiqi.checking`` knows them: %s, %1$d, %(name)s, {0}, {name}, ${x}, {{x}}, $1, %1.
_PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?[-+#0]?\d*(?:\.\d+)?(?:hh?|ll?|z)?[sdifuxXcgeEp@]|%\([A-Za-z_]\w*\)[sdrf]|%\d+|\$?\{\{?[\w.:#-]{1,40}\}?\}|\$\d+"
)
_BREAK = re.compile(r"<(?:\w+:)?(?:br|lb|line-?break)\b[^<>]*>|\\[nrv]|[\n\r\u2028]+", re.IGNORECASE)


def shown_code(content: str, before: str) -> str:
    """What the code with ``content`` shows after the text ``before``.

    >>> shown_code("{0}", "Delete "), shown_code("<br/>", "First line"), shown_code("<b>", "")
    ('{0}', ' ', '')
    """
    content = content.strip(" ") if len(content) > 1 else content
    if _PLACEHOLDER.fullmatch(content):
        return content
    return " " if _BREAK.fullmatch(content) and before and not before[-1].isspace() else ""
