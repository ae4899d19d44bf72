r"""Ligatures of a PDF's font inside Latin words: ``ﬁnal``, ``oﬃce``, and as codes of a font, ``\x0cnal``."""

from __future__ import annotations

import re
import unicodedata

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.processes.fonts.ligature_codes import find_coded

# U+FB00 to U+FB06, and Dutch ĳ is none of them. Alone, or in quotation marks, one is shown.
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_LIGATURE = re.compile(f"[{_LIGATURES}]")
_LETTER = re.compile("[A-Za-z\u00c0-\u024f\ufb00-\ufb06]")
# Text that speaks of them means them.
_ABOUT = re.compile("ligature|typograph|[连連合]字|U\\+FB0|Unicode", re.IGNORECASE)
_REACH = 200  # characters to either side in which it speaks of them: some two lines; not swept


def find_ligatures(text: str) -> list[Change]:
    r"""Ligatures beside another letter, each as the letters that it joins.

    >>> find_ligatures("the oﬃce")
    [Change(start=5, end=6, after='ffi')]
    >>> find_ligatures("the ligature ﬁ in “ﬁnd”")
    []
    >>> [change.after for change in find_ligatures("the \x0crst e\x0bect")]
    ['fi', 'ff']
    """
    census = census_of(text)
    changes = []
    if ((census.codes >= ord(_LIGATURES[0])) & (census.codes <= ord(_LIGATURES[-1]))).any():
        for match in _LIGATURE.finditer(text):
            start, end = match.span()
            beside = text[max(0, start - 1) : start], text[end : end + 1]
            if any(map(_LETTER.match, beside)) and not _speaks_of_them(text, start, end):
                changes.append(Change(start, end, unicodedata.normalize("NFKC", match[0])))
    if census.present & (Kind.CONTROL | Kind.PRIVATE | Kind.HIGH_LATIN):
        for coded in find_coded(text):
            process, odds = "a font's ligatures", round(coded.odds, 1)
            changes += [Change(*place, process=process, odds=odds) for place in coded.places]
    return sorted(changes)


def _speaks_of_them(text: str, start: int, end: int) -> bool:
    return bool(_ABOUT.search(text, max(0, start - _REACH), end + _REACH))
