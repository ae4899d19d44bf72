"""Compatibility ideographs: characters coded twice, as the fonts of PDF map them."""

from __future__ import annotations

import re
import unicodedata

from duiqi.cleaning.edits import Change
from duiqi.cleaning.processes.fonts.mapped_glyphs import COMPATIBILITY, find_mapped

_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")


def find_compatibility_ideographs(text: str) -> list[Change]:
    r"""Compatibility ideographs in words, each to the character it is canonically equivalent to.

    >>> find_compatibility_ideographs("大\uf97e生产，质\uf97e很高")[0]
    Change(start=1, end=2, after='量', process="a font's map", odds=9.6)
    >>> find_compatibility_ideographs("卽\U0002f81a字也。")
    []
    """
    found = ((*m.span(), unicodedata.normalize("NFC", m[0])) for m in _COMPATIBILITY.finditer(text))
    mapped = find_mapped(text, [place for place in found if place[2] != text[place[0]]], COMPATIBILITY)
    if not mapped:
        return []
    odds = round(mapped.odds, 1)
    return [Change(start, end, meant, process="a font's map", odds=odds) for start, end, meant in mapped.places]
