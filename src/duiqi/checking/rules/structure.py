"""What the TMX 1.4b document type and OmegaT's schema ask of a file, as rules of our own.

The schema itself belongs to OmegaT and is not shipped; that these rules find what it finds is tested against it.
"""

from __future__ import annotations

import re

from duiqi.tmx.report import Report
from duiqi.tmx.scanner import Node, Piece

HEADER_REQUIRED = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
_WHO_AND_WHEN = ("creationdate", "creationid", "changedate", "changeid")
_USE = ("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf")
ATTRIBUTES = {
    "tmx": ("version",),
    "header": (*HEADER_REQUIRED, "o-encoding", *_WHO_AND_WHEN),
    "body": (),
    "tu": ("tuid", *_USE, *_WHO_AND_WHEN, "segtype", "srclang"),
    "tuv": ("xml:lang", "lang", *_USE, *_WHO_AND_WHEN),
    "seg": (),
    "prop": ("type", "xml:lang", "lang", "o-encoding"),
    "note": ("xml:lang", "lang", "o-encoding"),
    "ude": ("name", "base"),
    "map": ("unicode", "code", "ent", "subst"),
    "bpt": ("i", "x", "type"),
    "ept": ("i",),
    "it": ("pos", "x", "type"),
    "ph": ("x", "assoc", "type"),
    "hi": ("x", "type"),
    "ut": ("x",),
    "sub": ("datatype", "type"),
}
INLINE = ("bpt", "ept", "it", "ph", "hi", "ut")
CHILDREN = {
    "header": ("note", "prop", "ude"),
    "tu": ("note", "prop", "tuv"),
    "tuv": ("note", "prop", "seg"),
    "seg": INLINE,
    "hi": INLINE,
    "sub": INLINE,
    "ude": ("map",),
    **dict.fromkeys(("bpt", "ept", "it", "ph", "ut"), ("sub",)),
}
TEXT = ("seg", "prop", "note", "sub", *INLINE)
REQUIRED = {"prop": "type", "bpt": "i", "ept": "i", "it": "pos", "ude": "name", "map": "unicode"}
SEGTYPES = ("block", "paragraph", "sentence", "phrase")
DATES = ("creationdate", "changedate", "lastusagedate")
DATE = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ")


def check_piece(piece: Piece, report: Report) -> None:
    """Report what is wrong with the structure of a header or unit, or of an element that stands where none may."""
    node = piece.node
    if node is None or piece.kind in ("broken", "end"):
        return
    if piece.kind == "root":
        _check_attributes(node, report)
        if node.tag == "tmx" and node.attributes.get("version") != "1.4":
            told = f'is "{node.attributes["version"]}"' if "version" in node.attributes else "is missing"
            report.add("version", node.line, f'the version of <tmx> {told}; it must be "1.4"')
    elif piece.kind == "other":
        if node.tag:
            report.add("unknown-element", node.line, f"<{node.tag}> may not stand here")
        else:
            report.add("stray-text", node.line, f"the text {_short(node.text)} stands outside every unit")
    else:
        _check(node, report)
        if piece.kind == "header":
            _check_header(node, report)
        else:
            for variant in node.all("tuv"):
                _check_variant(variant, report)
            if not node.all("tuv"):
                report.add("no-variant", node.line, "the unit has no <tuv>")


def _check(node: Node, report: Report) -> None:
    _check_attributes(node, report)
    allowed = CHILDREN.get(node.tag, ())
    seen_main = ""
    for child in node.children:
        if child.tag not in allowed:
            report.add("unknown-element", child.line, f"<{child.tag}> may not stand in <{node.tag}>")
            continue
        if child.tag in ("tuv", "seg"):
            seen_main = child.tag
        elif seen_main and child.tag in ("note", "prop") and node.tag in ("tu", "tuv"):
            report.add("order", child.line, f"<{child.tag}> stands after <{seen_main}>; it must stand before it")
        _check(child, report)
    if node.tag not in TEXT and node.text.strip():
        # What the children have is added to their parent's text.
        own = node.text
        for child in node.children:
            own = own.replace(child.text, "", 1)
        if own.strip():
            report.add("stray-text", node.line, f"the text {_short(own.strip())} stands in <{node.tag}>, outside <seg>")


def _check_attributes(node: Node, report: Report) -> None:
    known = ATTRIBUTES.get(node.tag, ())
    for name, value in node.attributes.items():
        if name not in known and not name.startswith("xmlns") and name not in ("xml:space", "xml:base"):
            report.add(
                "unknown-attribute", node.line, f"<{node.tag}> has the attribute {name}, which TMX does not know"
            )
        elif name in DATES and not DATE.fullmatch(value):
            report.add("date", node.line, f'the {name} "{_cut(value)}" is not of the form 20200618T120000Z')
        elif name == "segtype" and value not in SEGTYPES:
            rule = "header-value" if node.tag == "header" else "unknown-attribute"
            report.add(rule, node.line, f'segtype is "{_cut(value)}"; it can be {", ".join(SEGTYPES)}')
    needed = REQUIRED.get(node.tag)
    if needed and needed not in node.attributes:
        report.add("missing-attribute", node.line, f"<{node.tag}> has no {needed}")


def _check_header(header: Node, report: Report) -> None:
    missing = [name for name in HEADER_REQUIRED if name not in header.attributes]
    if missing:
        report.add("header-attribute", header.line, f"the header has no {' and no '.join(missing)}")


def _check_variant(variant: Node, report: Report) -> None:
    if "xml:lang" not in variant.attributes:
        if "lang" in variant.attributes:
            report.add("old-lang", variant.line, "<tuv> has lang and not xml:lang")
        else:
            report.add("missing-attribute", variant.line, "<tuv> has no xml:lang")
    segments = len(variant.all("seg"))
    if segments != 1:
        report.add("no-segment", variant.line, f"<tuv> has {segments or 'no'} <seg>; it must have one")


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def _short(text: str) -> str:
    return repr(_cut(" ".join(text.split())))
