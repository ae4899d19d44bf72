"""Line breaks spelled out as ``x0dx0a``, as some exports of XML and databases leave them, or marked up as ``<br>``."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.processes.spelled.tagged_breaks import find_tagged_breaks
from duiqi.text.chars import HAN_CHAR

# Not the hexadecimal number 0x0d, nor an escape in program text.
_LITERAL_BREAK = re.compile(r"(?<!\\)(?<![^0-9]0)(?<!^0)(?:x0dx0a|x0Dx0A|_x000[abdABD]_)+")

_ROW = re.compile("[\t|｜]")
# Characters beside a tag by which the language of a cell is told: two English words or so, a choice.
_NEAR = 8
# So much of the line behind a break is looked at, so that a line of breaks takes linear time.
_LINE = 200


def find_literal_breaks(text: str) -> list[Change]:
    """Line breaks spelled out as ``x0dx0a``, or marked up.

    >>> find_literal_breaks("第一段。x0dx0a第二段。")
    [Change(start=4, end=10, after='')]
    >>> find_literal_breaks("the address 0x0dx0a")
    []
    """
    tags, odds = find_tagged_breaks(text)
    if tags:
        odds = round(odds, 1)
        return [Change(*tag.span(), _break(text, tag), process="tags of line breaks", odds=odds) for tag in tags]
    if "x0" not in text or ("x0dx0a" not in text and "x0Dx0A" not in text and "_x000" not in text):
        return []
    changes = []
    for match in _LITERAL_BREAK.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end() + _LINE].split("\n")[0]
        glue = not HAN_CHAR.search(line) and before.strip() and after.strip()
        changes.append(Change(match.start(), match.end(), " " if glue else ""))
    return changes


def _break(text: str, tag: re.Match[str]) -> str:
    """What stands for a tag: nothing where the line breaks beside it anyway; in a row of a table no line can break."""
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    if before in ("", "\n", "\t", ">") or after in ("", "\n", "\t"):
        return ""
    line_end = text.find("\n", tag.end())
    line = text[text.rfind("\n", 0, tag.start()) + 1 : line_end if line_end >= 0 else len(text)]
    if _ROW.search(line):
        near = text[max(0, tag.start() - _NEAR) : tag.start()] + text[tag.end() : tag.end() + _NEAR]
        return "" if HAN_CHAR.search(near) else " "
    return "\n"
