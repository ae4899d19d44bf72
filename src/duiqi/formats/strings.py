"""Messages of programs for Apple's systems: ``Localizable.strings``, ``"key" = "text";``, in UTF-8 or UTF-16.

Read: texts by their keys.
Left out: comments, texts without a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.messages import Message, reading_of_messages, unescaped
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.text.skipping import behind

_QUOTED = r'"((?:[^"\\]|\\.)*)"'
GAP = re.compile(r"(?:\s+|/\*.*?\*/|//[^\n]*)*", re.DOTALL)
KEY = re.compile(rf"(?:{_QUOTED}|([\w.$/:-]+))", re.DOTALL)
TEXT = re.compile(_QUOTED, re.DOTALL)
ENTRY = re.compile(rf"{_QUOTED}\s*=\s*{_QUOTED}\s*;", re.DOTALL)
# Foundation writes \U for what others write \u.
CODE = re.compile(r"\\U(?=[0-9A-Fa-f]{4})")


def read_strings(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts with their keys, comments left out. Raises InputError for what is no entry, with its line."""
    text, encoding = decode(data, name, encoding)
    return reading_of_messages(list(_entries(text, name)), name, encoding)


def _entries(text: str, name: str) -> Iterator[Message]:
    at = _behind_gap(text, 0)
    while at < len(text):
        start = at
        key = KEY.match(text, at)
        at = _behind(text, key, "=") if key else -1
        value = TEXT.match(text, at) if at >= 0 else None
        end = _behind(text, value, ";") if value else -1
        if not key or not value or end < 0:
            raise InputError(
                'here no entry of the form "key" = "text"; begins',
                path=name,
                line=text.count("\n", 0, start) + 1,
                advice="check it with plutil -lint",
            )
        yield Message(_resolved(key[1] if key[1] is not None else key[2]), _resolved(value[1]))
        at = end


def _behind(text: str, match: re.Match[str], mark: str) -> int:
    """Where what follows ``mark``, which stands behind a match, begins; -1 where it does not stand there."""
    at = _behind_gap(text, match.end())
    return _behind_gap(text, at + 1) if text.startswith(mark, at) else -1


def _behind_gap(text: str, at: int) -> int:
    """The next place that is neither white space nor a comment."""
    return behind(GAP, text, at)


def _resolved(text: str) -> str:
    return unescaped(CODE.sub(r"\\u", text))


def is_strings(text: str) -> bool:
    """Whether ``text``, or what of it is looked at, begins with two entries, comments apart."""
    at = _behind_gap(text, 0)
    for _ in range(2):
        entry = ENTRY.match(text, at)
        if not entry:
            return False
        at = _behind_gap(text, entry.end())
    return True


FORMAT = Format(
    name="strings",
    label="messages of an Apple program (STRINGS)",
    suffixes=(".strings",),
    read_document=read_strings,
    recognises=is_strings,
)
