"""The units of an XLIFF 1.2 as translation programs extend it, each with its languages and its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, BinaryIO

from duiqi.errors import InputError
from duiqi.formats.inline_text import shown_text
from duiqi.io.xml import local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag

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
                sides = _languages(element, path)
                document = PureWindowsPath(element.get("original", "")).name  # the whole path, on a translator's PC
            continue
        if name == "trans-unit" and sides is not None:
            yield TransUnit(element, sides, document)
        if name in ("trans-unit", "header", "file"):
            forget(element)


def _languages(file: _Element, path: str) -> tuple[Language, Language]:
    """Those of source and target; the target's need not be named."""
    tags = file.get("source-language", ""), file.get("target-language", "")
    source, target = map(side_of_tag, tags)
    if source and not tags[1]:
        target = "en" if source == "zh" else "zh"
    if not (source and target) or source == target:
        raise InputError(
            f"its languages are {tags[0] or 'not named'} and {tags[1] or 'not named'}, not Chinese and English",
            path=path,
            line=file.sourceline,
        )
    return source, target
