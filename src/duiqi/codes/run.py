"""Text and codes as they come one after another."""

from __future__ import annotations

from collections.abc import Iterable

from duiqi.codes.shown import shown_code
from duiqi.inline import Code, Codes, moved


class Run:
    """The text read so far, and its codes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.codes: list[Code] = []

    @property
    def text(self) -> str:
        """All of the text."""
        return "".join(self._parts)

    def add(self, text: str | None) -> None:
        """Go on with text."""
        if text:
            self._parts.append(text)
            self._length += len(text)

    def code(self, element: str, attributes: Iterable[tuple[str, str]], content: str = "", inner: Codes = ()) -> None:
        """Go on with a code; what it shows is text too. One with codes within shows nothing."""
        start = self._length
        if content and not inner:
            self.add(shown_code(content, self._parts[-1] if self._parts else ""))
        self.codes.append(Code(start, self._length, element, tuple(attributes), content, inner))

    def enclose(self, name: str, attributes: Iterable[tuple[str, str]], inside: Run) -> None:
        """Go on with what ``hi`` or ``sub`` encloses."""
        self.code(name, attributes)
        start = self._length
        self.add(inside.text)
        self.codes += moved(inside.codes, start)
        self.code(f"/{name}", ())
