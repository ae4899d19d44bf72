"""What a file of another program holds that a pair of texts does not: counted, so that nothing is lost unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from duiqi.io.xml import XML_LANG, local_name
from duiqi.tmx.units import OWN_PROPS

if TYPE_CHECKING:
    from lxml.etree import _Element

ONE_SIDED = "units without text in both languages"


def count_losses(unit: _Element, own: bool, taken: Collection[str], lost: Counter[str]) -> None:
    """Count in ``lost`` what is not taken over of a ``<tu>``; ``taken`` are the language codes of the texts that are,
    none where its pair is not."""
    if not taken:
        lost[ONE_SIDED] += 1
        return
    seen: set[str] = set()
    for element in unit.iter():
        name = local_name(element) if isinstance(element.tag, str) else ""
        if name == "tuv":
            tag = element.get(XML_LANG) or element.get("lang") or ""
            if tag not in taken or tag in seen:
                lost[f"texts in {tag or 'no language'}"] += 1
            seen.add(tag)
        elif name == "note":
            lost["notes"] += 1
        elif name == "prop" and not (own and element.get("type") in OWN_PROPS):
            lost["properties"] += 1
        if name in ("tu", "tuv") and not own and any(key not in (XML_LANG, "lang") for key in element.attrib):
            lost["ids, dates and names"] += 1
