"""Messages of an Android program: ``strings.xml``, a file for each language in ``values``, ``values-zh-rCN`` …

Read: strings, arrays, plurals by their names.
Left out: references, what is not translatable, marks in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.messages import Message, reading_of_messages, unescaped
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import root_of
from duiqi.io.xml import local_name, parse_xml
from duiqi.model import Omission

# White space counts within quotation marks that are not escaped; these go.
QUOTED = re.compile(r'(?<!\\)((?:\\\\)*)"')
SPACE = re.compile(r"\s+")
REFERENCE = re.compile(r"\s*[@?](?:\+?[\w.]+:)?\w+/[\w.]+\s*\Z")


def read_android(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The strings, entries of arrays and plural forms by their names; ``encoding`` is that of the XML declaration.

    Left out: references to others, and what is not to be translated. Raises InputError for a string without a name,
    with its line.
    """
    omissions: list[Omission] = []
    return reading_of_messages(list(_messages(parse_xml(data, name), name, omissions)), name, "utf-8", omissions)


def _messages(root: Any, name: str, omissions: list[Omission]) -> Iterator[Message]:
    for element in root:
        tag = local_name(element)
        if tag not in ("string", "string-array", "plurals"):
            continue
        key = element.get("name")
        if not key:
            raise InputError(
                f"this {tag} has no name",
                path=name,
                line=element.sourceline,
                advice="give it the name of the one that it translates",
            )
        for message in _of_element(element, tag, key):
            if element.get("translatable") == "false":
                omissions.append(Omission("not to be translated", message.text))
            elif REFERENCE.match(message.text):
                omissions.append(Omission("a reference", message.text))
            else:
                yield message


def _of_element(element: Any, tag: str, key: str) -> Iterator[Message]:
    if tag == "string":
        yield Message(key, _text(element))
        return
    for number, item in enumerate(item for item in element if local_name(item) == "item"):
        yield Message(f"{key}#{item.get('quantity') or ''}" if tag == "plurals" else f"{key}[{number}]", _text(item))


def _text(element: Any) -> str:
    return unescaped(QUOTED.sub(r"\1", SPACE.sub(" ", "".join(element.itertext()))).strip())


FORMAT = Format(
    name="android",
    label="messages of an Android program (strings.xml)",
    suffixes=(),
    shared_suffixes=(".xml",),
    read_document=read_android,
    recognises=lambda text: root_of(text) == "resources" and any(tag in text for tag in ("<string", "<plurals")),
    library="lxml",
)
