"""Texts with inline codes, for properties, and files of them as trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from duiqi.inline import Code, Codes
from duiqi.io.xml import XML_LANG, local_name

CONTENTS = ["", "<b>", "</b>", "<br/>", "{0}", "%s", '<img alt="x&y">', "\\n", "  "]
TEXTS = st.text(st.sampled_from("ab 中。{0}\n<&"), max_size=12)


@st.composite
def coded_texts(draw: st.DrawFn) -> tuple[str, Codes]:
    """A text, and codes in it: pairs that may overlap, lone ones, marks and codes in codes."""
    text = draw(TEXTS)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    marks: list[str] = []
    codes: list[Code] = []
    for number, at in enumerate(places):
        element = draw(st.sampled_from(["bpt", "ept", "it", "ph", "ut", "hi", "/hi"]))
        attributes: dict[str, str] = {}
        if element in ("bpt", "ept"):
            attributes["i"] = str(draw(st.integers(1, 3)))
        if element == "it":
            attributes["pos"] = draw(st.sampled_from(["begin", "end"]))
        if element in ("bpt", "it", "ph", "hi", "ut") and draw(st.booleans()):
            attributes["x"] = str(number)
        if element in ("bpt", "it", "ph", "hi") and draw(st.booleans()):
            attributes["type"] = draw(st.sampled_from(["bold", "link", "x-odd", "struct"]))
        if element in ("hi", "/hi"):
            marks.append(element)
            codes.append(Code(at, at, element, tuple(attributes.items())))
            continue
        content, inner = draw(st.sampled_from(CONTENTS)), Codes()
        if content and draw(st.booleans()):
            inner = (Code(1, 1, "sub", (("type", "x"),)), Code(len(content), len(content), "/sub"))
        codes.append(Code(at, at, element, tuple(attributes.items()), content, inner))
    return text, tuple(codes)


def segments_of(path: Path) -> list[list[tuple[str, Any]]]:
    """Of each unit of a TMX with Chinese and English, the language of each variant and its segment as a tree."""
    from duiqi.io.packed import packing_of, unpack
    from duiqi.io.xml import parse_xml

    data = path.read_bytes()
    packing = packing_of(data)
    root = parse_xml(unpack(data, str(path), packing) if packing else data, str(path))
    units = []
    for unit in root.iter("{*}tu"):
        sides = {}
        for variant in unit.iterchildren("{*}tuv"):
            language = (variant.get(XML_LANG) or variant.get("lang") or "")[:2].lower()
            segment = next(variant.iterchildren("{*}seg"))
            sides.setdefault(language, tree(segment))
        if {"zh", "en"} <= sides.keys():
            units.append([("zh", sides["zh"]), ("en", sides["en"])])
    return units


def tree(element: Any) -> Any:
    """Name, attributes, text and children; the order of attributes means nothing."""
    return (
        local_name(element),
        dict(element.attrib),
        element.text or "",
        [(tree(child), child.tail or "") for child in element],
    )
