"""Inline tags of a web page as they are written in it, near enough: the tree knows neither case nor quotation marks."""

from __future__ import annotations

from html import escape
from typing import Any

from duiqi.blocks.coded import Mark

# Elements without an end (HTML Living Standard, section 13.1.2).
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# What TMX 1.4b (section 4.4) calls the meaning of a tag.
TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    "u": "ulined",
    "a": "link",
    "img": "image",
    "br": "lb",
}
# A value that is longer, such as an image within the page, says nothing to a translator.
LONGEST = 500


def start_mark(element: Any, tag: str, *, slashed: bool) -> Mark:
    """The tag that begins an inline element, or is all of one, which in XHTML is ``slashed``."""
    given = "".join(f' {name}="{_shown(value)}"' for name, value in element.attrib.items())
    void = tag in VOID
    return Mark(0, f"<{tag}{given}{'/' if void and slashed else ''}>", TYPES.get(tag, ""), None if void else element)


def end_mark(element: Any, tag: str) -> Mark:
    """The tag that ends it."""
    return Mark(0, f"</{tag}>", key=element, closes=True)


def _shown(value: str) -> str:
    return escape(value if len(value) <= LONGEST else value[:LONGEST] + "…")
