"""What a repair has changed."""

from __future__ import annotations

from typing import NamedTuple


class Mend(NamedTuple):
    """A change: the line of the file, and what was done in words."""

    line: int
    what: str


class Changes:
    """The changes so far."""

    def __init__(self) -> None:
        self.made: list[Mend] = []

    def __len__(self) -> int:
        return len(self.made)

    def add(self, line: int, what: str) -> None:
        """Note a change."""
        self.made.append(Mend(line, what))
