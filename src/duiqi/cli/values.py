"""How the values of arguments are read: an ArgumentTypeError, which argparse tells, for what cannot be."""

from __future__ import annotations

import math
from argparse import ArgumentTypeError
from typing import get_args

from duiqi.errors import InputError
from duiqi.export import checked_props
from duiqi.language_codes import code_problem
from duiqi.model import Language
from duiqi.options import RepairKind, checked_repairs

# The kinds of repairs as they are written on a command line.
KINDS_OF_REPAIR = [kind.replace(" ", "-") for kind in get_args(RepairKind)]


def repairs(text: str) -> str | tuple[str, ...]:
    """``all``, ``none``, or kinds of repairs with commas between them."""
    if text in ("all", "none"):
        return text
    names = [name.strip().replace(" ", "-") for name in text.split(",")]
    for name in names:
        if name not in KINDS_OF_REPAIR:
            raise ArgumentTypeError(f"{name!r} is no kind of repair; there are {', '.join(KINDS_OF_REPAIR)}")
    return checked_repairs(names)


def prop(text: str) -> tuple[str, str]:
    """The name and the value of a property, KEY=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise ArgumentTypeError(f"{text!r} is not of the form KEY=VALUE")
    try:
        return checked_props([(name.strip(), value)])[0]
    except InputError as error:
        raise ArgumentTypeError(str(error)) from None


def probability(text: str) -> float:
    """A number from 0 to 1."""
    value = _number(text)
    if not 0.0 <= value <= 1.0:
        raise ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return value


def seconds(text: str) -> float:
    """A time of more than nothing, in seconds."""
    value = _number(text)
    if not 0.0 < value < math.inf:
        raise ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan  # which lies between no bounds


def positive(text: str) -> int:
    """A whole number from 1 up."""
    return _whole(text, math.inf, "1 up")


def percent(text: str) -> int:
    """A whole number from 1 to 100."""
    return _whole(text, 100, "1 to 100")


def _whole(text: str, most: float, wanted: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise ArgumentTypeError(f"{text!r} is no whole number from {wanted}")
    return int(text)


def chinese_code(text: str) -> str:
    """A language code of Chinese as it is written."""
    return _code(text, "zh")


def english_code(text: str) -> str:
    """A language code of English as it is written."""
    return _code(text, "en")


def _code(text: str, side: Language) -> str:
    if problem := code_problem(text, side):
        raise ArgumentTypeError(problem)
    return text
