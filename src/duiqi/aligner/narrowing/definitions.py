"""The terms that paragraphs define, with the term of the other language in brackets.

``“承租人”(tenant) 指…`` and ``“tenant” (承租人) means…`` define the same, wherever they stand in their lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.text.chars import HAN

_OPEN, _CLOSE = "[“\"‘'「『《【*_]{0,3}", "[”\"’'」』》】*_]{0,3}"
_NUMBER = r"(?:[(（]?[\da-z]{1,3}[.)）、]\s*)?"
_ZH, _EN = rf"[{HAN}·、\-/]{{1,30}}", r"[A-Za-z][^()（）“”\"：:;；。]{0,80}?"
# A term and, in brackets, that of the other language.
_BRACKETED = {
    "zh": re.compile(rf"\s*{_NUMBER}{_OPEN}(?P<zh>{_ZH}){_CLOSE}\s*[(（]\s*{_OPEN}(?P<en>{_EN}){_CLOSE}\s*[)）]"),
    "en": re.compile(rf"\s*{_NUMBER}{_OPEN}(?P<en>{_EN}){_CLOSE}\s*[(（]\s*{_OPEN}(?P<zh>{_ZH}){_CLOSE}\s*[)）]"),
}
# A term alone: in quotation marks, or before a colon or the word that introduces what it means.
_ALONE = {
    "zh": re.compile(rf"\s*{_NUMBER}(?:[“\"「『](?P<zh>{_ZH})[”\"」』]|(?P<zh2>{_ZH})(?:[：:]|是?指|係指))"),
    "en": re.compile(
        rf"\s*{_NUMBER}(?:[“\"‘](?P<en>{_EN})[”\"’]|(?P<en2>{_EN})(?:[：:]|\s+(?:means?|includes?|refers? to)\b))"
    ),
}
# Each of which has one of these.
_SIGNS = {
    "zh": ("“", '"', "「", "『", "：", ":", "指"),
    "en": ("“", '"', "‘", "：", ":", "mean", "include", "refer"),
}


def definition_links(zh: Sequence[str], en: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of paragraphs that begin with the same term, one of them with that of the other language in brackets."""
    sides = [[_terms(text, language) for text in side] for side, language in ((zh, "zh"), (en, "en"))]
    found: set[tuple[int, int]] = set()
    for name in ("zh", "en"):
        places = [_places([terms.get(name, "") for terms in side]) for side in sides]
        found |= {(places[0][term], places[1][term]) for term in places[0] if term in places[1]}
    counts = [Counter(pair[k] for pair in found) for k in (0, 1)]
    return sorted(pair for pair in found if counts[0][pair[0]] == 1 == counts[1][pair[1]])


def _terms(text: str, language: str) -> dict[str, str]:
    """The terms that a paragraph begins with, by language."""
    match = _BRACKETED[language].match(text) if "(" in text or "（" in text else None
    if not match and any(sign in text for sign in _SIGNS[language]):
        match = _ALONE[language].match(text)
    groups = match.groupdict() if match else {}
    return {name[:2]: " ".join(term.casefold().split()) for name, term in groups.items() if term}


def _places(terms: Sequence[str]) -> dict[str, int]:
    """Where each term stands, of those that stand in one place only."""
    counts = Counter(terms)
    return {term: place for place, term in enumerate(terms) if term and counts[term] == 1}
