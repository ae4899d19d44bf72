"""A format that is known and not read: what it is called, how a file in it is told, what to do with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from duiqi.io.signature import root_of

# Of the lines of a file this share is of the kind that tells its format, and so many are at least.
SHARE, LINES = 0.8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A format that is not read. ``label`` is what messages call it, ``advice`` what to do.

    A file is in it by its ``suffixes``, or by what it holds: ``first`` matches the first bytes of a binary file, in
    which one of ``marks`` must stand where there are any; the root element of XML is ``root``; its text ``begins`` so,
    or most of its ``lines`` do; or ``holds`` says so. The last two are asked of plain text only, unless they are
    ``sure``.
    """

    label: str
    advice: str
    suffixes: tuple[str, ...] = ()
    first: re.Pattern[bytes] | None = None
    marks: tuple[bytes, ...] = ()
    root: str = ""
    begins: re.Pattern[str] | None = None
    lines: re.Pattern[str] | None = None
    holds: Callable[[str], bool] | None = None
    sure: bool = False

    @property
    def is_binary(self) -> bool:
        """Whether its files are no text."""
        return self.first is not None

    def is_in(self, text: str, plain: bool) -> bool:
        """Whether a file whose beginning is ``text`` is in this format beyond doubt."""
        if (self.root and root_of(text) == self.root) or (self.begins and self.begins.match(text)):
            return True
        return (plain or self.sure) and (
            bool(self.lines and mostly(self.lines, text)) or bool(self.holds and self.holds(text))
        )


@lru_cache(maxsize=2)
def written_lines(text: str) -> tuple[str, ...]:
    """The lines of ``text`` that are not empty; one question after the other asks for them."""
    return tuple(line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip())


def mostly(pattern: re.Pattern[str], text: str, comment: re.Pattern[str] | None = None) -> bool:
    """Whether ``pattern`` matches most of the lines of ``text``, empty ones and comments apart."""
    lines = [line for line in written_lines(text) if not (comment and comment.match(line))]
    found = sum(bool(pattern.match(line)) for line in lines)
    return found >= LINES and found >= SHARE * len(lines)
