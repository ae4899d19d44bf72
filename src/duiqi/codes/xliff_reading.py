"""What stands in a ``<source>`` or ``<target>`` of XLIFF 1.2, 2.0 and 2.1, as text and codes by their TMX names.

The ``id`` of a code, by which source and target agree, is its ``x``, and that of a pair its ``i`` too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from duiqi.codes.run import Run
from duiqi.inline import Code, Codes
from duiqi.io.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

# Types of TMX (1.4b, section 4.4) and their names in XLIFF 2.1 (section 4.3.1.44, 46): type and subType.
TYPES = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "ulined": ("fmt", "xlf:u"),
    "lb": ("fmt", "xlf:lb"),
    "pb": ("fmt", "xlf:pb"),
    "link": ("link", ""),
    "image": ("image", ""),
}
OF_SUBTYPE = {names: name for name, names in TYPES.items()}
# In XLIFF 1.2 (section 4.1, ctype) where it is not the same.
OF_CTYPE = {"underline": "ulined"}
# Types of TMX that XLIFF has not.
OWN_TYPE = "tmx:"
# What the id, place and pairing of a code are made of, and what points to other places of the file.
_HANDLED = "id dataRef dataRefStart dataRefEnd startRef isolated type subType rid ctype mtype xid pos copyOf subFlows"
HANDLED = frozenset((*_HANDLED.split(), "subFlowsStart", "subFlowsEnd"))
STANDING = {"ph": "ph", "x": "ph", "it": "it", "sc": "bpt", "bx": "bpt", "bpt": "bpt", "ec": "ept", "ex": "ept"}
STANDING["ept"] = "ept"
ENCLOSING = frozenset(("hi", "/hi", "sub", "/sub"))
MARKS = {"mrk": "hi", "sub": "sub"}


def read_content(element: _Element, data: Mapping[str, str], kept: Mapping[str, Code]) -> tuple[str, Codes]:
    """The text of ``element`` and its codes. ``data`` is what the unit stores of its original by id, ``kept`` what it
    tells of codes that XLIFF has no place for, by the keys of ``keyed_codes``."""
    return _Reader(data, kept).read(element).end()


def keyed_codes(element: _Element, data: Mapping[str, str]) -> list[tuple[str, Code]]:
    """The codes by key, which is the id, with a slash before it at the end of a pair."""
    reader = _Reader(data, {})
    run = reader.read(element)
    return list(zip(reader.keys, run.codes, strict=True))


class _Reader:
    """Reads the elements of a side; ``keys`` are those of the codes, in their order."""

    def __init__(self, data: Mapping[str, str], kept: Mapping[str, Code]) -> None:
        self._data, self._kept = data, kept
        self.keys: list[str] = []

    def read(self, element: _Element) -> Run:
        """What stands in ``element``."""
        run = Run()
        self._into(run, element)
        return run

    def _into(self, run: Run, element: _Element) -> None:
        run.add(element.text)
        for child in element:
            self._child(child, local_name(child), run)
            run.add(child.tail)

    def _child(self, child: _Element, name: str, run: Run) -> None:
        id = child.get("id") or child.get("mid") or child.get("rid") or ""
        if name == "cp":
            run.add(code_point(child.get("hex", "")))
        elif name in ("pc", "g"):
            self._pair(child, id, run)
        elif name in STANDING:
            self._standing(child, name, id, run)
        elif name in MARKS and child.get("mtype") != "seg":  # which parts segments, and marks nothing
            self.keys.append(id)
            mark = Code(0, 0, MARKS[name], tuple(_attributes(child, id) if name == "mrk" else ()))
            if id in self._kept and self._kept[id].element in MARKS.values():
                mark = self._kept[id]
            run.enclose(mark.element, mark.attributes, self.read(child))
            self.keys.append("/" + id)
        else:
            self._into(run, child)

    def _pair(self, child: _Element, id: str, run: Run) -> None:
        """Spanning codes: ``<pc>`` and, in 1.2, ``<g>``."""
        first = (("i", id), *_attributes(child, id, "Start"))
        self._add(run, id, Code(0, 0, "bpt", first, self._data.get(child.get("dataRefStart", ""), "")))
        self._into(run, child)
        ends = [(f"xliff:{n}", v) for n in ("disp", "equiv") if (v := child.get(f"{n}End"))]
        self._add(run, "/" + id, Code(0, 0, "ept", (("i", id), *ends), self._data.get(child.get("dataRefEnd", ""), "")))

    def _standing(self, child: _Element, name: str, id: str, run: Run) -> None:
        content, inner = self._data.get(child.get("dataRef", ""), ""), Codes()
        if len(child) or child.text:
            reader = _Reader(self._data, {})  # what stands in a code has no keys of its own
            inside = reader.read(child)
            content, inner = inside.text, tuple(inside.codes)
        element = STANDING[name]
        attributes = _attributes(child, id)
        partner = child.get("startRef") or child.get("rid") or id
        alone = child.get("isolated") == "yes"
        key = id
        if element == "it" or alone:
            end = element == "ept" or child.get("pos") in ("close", "end")
            element, attributes = "it", [("pos", "end" if end else "begin"), *attributes]
        elif element == "bpt":
            attributes = [("i", partner), *attributes]
        elif element == "ept":
            key = "/" + partner
            attributes = [("i", partner), *(pair for pair in attributes if pair[0] != "x")]
        self._add(run, key, Code(0, 0, element, tuple(attributes), content, inner))

    def _add(self, run: Run, key: str, code: Code) -> None:
        if key in self._kept and self._kept[key].element not in ENCLOSING:
            code = self._kept[key]
        self.keys.append(key)
        run.code(code.element, code.attributes, code.content, code.inner)


def _attributes(element: _Element, id: str, place: str = "") -> list[tuple[str, str]]:
    """Those of a code; ``place`` is how the names of ``<pc>`` end that are of its beginning."""
    found = [("x", id)] if id else []
    if kind := _type(element):
        found.append(("type", kind))
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if key == name and name not in HANDLED and not (place and name.endswith("End")):
            found.append((f"xliff:{name.removesuffix(place)}", value))
    return found


def _type(element: _Element) -> str:
    kind, sub = str(element.get("type", "")), str(element.get("subType", ""))
    if ctype := element.get("ctype") or element.get("mtype"):
        return OF_CTYPE.get(ctype) or str(ctype)
    if sub.startswith(OWN_TYPE):
        return sub.removeprefix(OWN_TYPE)
    return OF_SUBTYPE.get((kind, sub)) or sub or kind.removeprefix(OWN_TYPE)


def code_point(digits: str) -> str:
    """The character of a ``<cp>``, U+FFFD for what is none."""
    value = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", digits) else 0xFFFD
    return chr(value) if value <= 0x10FFFF and not 0xD800 <= value < 0xE000 else "\ufffd"
