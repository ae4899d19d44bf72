"""Pieces of a file as messages show them."""

from __future__ import annotations

# Characters of the file in a message: a choice, about half of what a terminal's line holds.
SHOWN = 40


def cut(text: str) -> str:
    """No more than ``SHOWN`` characters."""
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def quoted(text: str) -> str:
    """A short text, on one line and in quotation marks."""
    return repr(cut(" ".join(text.split())))


def shown(raw: bytes) -> str:
    """Bytes of the file on one line."""
    return " ".join(raw.decode("utf-8", "replace").split())
