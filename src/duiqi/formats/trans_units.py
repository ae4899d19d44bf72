"""The units of an XLIFF 1.2 as translation programs extend it, each with its languages and its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO

from duiqi.errors import InputError
from duiqi.formats.inline_text import shown_text
from duiqi.formats.xliff_units import checked_sides
from duiqi.io.xml import local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language

if TYPE_CHECKING:
    from lxml.etree import _Element

# The native codes of the original file (XLIFF 1.2, section 2.4.1). <g> and <mrk> enclose text.
CODES = frozenset(["bpt", "ept", "it", "ph", "x", "bx", "ex"])
# Text that a tracked change has taken out, and comments, as Trados marks them.
GONE = frozenset(["x-sdl-deleted"])


@dataclass(frozen=True, slots=True)
class TransUnit:
    """A ``<trans-unit>``, the languages of its source and target, and the name of the file that it is from."""

    element: _Element
    sides: tuple[Language, Language]
    document: str

    def text(self, name: str) -> str:
        """The text of its child ``name``; empty when it has none."""
        child = self.child(name)
        return "" if child is None else shown_text(child, CODES, GONE)

    def child(self, name: str) -> _Element | None:
        """Its child ``name``."""
        return next(self.element.iterchildren(f"{{*}}{name}"), None)

    def segments(self, name: str) -> dict[str, str]:
        """The texts of the segments of its child ``name``, by their ids, where it is cut into such."""
        child = self.child(name)
        marks = [] if child is None else [mark for mark in child.iter("{*}mrk") if mark.get("mtype") == "seg"]
        return {mark.get("mid", ""): shown_text(mark, CODES, GONE) for mark in marks}


def trans_units(stream: BinaryIO, path: str) -> Iterator[TransUnit]:
    """The units in order. Raises InputError for what is no XLIFF, and for a file in other languages."""
    sides: tuple[Language, Language] | None = None
    document = ""
    for event, element in iterparse(stream, path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name != "xliff":
                raise InputError("is no XLIFF", path=path, line=element.sourceline)
            if name == "file":
                sides = checked_sides(element, path)
                document = PureWindowsPath(element.get("original", "")).name  # the whole path, on a translator's PC
            continue
        if name == "trans-unit" and sides is not None:
            yield TransUnit(element, sides, document)
        if name in ("trans-unit", "header", "file"):
            forget(element)
