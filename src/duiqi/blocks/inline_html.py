"""HTML inside lightweight markup: tags go, line breaks and blocks part lines, entities become their characters."""

from __future__ import annotations

import re
from html import unescape

COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
BREAK = re.compile(
    r"(?<![ \t])[ \t]*<br\s{0,3}/?>[ \t]*\n?"
    r"|</?(?:p|div|h[1-6]|li|ul|ol|center|blockquote|section|article|figure|figcaption|tr|table"
    r"|details|summary)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
SHOWN_AS_BLOCK = re.compile(
    r"<([a-z]{1,10})\s[^<>]{0,300}?display\s{0,3}:\s{0,3}block[^<>]{0,300}>(.{0,5000}?)</\1>", re.IGNORECASE | re.DOTALL
)
UNSHOWN = re.compile(r"<(script|style|rt|rp)(?:\s[^<>]{0,1000})?>.{0,5000}?</\1>", re.IGNORECASE | re.DOTALL)
CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,40}(?:\s[^<>]{0,1000})?/?>")


def strip_html(text: str) -> str:
    """``text`` without tags and comments; ``<br>``, block elements and ``display:block`` begin new lines."""
    if "<" in text:
        text = UNSHOWN.sub("", COMMENT.sub("", text))
        text = BREAK.sub("\n", SHOWN_AS_BLOCK.sub("\n\\2\n", CELL_END.sub("\n", text)))
        text = TAG.sub("", text)
    return unescape(text).replace("\xa0", " ") if "&" in text else text
