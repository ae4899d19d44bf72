"""Text for a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """``text`` on one line, with escapes for what a terminal would not show or obey."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{{{ord(c):x}}}" for c in text)
