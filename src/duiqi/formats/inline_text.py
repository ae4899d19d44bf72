"""What of a segment with markup is text, for the formats whose codes are shown and not kept."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from duiqi.codes import shown_code
from duiqi.io.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element


def shown_text(element: _Element, codes: Container[str], dropped: Container[str] = ()) -> str:
    """The text of ``element``. Of the elements named in ``codes`` it is what they show: a placeholder, a space for a
    line break. Of marks whose ``mtype`` is in ``dropped`` it is nothing; all else encloses text. libxml2 bounds the
    depth at 256."""
    text = element.text or ""
    for child in element:
        if local_name(child) in codes:
            text += shown_code("".join(child.itertext()), text)
        elif child.get("mtype") not in dropped:
            text += shown_text(child, codes, dropped)
        text += child.tail or ""
    return text
