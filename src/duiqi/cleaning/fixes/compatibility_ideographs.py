"""Compatibility ideographs: characters coded twice."""

from __future__ import annotations

import re
import unicodedata

from duiqi.cleaning.edits import Change

_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")


def find_compatibility_ideographs(text: str) -> list[Change]:
    r"""Compatibility ideographs, each to the character it is canonically equivalent to.

    >>> find_compatibility_ideographs("\uf97e子")
    [Change(start=0, end=1, after='量')]
    """
    return [
        Change(m.start(), m.end(), unicodedata.normalize("NFC", m[0]))
        for m in _COMPATIBILITY.finditer(text)
        if unicodedata.normalize("NFC", m[0]) != m[0]
    ]
