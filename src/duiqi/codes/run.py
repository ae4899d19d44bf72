"""Text and codes as they come one after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duiqi.codes.shown import shown_code
from duiqi.inline import Code, Codes, moved


class Run:
    """The text read so far, and its codes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._after_break = -1
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
            shown = shown_code(content, self._parts[-1] if self._parts else "")
            self.add(shown)
            self._after_break = self._length if shown == " " else self._after_break
        self.codes.append(Code(start, self._length, element, tuple(attributes), content, inner))

    def end(self) -> tuple[str, Codes]:
        """The text and its codes; a break at the end of a segment shows nothing."""
        end = self._length
        if self._after_break != end:
            return self.text, tuple(self.codes)
        codes = (replace(code, start=min(code.start, end - 1), end=min(code.end, end - 1)) for code in self.codes)
        return self.text[:-1], tuple(codes)

    def enclose(self, name: str, attributes: Iterable[tuple[str, str]], inside: Run) -> None:
        """Go on with what ``hi`` or ``sub`` encloses."""
        self.code(name, attributes)
        start = self._length
        self.add(inside.text)
        self.codes += moved(inside.codes, start)
        self.code(f"/{name}", ())
