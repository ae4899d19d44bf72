"""XML of any vocabulary: each element with text of its own is a paragraph, with what is inline in it.

Read: elements that have text of their own.
Left out: comments, instructions, attributes.
"""

from __future__ import annotations

import re
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import root_of
from duiqi.io.xml import XML_LANG, local_name, parse_xml
from duiqi.text.language_tags import language_from_tag

SPACE = re.compile(r"\s+")
HEADINGS = re.compile(r"(?:title|head|heading|h[1-6])\Z", re.IGNORECASE)


def read_xml(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of an XML document. ``encoding`` is that of the XML declaration, whatever is asked for."""
    root = parse_xml(data, name)
    if local_name(root).lower() == "tmx":
        raise InputError("this is a translation memory, already aligned", path=name, advice="see align convert")
    lines: list[Line] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if not local_name(element):
            continue
        if _has_own_text(element):
            text = SPACE.sub(" ", "".join(element.itertext())).strip()
            heading = HEADINGS.match(local_name(element))
            lines.append(Line(text, language_from_tag(_lang(element), text), "heading" if heading else None))
        else:
            stack += reversed(element)
    return assemble(lines, name)


def is_xml(text: str) -> bool:
    """Whether ``text`` begins as XML does."""
    return text.lstrip("\ufeff \t\r\n").startswith("<?xml") and bool(root_of(text))


def _has_own_text(element: Any) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _lang(element: Any) -> str:
    """The nearest ``xml:lang`` below the root; that of the root says what the document is mainly in."""
    while element is not None and element.getparent() is not None:
        if element.get(XML_LANG):
            return str(element.get(XML_LANG)).lower()
        element = element.getparent()
    return ""


FORMAT = Format(
    name="xml",
    label="XML",
    suffixes=(".xml",),
    read_document=read_xml,
    recognises=is_xml,
    library="lxml",
)
