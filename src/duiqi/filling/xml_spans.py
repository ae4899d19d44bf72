"""Where the elements of an XML file stand in its text: to change some characters of it and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from duiqi.errors import InputError
from duiqi.io.xml import legal, parse_xml

_ATTRIBUTE = r"\s+(?P<key>[^\s=]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
_ATTRIBUTES = r"(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*"
TAG = rf"<[^\s/>!?][^\s/>]*{_ATTRIBUTES}\s*/?>|</[^>]+>"
# Of a document that is well-formed; its DTD declares nothing (``check_xml``).
TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<plain>.*?)\]\]>|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>"
    rf"|<(?P<close>/?)(?P<name>[^\s/>!?][^\s/>]*)(?P<attributes>{_ATTRIBUTES})\s*(?P<empty>/?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(_ATTRIBUTE)
REFERENCE = re.compile(r"&(?:#(?P<number>\d{1,8})|#x(?P<hex>[0-9A-Fa-f]{1,8})|(?P<named>lt|gt|amp|quot|apos));")
INDENT = re.compile(r"\r?\n[ \t]*\Z")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
DECLARED = re.compile(r"(\A<\?xml\b[^>]*?\bencoding\s*=\s*[\"'])[\w.:-]+")
ENCODING = re.compile(rb"\A[^<]{0,4}<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)")
# Codes that stand for something at the edge of a text, with what is in them.
_CODE = rf"<(?P<{{}}>ph|bpt|ept|it|sub)\b{_ATTRIBUTES}\s*>[^<]*</(?P={{}})>"
EDGES = re.compile(
    rf"\A(?P<before>(?:\s*(?:{_CODE.format('a', 'a')}|{TAG}))*)(?P<text>[^<]*)"
    rf"(?P<after>(?:(?:{_CODE.format('b', 'b')}|{TAG})\s*)*)\Z"
)


@dataclass(slots=True)
class Element:
    """An element: ``name`` without its prefix, ``tag`` with it; it stands in ``[start:end]`` of ``file``, its content
    in ``[opened:closed]``; both are empty where it is a tag alone. ``line`` counts from 1."""

    file: str
    tag: str
    attributes: dict[str, str]
    start: int
    opened: int
    line: int
    parent: Element | None = None
    closed: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def content(self) -> str:
        """What stands in it, as the file has it."""
        return self.file[self.opened : self.closed]

    @property
    def text(self) -> str:
        """The text in it and in all elements in it."""
        return text_of(self.content)

    @property
    def opening(self) -> str:
        """Its opening tag, as the file has it."""
        return self.file[self.start : self.opened]

    @property
    def indent(self) -> str:
        """The line break and spaces before it; empty where something else stands there."""
        found = INDENT.search(self.file, max(self.file.rfind("\n", 0, self.start) - 1, 0), self.start)
        return found[0] if found else ""

    def child(self, name: str) -> Element | None:
        """Its first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """It and all elements in it, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.children)

    def above(self) -> Iterator[Element]:
        """It and those that it stands in, from within."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def filled(self, content: str, attributes: dict[str, str | None]) -> str:
        """The element with another content and ``attributes``; those that are None go."""
        opening = self.opening.rstrip("/> \t\r\n") if self.opening.endswith("/>") else self.opening[:-1]
        opening = ATTRIBUTE.sub(lambda found: "" if found["key"] in attributes else found[0], opening)
        opening += "".join(f' {key}="{value}"' for key, value in attributes.items() if value is not None)
        return f"{opening}>{content}</{self.tag}>"


def elements(text: str, name: str) -> Element:
    """The root of an XML file with all that is in it. Raises InputError for what is not well-formed or not safe."""
    parse_xml(DECLARED.sub(r"\1utf-8", text, count=1).encode(), name)
    root: Element | None = None
    at: Element | None = None
    line, counted = 1, 0
    for token in TOKEN.finditer(text):
        if token["name"] is None:
            continue
        line += text.count("\n", counted, token.start())
        counted = token.start()
        if token["close"]:
            if at is None or at.tag != token["name"]:
                raise InputError("its tags cannot be told apart", path=name, line=line, advice="remove its DTD")
            at.closed, at.end, at = token.start(), token.end(), at.parent
            continue
        attributes = {
            found["key"]: _plain(found["double"] if found["double"] is not None else found["single"])
            for found in ATTRIBUTE.finditer(token["attributes"])
        }
        element = Element(text, token["name"], attributes, token.start(), token.end(), line, at)
        if at is not None:
            at.children.append(element)
        root = root or element
        if token["empty"]:
            element.closed = element.end = token.end()
        else:
            at = element
    if root is None or at is not None:
        raise InputError("its tags cannot be told apart", path=name, advice="remove its DTD")
    return root


def text_of(content: str) -> str:
    """The text of a piece of XML without its tags."""
    parts, at = [], 0
    for token in TOKEN.finditer(content):
        parts += [_plain(content[at : token.start()]), token["plain"] or ""]
        at = token.end()
    return "".join([*parts, _plain(content[at:])]).replace("\r\n", "\n")


def edges(content: str) -> tuple[str, str, str] | None:
    """Tags before a text, the text, and tags behind it, as the file has them; None where tags stand within it."""
    found = EDGES.match(content) if "<!" not in content and "<?" not in content else None
    return (found["before"], found["text"], found["after"]) if found else None


def escaped(text: str, quotes: bool = False) -> str:
    """``text`` as content of an element, also with its ``quotes`` escaped, as Qt does."""
    text = legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.replace('"', "&quot;").replace("'", "&apos;") if quotes else text


def _plain(text: str) -> str:
    def resolved(found: re.Match[str]) -> str:
        if found["named"]:
            return NAMED[found["named"]]
        number = int(found["number"]) if found["number"] else int(found["hex"], 16)
        return chr(number) if number < 0x110000 else found[0]

    return REFERENCE.sub(resolved, text) if "&" in text else text


def encoding_of(data: bytes) -> str:
    """The encoding that the XML declaration names, else UTF-8, as XML 1.0 says (section 4.3.3).

    Raises LookupError for a name that readers of XML do not know, Python though it may.
    """
    from lxml import etree

    found = ENCODING.match(data)
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        etree.XMLParser(encoding=name)
    except LookupError:
        raise LookupError(f"its encoding {name} is not known in XML") from None
    return name
