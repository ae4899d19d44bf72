"""XLIFF 1.2 and 2.x: translation units, already paired. Each unit is a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.io.xml import local_name, parse_xml
from duiqi.text.language_tags import language_of_tag

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = re.compile(r"\s+")
# Native codes of the original file inside 1.2 elements, and its stored data in 2.x: markup, not text. <sub> is text.
CODES = frozenset(["bpt", "ept", "it", "ph", "x", "bx", "ex", "originalData", "data"])


def read_xliff(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Source and target of each unit; a unit without target stays without a partner."""
    root = parse_xml(data, name)
    if local_name(root).lower() != "xliff":
        raise InputError("this is XML, but no XLIFF", path=name, advice="give it a name that ends in .xml")
    lines: list[Line] = []
    row = 0
    for unit, source_tag, target_tag in _units(root):
        for source, target in _segments(unit):
            row += 1
            for element, tag in ((source, source_tag), (target, target_tag)):
                if element is not None:
                    language = language_of_tag(element.get(XML_LANG) or tag)
                    text = SPACE.sub(" ", _text(element)).strip()
                    lines.append(Line(text, language, None, row, unit.get("id") or ""))
    return assemble(lines, name)


def _units(root: Any) -> Iterator[tuple[Any, str, str]]:
    """The units with the languages of source and target: of the file in 1.2, of the document in 2.x."""
    for element in root.iter("{*}trans-unit", "{*}unit"):
        file = next(element.iterancestors("{*}file"), root)
        source = file.get("source-language") or root.get("srcLang") or ""
        target = file.get("target-language") or root.get("trgLang") or ""
        yield element, source, target


def _segments(unit: Any) -> Iterator[tuple[Any, Any]]:
    if local_name(unit) == "trans-unit":
        yield next(unit.iterchildren("{*}source"), None), next(unit.iterchildren("{*}target"), None)
        return
    for segment in unit.iter("{*}segment", "{*}ignorable"):
        yield next(segment.iterchildren("{*}source"), None), next(segment.iterchildren("{*}target"), None)


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if local_name(child) not in CODES:
            parts.append(_text(child))
        else:
            parts += [_text(sub) for sub in child.iterchildren("{*}sub")]
        parts.append(child.tail or "")
    return "".join(parts)
