"""Plain text, as it is.

Read: all of it; tables, columns and printed pages are told.
Left out: page heads and numbers, senders of chat messages, lists of contents that both sides have.
"""

from __future__ import annotations

from duiqi.blocks.contents import Reading
from duiqi.formats.format import Format
from duiqi.io.encoding import decode


def read_text(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of a file; its paragraphs and languages are found later."""
    text, encoding = decode(data, name, encoding)
    return Reading(text, encoding=encoding)


FORMAT = Format(name="text", label="plain text", suffixes=(".txt", ".text"), read_document=read_text)
