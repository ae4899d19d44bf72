"""A corrected copy of a memory, and the list of what was changed. Nothing is left out without being listed."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from duiqi.checking.rules.structure import ATTRIBUTES, HEADER_REQUIRED, SEGTYPES
from duiqi.checking.unit_repair import Units, good_code
from duiqi.errors import InputError
from duiqi.formats.tmx_writer import escape
from duiqi.io.files import atomic_write, open_binary
from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx.languages import code_of
from duiqi.tmx.report import Report
from duiqi.tmx.scanner import EntityDeclared, Node, Piece, scan
from duiqi.tmx.xml_text import mended_text

HEADER_DEFAULTS = {
    "creationtool": "unknown",
    "creationtoolversion": "unknown",
    "segtype": "sentence",
    "o-tmf": "unknown",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}

Change = tuple[int, str]


def repair_file(path: str | os.PathLike[str], output: str | os.PathLike[str]) -> list[Change]:
    """Write a corrected copy of a TMX file to ``output``; returns what was changed, as lines and words.

    The copy is in UTF-8 and valid; units that no program could use (without text in two languages) and exact
    duplicates are left out and listed with their text. What only a person can judge, such as numbers and wrong
    partners, is left as it is. Raises InputError for a file that is no TMX or declares entities.
    """
    changes: list[Change] = []
    try:
        codes = _codes(path)
        with atomic_write(output) as target:
            report = Report()
            with open_binary(path) as stream:
                for part in _repaired(mended_text(stream, os.fspath(path), report), codes, changes, path):
                    target.write(part)
            changes += report.repairs
    except EntityDeclared as error:
        raise InputError(
            f"declares the entity {error}, which it has no need of",
            path=path,
            line=error.line,
            advice="remove its <!ENTITY …>",
        ) from None
    return sorted(changes, key=lambda change: change[0])


def _codes(path: str | os.PathLike[str]) -> dict[Language, str]:
    """The code that most units have for each language, the most exact one where ``zh`` stands beside ``zh-CN``."""
    counts: dict[Language, Counter[str]] = {"zh": Counter(), "en": Counter()}
    with open_binary(path) as stream:
        for piece in scan(mended_text(stream, os.fspath(path), Report())):
            if piece.kind == "unit" and piece.node:
                for variant in piece.node.all("tuv"):
                    code = code_of(variant)
                    language = side_of_tag(code)
                    if language:
                        counts[language][code] += 1
    return {
        language: max(found, key=lambda code: ("-" in code, found[code])) for language, found in counts.items() if found
    }


def _repaired(
    chunks: Iterable[str], codes: dict[Language, str], changes: list[Change], path: str | os.PathLike[str]
) -> Iterator[bytes]:
    """The corrected file, part by part."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    header_written = body_open = False
    roots: list[str] = []
    units = Units(codes, changes)
    for piece in scan(chunks):
        node = piece.node
        if piece.kind == "root" and node:
            roots.append(node.tag)
        if piece.kind == "root" and node and node.tag not in ("tmx", "body"):
            raise InputError(f"is no TMX: the outermost element is <{node.tag}>", path=path, line=node.line)
        if piece.kind == "root" and node and node.tag == "tmx" and node.attributes.get("version") != "1.4":
            changes.append((node.line, 'the version made "1.4"'))
        if piece.kind == "header" and node and not header_written:
            units.source = node.attributes.get("srclang", "*all*")
            yield _header(piece, node, codes, changes)
            header_written = True
        elif piece.kind == "header" and node:
            changes.append((node.line, f"a second header left out: {_shown(piece.raw)}"))
        elif piece.kind == "other" and node:
            changes.append((node.line, f"left out: {_shown(piece.raw) or node.text}"))
        elif piece.kind == "broken" and node:
            changes.append((node.line, f"the XML is broken here ({piece.problem}), left out: {_shown(piece.raw)}"))
        elif piece.kind == "unit" and node:
            if not header_written:
                yield _made_up_header(node.line, changes)
                header_written = True
            if not body_open:
                yield b"<body>\n"
                body_open = True
            yield from units.repaired(piece, node)
        elif piece.kind == "gap" and body_open:
            yield from re.findall(rb"<!--.*?-->\n?", piece.raw, re.DOTALL)
    if not header_written:
        yield _made_up_header(1, changes)
    if "body" not in roots:
        changes.append((1, "a <body> put in"))
    yield b"</body>\n</tmx>\n" if body_open else b"<body>\n</body>\n</tmx>\n"


def _made_up_header(line: int, changes: list[Change]) -> bytes:
    changes.append((line, "a header put in"))
    return b"<header " + _attributes(HEADER_DEFAULTS) + b"/>\n"


def _header(piece: Piece, node: Node, codes: dict[Language, str], changes: list[Change]) -> bytes:
    attributes = {}
    for name, value in node.attributes.items():
        if name in ATTRIBUTES["header"]:
            attributes[name] = value
        else:
            changes.append((node.line, f'{name}="{value}" left out of the header'))
    for name in HEADER_REQUIRED:
        if name not in attributes:
            attributes[name] = HEADER_DEFAULTS[name]
            changes.append((node.line, f'{name}="{HEADER_DEFAULTS[name]}" put into the header'))
    source = attributes["srclang"]
    language = side_of_tag(source)
    code = good_code(codes.get(language, source)) if language else source
    if "-" in code and "-" not in source:
        # The source is what the units call it: zh beside zh-CN.
        changes.append((node.line, f'srclang "{source}" made "{code}"'))
        attributes["srclang"] = code
    if attributes["segtype"] not in SEGTYPES:
        changes.append((node.line, f'segtype "{attributes["segtype"]}" made "sentence"'))
        attributes["segtype"] = "sentence"
    content = b"".join(_kept(piece, child, node, changes) for child in node.children)
    start = b"<header " + _attributes(attributes)
    return start + b">\n" + content + b"</header>\n" if content else start + b"/>\n"


def _kept(piece: Piece, child: Node, header: Node, changes: list[Change]) -> bytes:
    raw = piece.raw[child.start : child.end] + b"\n"
    if child.tag in ("note", "ude"):
        return raw
    if child.tag == "prop":
        if "type" in child.attributes:
            return raw
        changes.append((child.line, 'a <prop> without type got type="x-unknown"'))
        return f'<prop type="x-unknown">{escape(child.text)}</prop>\n'.encode()
    changes.append((child.line, f"left out of the header: {_shown(raw)}"))
    return b""


def _attributes(values: dict[str, str]) -> bytes:
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items()).encode()


def _shown(raw: bytes) -> str:
    return " ".join(raw.decode("utf-8", "replace").split())
