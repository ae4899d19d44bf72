"""What a rule of readings is: where numbers stand in a text, and what the other side may have for them.

A reading is a place in a text: the digits that stand there, and the values. Values are plain decimals as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

# A converted number is rounded, by so much of it at most, to one figure by more. Choices, not swept: 2 hectares for 30
# mu, 100 acres for 40 hectares (98.8) are right, 350 kilograms for 500 jin wrong (tests/pairs/test_lexical_check.py).
ROUNDED, TO_ONE_FIGURE = Decimal("0.02"), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Reading:
    """``digits``: the Arabic numbers that stand there; ``values``: what the other side may have for them."""

    digits: frozenset[str]
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where numbers stand, and the values that each place may have on the other side, ``rounded`` ones too."""

    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], Iterator[Decimal]]
    rounded: bool = False


def rule(pattern: str, values: Callable[[re.Match[str]], Iterator[Decimal]], rounded: bool = False) -> Rule:
    """A rule whose pattern is blind to case."""
    return Rule(re.compile(pattern, re.IGNORECASE), values, rounded)


def readings(text: str, rules: Sequence[Rule]) -> list[Reading]:
    """The readings that the rules find in a text."""
    found = []
    for rule in rules:
        for match in rule.pattern.finditer(text):
            values = set()
            for value in rule.values(match):
                values.add(_text(value))
                if rule.rounded:
                    values.update(_roundings(value))
            if values:
                found.append(Reading(frozenset(re.findall(r"\d+(?:\.\d+)?", match[0])), frozenset(values)))
    return found


def _roundings(value: Decimal) -> Iterator[str]:
    """The value as a translator rounds it: to whole numbers, and to one, two and three figures."""
    for places in range(1, 4):
        rounded = Decimal(f"{value:.{places}g}")
        if value and abs(rounded - value) <= (TO_ONE_FIGURE if places == 1 else ROUNDED) * value:
            yield _text(rounded)
    yield _text(value.quantize(Decimal(1)))


def _text(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
