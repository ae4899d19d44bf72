"""Line breaks spelled out as ``x0dx0a``, as some exports of XML and databases leave them."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN_CHAR

# Not the hexadecimal number 0x0d, nor an escape in program text.
_LITERAL_BREAK = re.compile(r"(?<!\\)(?<![^0-9]0)(?<!^0)(?:x0dx0a|x0Dx0A|_x000[abdABD]_)+")


def find_literal_breaks(text: str) -> list[Change]:
    """Line breaks spelled out as ``x0dx0a``.

    >>> find_literal_breaks("第一段。x0dx0a第二段。")
    [Change(start=4, end=10, after='')]
    >>> find_literal_breaks("the address 0x0dx0a")
    []
    """
    if "x0" not in text or ("x0dx0a" not in text and "x0Dx0A" not in text and "_x000" not in text):
        return []
    changes = []
    for match in _LITERAL_BREAK.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end() + 200].split("\n")[0]
        glue = not HAN_CHAR.search(line) and before.strip() and after.strip()
        changes.append(Change(match.start(), match.end(), " " if glue else ""))
    return changes
