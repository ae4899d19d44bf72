"""A text each line of which is one string of JSON, as programs write a list of texts: ``"\\u4f60\\u597d"``."""

from __future__ import annotations

import json

# One such line is a program's, or an example.
_LEAST = 3


def strings_of_json(text: str) -> list[tuple[int, int, str]]:
    """``(start, end, what it says)`` of the string in each line that holds anything, when all are ASCII and each is one
    string of JSON; else nothing."""
    if not text.isascii() or not text.lstrip().startswith('"'):
        return []
    found: list[tuple[int, int, str]] = []
    at = 0
    for line in text.split("\n"):
        string = line.strip()
        if string:
            if len(string) < 2 or string[0] != '"' or string[-1] != '"':
                return []
            try:
                read = json.loads(string)
            except json.JSONDecodeError:
                return []
            start = at + line.index('"')
            found.append((start, start + len(string), read))
        at += len(line) + 1
    return found if len(found) >= _LEAST else []
