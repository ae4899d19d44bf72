"""The units of an XLIFF file, 1.2 and 2.x alike: their segments, and of each the texts and their languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from duiqi.codes import read_content
from duiqi.errors import InputError
from duiqi.inline import Code, Codes, from_values
from duiqi.io.xml import XML_LANG, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

# The metadata of inline codes, by what they say of each.
TOLD = "duiqi-codes"


@dataclass(frozen=True, slots=True)
class Side:
    """The source or target of a segment, and the tag of its language."""

    text: str
    tag: str
    codes: Codes = ()


def unit_elements(stream: BinaryIO, path: str, advice: str) -> Iterator[tuple[_Element, str]]:
    """``<xliff>`` and each ``<file>`` where they begin, and each unit (``<trans-unit>`` in 1.2) where it ends."""
    for event, element in iterparse(stream, path):
        name = local_name(element)
        if event == "start":
            if element.getparent() is None and name != "xliff":
                raise InputError("is no XLIFF", path=path, line=element.sourceline, advice=advice)
            if name in ("xliff", "file"):
                yield element, name
            continue
        if name in ("unit", "trans-unit"):
            yield element, name
        if name in ("unit", "trans-unit", "file"):
            forget(element)


def unit_tags(element: _Element) -> tuple[str, str]:
    """The languages of source and target: of the file in 1.2, of the document in 2.x."""
    file = element if local_name(element) == "file" else next(element.iterancestors("{*}file"), element)
    root = element.getroottree().getroot()
    return (
        file.get("source-language") or root.get("srcLang") or "",
        file.get("target-language") or root.get("trgLang") or "",
    )


def unit_sides(element: _Element) -> tuple[Language, Language] | None:
    """The languages of source and target; in 1.2 the target's need not be named. None when they are others."""
    tags = unit_tags(element)
    source, target = map(side_of_tag, tags)
    if source and not tags[1]:
        target = "en" if source == "zh" else "zh"
    return (source, target) if source and target and source != target else None


def checked_sides(element: _Element, path: str) -> tuple[Language, Language]:
    """``unit_sides``; raises InputError when they are not Chinese and English."""
    if sides := unit_sides(element):
        return sides
    source, target = (tag or "not named" for tag in unit_tags(element))
    what = f"its languages are {source} and {target}, not Chinese and English"
    raise InputError(what, path=path, line=element.sourceline)


def separate_segments(unit: _Element) -> list[_Element]:
    """The segments of a unit that has several, each with its own translation or none yet; else none.

    Where a target is empty, or they stand in another order, what a segment says may be translated in another.
    """
    segments = [] if local_name(unit) == "trans-unit" else list(unit.iter("{*}segment"))
    targets = [target for segment in segments for target in segment.iterchildren("{*}target")]
    if len(segments) < 2 or any(target.get("order") or not "".join(target.itertext()).strip() for target in targets):
        return []
    return segments


def unit_segments(unit: _Element, part: _Element | None = None) -> Iterator[list[Side]]:
    """The segments of a unit, which is one itself in 1.2, or of a ``part`` of it: source, and target where there is
    one."""
    tags = unit_tags(unit)
    one = local_name(unit) == "trans-unit"
    data = {each.get("id") or "": read_content(each, {}, {})[0] for each in unit.iterfind("{*}originalData/{*}data")}
    told = _told(unit)
    for segment in [unit] if one else (unit if part is None else part).iter("{*}segment", "{*}ignorable"):
        sides = []
        for name, tag in zip(("source", "target"), tags, strict=True):
            side = next(segment.iterchildren(f"{{*}}{name}"), None)
            if side is not None:
                text, codes = read_content(side, data, told.get(name, {}))
                sides.append(Side(text, side.get(XML_LANG) or tag, codes))
        yield sides


def _told(unit: _Element) -> dict[str, dict[str, Code]]:
    """What our metadata say of codes, by side and key. What is no such code any more says nothing."""
    told: dict[str, dict[str, Code]] = {}
    for meta in unit.iterfind("{*}metadata/{*}metaGroup/{*}meta"):
        if meta.getparent().get("category") == TOLD:
            side, _, key = (meta.get("type") or "").partition(" ")
            try:
                told.setdefault(side, {})[key] = from_values([json.loads(meta.text or "")], 0)[0]
            except (ValueError, RecursionError):
                continue
    return told
