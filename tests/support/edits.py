"""Edits replayed as the documentation says."""

from __future__ import annotations

from collections.abc import Iterable

from duiqi.model import Edit


def replay(text: str, edits: Iterable[Edit]) -> str:
    """The text that the edits lead to; each must find what it replaces."""
    for edit in edits:
        assert text[edit.start :].startswith(edit.before)
        text = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]
    return text
