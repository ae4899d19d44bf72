"""Surrogates, which text cannot hold: they come from JSON escapes and UTF-16 read in pieces."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change

_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def find_surrogates(text: str) -> list[Change]:
    r"""Surrogates: a pair becomes its character, a lone one goes.

    >>> find_surrogates("好\ud83d\ude00吗\udc00")
    [Change(start=1, end=3, after='😀'), Change(start=4, end=5, after='')]
    """
    changes = []
    for match in _SURROGATES.finditer(text):
        char = match[0].encode("utf-16", "surrogatepass").decode("utf-16") if len(match[0]) == 2 else ""
        changes.append(Change(match.start(), match.end(), char))
    return changes
