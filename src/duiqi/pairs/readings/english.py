"""English numbers that have other digits in Chinese: 3:30 p.m., two dozen, £75m, 2 hectares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duiqi.pairs.readings.rules import Reading, readings, rule
from duiqi.words.english_numerals import ENGLISH_DIGITS, ENGLISH_TENS


def _later(match: re.Match[str]) -> Iterator[Decimal]:
    """3:30 p.m. is 15:30."""
    hour = Decimal(match["n"])
    yield from (hour, hour % 12 + 12, hour % 12)


def _english_spans(match: re.Match[str]) -> Iterator[Decimal]:
    """Two dozen are 24, half a century 50, a fortnight 14."""
    word = match["n"] or "a"
    number = {"a": 1, "an": 1, "one": 1, "several": 1, "couple of": 2, "few": 1}.get(word)
    if number is None:
        number = ENGLISH_DIGITS.get(word) or ENGLISH_TENS.get(word) or (int(word) if word.isdigit() else None)
    if number is not None:
        size = {"dozen": 12, "score": 20, "decade": 10, "century": 100, "centurie": 100, "fortnight": 14}[match["unit"]]
        yield from (Decimal(number * size), Decimal(number * size) / 2, Decimal(number) * size * 3 / 2)


_IMPERIAL: dict[str, tuple[str, ...]] = {
    "hectare": ("15", "10000"), "acre": ("6.07", "0.4047"), "km": ("2", "1000"), "kilomet": ("2", "1000"),
    "kg": ("2", "1000"), "kilogram": ("2", "1000"), "mile": ("1.609", "3.219"), "pound": ("0.4536", "0.907"),
    "lb": ("0.4536", "0.907"), "ton": ("1000", "0.907"), "feet": ("0.3048", "30.48"), "foot": ("0.3048", "30.48"),
    "ft": ("0.3048", "30.48"), "inch": ("2.54", "25.4"),
}  # fmt: skip


def _imperial(match: re.Match[str]) -> Iterator[Decimal]:
    for factor in _IMPERIAL[match["unit"].lower()]:
        yield Decimal(match["n"]) * Decimal(factor)


_ABBREVIATED = {"k": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12}


def _abbreviated(match: re.Match[str]) -> Iterator[Decimal]:
    """£75m are 75 million."""
    number = Decimal("0.5") if match["n"].lower() == "half" else Decimal(match["n"])
    yield number * 10 ** _ABBREVIATED[match["unit"].lower()]


def _two_numerals(match: re.Match[str]) -> Iterator[Decimal]:
    """Ten-thirty: an hour and minutes."""
    for word in (match["n"].lower(), match["rest"].lower()):
        yield Decimal(ENGLISH_DIGITS.get(word) or ENGLISH_TENS.get(word) or 0)


_ENGLISH_RULES = (
    rule(r"(?P<n>\d{1,2})(?:[:.]\d\d)?\s*(?:p\.?m\b|o'?clock|in the (?:afternoon|evening))", _later),
    rule(
        r"(?:\b(?P<n>an?|few|several|couple of|\d+|"
        + "|".join(sorted((*ENGLISH_DIGITS, *ENGLISH_TENS), key=len, reverse=True))
        + r")\s+)?\b(?P<unit>dozen|score|decade|century|centurie|fortnight)s?\b",
        _english_spans,
    ),
    rule(r"(?P<n>\d+(?:\.\d+)?)\s?(?P<unit>k|m|mn|bn|tn)\b", _abbreviated),
    rule(r"(?P<n>half) an? (?P<unit>[mb]illion)\b", _abbreviated),
    rule(
        rf"\b(?P<n>{'|'.join(ENGLISH_DIGITS)})-(?P<rest>{'|'.join((*ENGLISH_TENS, *ENGLISH_DIGITS))})\b", _two_numerals
    ),
    rule(
        r"(?P<n>\d+(?:\.\d+)?)[\s-]*(?P<unit>hectare|acre|km|kilomet|kg|kilogram|mile|pound|lb|ton|feet|foot|ft|inch)",
        _imperial,
        rounded=True,
    ),
)


def english_readings(text: str) -> list[Reading]:
    """The readings of an English text."""
    return readings(text, _ENGLISH_RULES)
