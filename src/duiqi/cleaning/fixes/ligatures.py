"""Ligatures of a PDF's font inside Latin words: ``ﬁnal``, ``oﬃce``."""

from __future__ import annotations

import re
import unicodedata

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.census import census_of

# U+FB00 to U+FB06, and Dutch ĳ is none of them. Alone, or in quotation marks, one is shown.
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_LIGATURE = re.compile(f"[{_LIGATURES}]")
_LETTER = re.compile("[A-Za-z\u00c0-\u024f\ufb00-\ufb06]")
# Text that speaks of them means them.
_ABOUT = re.compile("ligature|typograph|[连連合]字|U\\+FB0|Unicode", re.IGNORECASE)
_REACH = 200  # characters to either side in which it speaks of them: some two lines; not swept


def find_ligatures(text: str) -> list[Change]:
    """Ligatures beside another letter, each as the letters that it joins.

    >>> find_ligatures("the oﬃce")
    [Change(start=5, end=6, after='ffi')]
    >>> find_ligatures("the ligature ﬁ in “ﬁnd”")
    []
    """
    codes = census_of(text).codes
    if not ((codes >= ord(_LIGATURES[0])) & (codes <= ord(_LIGATURES[-1]))).any():
        return []
    changes = []
    for match in _LIGATURE.finditer(text):
        start, end = match.span()
        beside = text[max(0, start - 1) : start], text[end : end + 1]
        if any(map(_LETTER.match, beside)) and not _ABOUT.search(text, max(0, start - _REACH), end + _REACH):
            changes.append(Change(start, end, unicodedata.normalize("NFKC", match[0])))
    return changes
