"""What was found out about a line, kept until its text is done with: of a text that is looked at again, most lines are
as they were."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_FORGET: list[Callable[[], None]] = []
# So many lines; of a longer text the last are kept.
_LINES = 1 << 14


def kept(function: Callable[P, R]) -> Callable[P, R]:
    """``function`` of a line, asked once for each until ``forget``."""
    cached = lru_cache(maxsize=_LINES)(function)
    _FORGET.append(cached.cache_clear)

    return cast("Callable[P, R]", cached)


def forget() -> None:
    """Keep nothing of any line."""
    for each in _FORGET:
        each()
