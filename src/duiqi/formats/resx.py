"""Messages of .NET programs: ``.resx`` and ``.resw``, a file for each language, ``<data name="…"><value>…``.

Read: texts by their names.
Left out: pictures and other objects, comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.messages import Message, reading_of_messages
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import root_of
from duiqi.io.xml import local_name, parse_xml


def read_resx(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts with their names; pictures and other objects, and comments, are left out.

    ``encoding`` is that of the XML declaration. Raises InputError for a text without a name, with its line.
    """
    return reading_of_messages(list(_messages(parse_xml(data, name), name)), name, "utf-8")


def _messages(root: Any, name: str) -> Iterator[Message]:
    for element in root:
        if local_name(element) != "data" or element.get("type") or element.get("mimetype"):
            continue
        key = element.get("name")
        if not key:
            raise InputError(
                "this data has no name",
                path=name,
                line=element.sourceline,
                advice="give it the name of the one that it translates",
            )
        # Under names such as >>button.Name designers of windows write what is no text.
        if not key.startswith(">>"):
            yield Message(key, next(("".join(v.itertext()) for v in element if local_name(v) == "value"), ""))


FORMAT = Format(
    name="resx",
    label="messages of a .NET program (RESX)",
    suffixes=(".resx", ".resw"),
    read_document=read_resx,
    recognises=lambda text: root_of(text) == "root" and ("<resheader" in text or "<data name=" in text),
    library="lxml",
)
