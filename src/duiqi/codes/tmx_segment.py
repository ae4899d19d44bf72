"""The segments of TMX 1.4b (section 2.3): text and codes as ``<seg>`` holds them, and back."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from duiqi.codes.run import Run
from duiqi.codes.shown import settled
from duiqi.inline import Code, Codes
from duiqi.io.xml import escape, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements of a segment that hold codes of the original format; what they hold is no text.
CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
# Every element within a segment, with the attributes that it may have.
INLINE_ATTRIBUTES = {
    "bpt": ("i", "x", "type"),
    "ept": ("i",),
    "it": ("pos", "x", "type"),
    "ph": ("x", "assoc", "type"),
    "hi": ("x", "type"),
    "ut": ("x",),
    "sub": ("datatype", "type"),
}


def read_segment(segment: _Element) -> tuple[str, Codes]:
    """The text of a ``<seg>`` and its codes. libxml2 bounds the depth at 256."""
    if not len(segment):
        return segment.text or "", ()
    run = Run()
    _read(segment, run)
    return run.end()


def _read(element: _Element, run: Run) -> None:
    run.add(element.text)
    for child in element:
        name = local_name(child)
        attributes = [(key.rpartition("}")[2], value) for key, value in child.attrib.items()] if name else []
        if not name:
            # An entity of a DTD that is not loaded: by its name in HTML (&nbsp;), else as it stands.
            run.add(html.unescape(child.text or ""))
        elif name in CODES:
            inside = Run()
            _read(child, inside)
            run.code(name, attributes, inside.text, tuple(inside.codes))
        elif name in ("hi", "sub"):
            inside = Run()
            _read(child, inside)
            run.enclose(name, attributes, inside)
        else:
            _read(child, run)  # no element of TMX
        run.add(child.tail)


def segment_xml(text: str, codes: Sequence[Code] = ()) -> str:
    """What stands in the ``<seg>`` of ``text``, without what XML cannot hold."""
    if not codes:
        return escape(text)
    parts: list[str] = []
    at = 0
    for number, code in enumerate(settled(text, codes), 1):
        parts += [escape(text[at : code.start]), _xml(code, number)]
        at = code.end
    return "".join([*parts, escape(text[at:])])


def _xml(code: Code, number: int) -> str:
    """The tags of a code, the ``number``-th of its text."""
    name = code.element
    if name.startswith("/"):
        return f"<{name}>"
    given = dict(code.attributes)
    if name in ("bpt", "ept"):
        given.setdefault("i", str(number))
    if name == "it":
        given.setdefault("pos", "begin")
    attributes = "".join(f' {key}="{escape(given[key])}"' for key in INLINE_ATTRIBUTES[name] if key in given)
    if name in ("hi", "sub"):
        return f"<{name}{attributes}>"
    content = segment_xml(code.content, code.inner)
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"
