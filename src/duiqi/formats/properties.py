r"""Java's ``.properties``: a key and a text a line, ``menu.file=文件`` or ``menu.file=\u6587\u4EF6``.

As ``java.util.Properties`` reads them: lines that end with a backslash go on, ``#`` and ``!`` begin comments, the key
ends at the first ``=``, ``:`` or white space. Of a key that stands twice the last text counts.

Read: texts by their keys.
Left out: comments, texts without a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.messages import Message, bad_escape, reading_of_messages, unescaped
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import text_lines
from duiqi.model import Omission

KEY = re.compile(r"((?:[^\\=:\s]|\\.)*)[ \t\f]*[=: \t\f]?[ \t\f]*")
GOES_ON = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
# A key of several parts: "apple = 苹果" stands in a list of words.
SETTING = re.compile(r"\s*(?=[^\s=]{0,200}[._-])[A-Za-z][\w.-]{1,200}\s{0,20}=", re.ASCII)
# Of the lines of a file that is called otherwise so many are settings, and so many at least, as for formats not read.
SHARE, LINES = 0.8, 3


def read_properties(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts with their keys. Raises InputError for an escape that is cut off, with its line."""
    text, encoding = decode(data, name, encoding)
    found: dict[str, str] = {}
    replaced: list[Omission] = []
    for number, line in _logical_lines(text):
        if bad := bad_escape(line):
            raise InputError(
                f"{bad} is no character: four hexadecimal digits follow \\u",
                path=name,
                line=number,
                advice="write a backslash as \\\\",
            )
        match = KEY.match(line)
        assert match
        key, value = unescaped(match[1]), unescaped(line[match.end() :])
        if key in found:
            replaced.append(Omission("a key that stands again", found.pop(key)))
        found[key] = value
    return reading_of_messages([Message(key, value) for key, value in found.items()], name, encoding, replaced)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments and empty ones, with those that they go on in, and the number of the first."""
    begun, start = "", 0
    for number, raw in text_lines(text):
        line = raw.rstrip("\r").lstrip(" \t\f")
        if not begun and (not line or line[0] in "#!"):
            continue
        start = start if begun else number
        if GOES_ON.search(line):
            begun += line[:-1] or " "
            continue
        yield start, begun + line
        begun = ""
    if begun:
        yield start, begun


def is_properties(text: str) -> bool:
    """Whether most lines of ``text`` give a key of several parts a text, and none begins a section (INI)."""
    if text.count("=") < LINES:
        return False
    lines = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] not in "#!"]
    if any(line.startswith("[") for line in lines):
        return False
    settings = sum(bool(SETTING.match(line)) for line in lines)
    return settings >= max(LINES, SHARE * len(lines))


FORMAT = Format(
    name="properties",
    label="messages of a Java program (PROPERTIES)",
    suffixes=(".properties",),
    read_document=read_properties,
    recognises=is_properties,
)
