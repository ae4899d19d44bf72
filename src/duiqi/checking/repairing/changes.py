"""What a repair has changed."""

from __future__ import annotations

from typing import NamedTuple


class Mend(NamedTuple):
    """A change: the line of the file, and what was done in words."""

    line: int
    what: str


class Changes:
    """The changes so far. What is done alike over and over is one change, told with the number of times."""

    def __init__(self) -> None:
        self._made: list[Mend] = []
        self._often: dict[str, tuple[int, int]] = {}  # the first line, and how many times
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, line: int, what: str) -> None:
        """Note a change."""
        self._count += 1
        self._made.append(Mend(line, what))

    def add_often(self, line: int, what: str) -> None:
        """Note a change that is made alike in many places."""
        self._count += 1
        first, times = self._often.get(what, (line, 0))
        self._often[what] = first, times + 1

    @property
    def made(self) -> list[Mend]:
        """All changes, in the order that they were made in, those made often after them."""
        often = [
            Mend(line, what if times == 1 else f"{what} ({times:,} times, here first)")
            for what, (line, times) in self._often.items()
        ]
        return [*self._made, *often]
