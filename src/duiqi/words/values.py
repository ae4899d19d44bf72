"""Value tokens, which both languages share: ``#25`` for a number, ``@6`` for a month, ``@wed`` for a weekday.

``#`` stands before the value in plain decimal digits: ``#25``, ``#150000000``, ``#3.5``, ``#2/3``. Ordinals and
percentages keep the bare value (第二, second: ``#2``; 百分之三, 3%: ``#3``), since a translation often turns one into
the other.
"""

from __future__ import annotations

from decimal import Decimal

# A longer run of digits is an identifier, not a quantity; it is compared as it is written.
MAX_DIGITS = 30


def value_token(value: Decimal) -> str:
    """``#`` and the value without exponent, trailing zeros or a trailing point."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"#{text}"


def month_token(token: str) -> str | None:
    """``@6`` for ``#6``; None when the value is no month."""
    number = token[1:]
    return f"@{number}" if token[:1] == "#" and number.isdigit() and 1 <= int(number) <= 12 else None


def is_large_number(token: str) -> bool:
    """Whether a token is a number of two digits or more. Smaller ones are left out or written as words too often."""
    return token[0] == "#" and sum(map(str.isdigit, token)) > 1
