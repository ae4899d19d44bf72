"""The header of a memory set right: the attributes that it must have, and nothing that TMX does not know."""

from __future__ import annotations

from collections.abc import Mapping

from duiqi.checking.codes import standard_code
from duiqi.checking.repairing.changes import Changes
from duiqi.checking.wording import shown
from duiqi.io.xml import escape
from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import ATTRIBUTES, HEADER_REQUIRED, SEGTYPES, Node, TmxPiece

DEFAULTS = {
    "creationtool": "unknown",
    "creationtoolversion": "unknown",
    "segtype": "sentence",
    "o-tmf": "unknown",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}


def made_up_header(line: int, changes: Changes) -> bytes:
    """A header for a file that has none."""
    changes.add(line, "a header put in")
    return b"<header " + _written(DEFAULTS) + b"/>\n"


def repaired_header(piece: TmxPiece, header: Node, codes: Mapping[Language, str], changes: Changes) -> bytes:
    """The corrected header; ``codes`` are what the units call the languages."""
    attributes = {}
    for name, value in header.attributes.items():
        if name in ATTRIBUTES["header"]:
            attributes[name] = value
        else:
            changes.add(header.line, f'{name}="{value}" left out of the header')
    for name in HEADER_REQUIRED:
        if name not in attributes:
            attributes[name] = DEFAULTS[name]
            changes.add(header.line, f'{name}="{DEFAULTS[name]}" put into the header')
    source = attributes["srclang"]
    language = side_of_tag(source)
    code = standard_code(codes.get(language, source)) if language else source
    if "-" in code and "-" not in source:
        # The source is what the units call it: zh beside zh-CN.
        changes.add(header.line, f'srclang "{source}" made "{code}"')
        attributes["srclang"] = code
    if attributes["segtype"] not in SEGTYPES:
        changes.add(header.line, f'segtype "{attributes["segtype"]}" made "sentence"')
        attributes["segtype"] = "sentence"
    content = b"".join(_kept(piece, child, changes) for child in header.children)
    start = b"<header " + _written(attributes)
    return start + b">\n" + content + b"</header>\n" if content else start + b"/>\n"


def _kept(piece: TmxPiece, child: Node, changes: Changes) -> bytes:
    raw = piece.raw[child.start : child.end] + b"\n"
    if child.tag not in ("note", "ude", "prop"):
        changes.add(child.line, f"left out of the header: {shown(raw)}")
        return b""
    attributes = {name: value for name, value in child.attributes.items() if name in ATTRIBUTES[child.tag]}
    if child.tag == "prop" and "type" not in attributes:
        changes.add(child.line, 'a <prop> without type got type="x-unknown"')
        attributes["type"] = "x-unknown"
    for name in child.attributes.keys() - attributes.keys():
        changes.add(child.line, f'{name}="{child.attributes[name]}" left out of a <{child.tag}> of the header')
    if attributes == child.attributes:
        return raw
    start = " ".join([child.tag, *(f'{name}="{escape(value)}"' for name, value in attributes.items())])
    return f"<{start}>".encode() + piece.raw[child.inside : child.close] + f"</{child.tag}>\n".encode()


def _written(attributes: dict[str, str]) -> bytes:
    return " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items()).encode()
