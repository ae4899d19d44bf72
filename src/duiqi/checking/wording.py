"""Pieces of a file as messages show them."""

from __future__ import annotations


def cut(text: str) -> str:
    """No more than forty characters."""
    return text if len(text) <= 40 else text[:40] + "…"


def quoted(text: str) -> str:
    """A short text, on one line and in quotation marks."""
    return repr(cut(" ".join(text.split())))


def shown(raw: bytes) -> str:
    """Bytes of the file on one line."""
    return " ".join(raw.decode("utf-8", "replace").split())
