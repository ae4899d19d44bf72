"""What a file of another program holds that a pair of texts does not: counted, so that nothing is lost unsaid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from duiqi.io.xml import XML_LANG, local_name
from duiqi.text.language_tags import side_of_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

ONE_SIDED = "units without text in both languages"


def count_losses(unit: _Element, own: bool, taken: bool, lost: Counter[str]) -> None:
    """Count in ``lost`` what is not taken over of a ``<tu>``; ``taken`` says whether its pair of texts is."""
    if not taken:
        lost[ONE_SIDED] += 1
        return
    seen: set[str | None] = set()
    for element in unit.iter():
        name = local_name(element) if isinstance(element.tag, str) else ""
        if name == "tuv":
            language = side_of_tag(element.get(XML_LANG) or element.get("lang") or "")
            if language is None:
                lost["texts in other languages"] += 1
            elif language in seen:
                lost["further texts in Chinese or English"] += 1
            seen.add(language)
        elif name == "note":
            lost["notes"] += 1
        elif name == "prop" and not own:
            lost["properties"] += 1
        if name in ("tu", "tuv") and not own and any(key not in (XML_LANG, "lang") for key in element.attrib):
            lost["ids, dates and names"] += 1
