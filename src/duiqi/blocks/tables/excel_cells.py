"""The cells of Excel workbooks: where they stand, and their text (ECMA-376 part 1, chapter 18)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from duiqi.io.xml import local_name

MAX_COLUMNS = 16_384  # of a sheet ("Excel specifications and limits", Microsoft)
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
# A character that XML cannot hold, as Excel writes it (ECMA-376 part 1, 22.9.2.19).
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def column_of(reference: str | None, following: int) -> int:
    """The column of a cell, from 0; cells without reference follow each other."""
    if following >= MAX_COLUMNS:
        raise ValueError("more columns than a sheet has")
    match = REFERENCE.match(reference or "")
    if not match:
        return following
    index = 0
    for letter in match[1]:
        index = 26 * index + ord(letter) - ord("A") + 1
    return max(following, min(index, MAX_COLUMNS) - 1)


def hidden_columns(element: Any, known: Collection[int]) -> range:
    """The columns that an element says are hidden, from 0; none where it says so of a column before those ``known``,
    which no program writes."""
    if not is_on(element.get("hidden")):
        return range(0)
    first, last = int(element.get("min", "1")) - 1, min(int(element.get("max", "1")), MAX_COLUMNS)
    return range(max(first, 0), last) if first > max(known, default=-1) else range(0)


def is_on(value: str | None) -> bool:
    """Whether an attribute says yes (XML Schema, boolean)."""
    return value in ("1", "true")


def text_of(cell: Any, strings: list[str]) -> str:
    """The text of a cell: a shared, inline or calculated string, or a number as it is stored."""
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(string_of(child) for child in cell if local_name(child) == "is")
    value = next((child.text or "" for child in cell if local_name(child) == "v"), "")
    if kind == "s" and value:
        return strings[int(value)]
    return "" if kind == "e" else _unescaped(value)


def string_of(item: Any) -> str:
    """The text of a string item, plain or in runs, without the reading aids over Japanese characters."""
    parts = []
    for child in item:
        tag = local_name(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts += [t.text or "" for t in child if local_name(t) == "t"]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
