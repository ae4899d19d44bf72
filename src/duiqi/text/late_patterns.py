"""Regular expressions that are compiled when they are first used.

A class with all Chinese characters takes 2 ms to compile (CPython 3.11 marks its 28,000 characters one by one), and of
the patterns of all readers and repairs a document needs few.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, for a constant of a module; only the functions of ``re`` do not take it.

    Raises re.error when it is first used.
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    """Has the methods of the pattern as its own attributes from the first use on, so that later ones cost nothing."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
