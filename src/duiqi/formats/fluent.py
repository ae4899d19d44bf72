"""Fluent, the messages of Mozilla's programs: ``key = text``, a file for each language in ``en-US``, ``zh-CN`` …

Read: messages, terms and their attributes by their keys, each variant of a choice.
Left out: comments, keys to press, texts without a letter, what is no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.messages import Message, reading_of_messages
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.optional import need
from duiqi.model import Omission
from duiqi.structure.hard_lines import join_wrapped

# An empty line in a text parts paragraphs, as programs show it; other line ends are those of the editor.
PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
# Parts of messages within parts: more is no message that people wrote (those of Firefox have 3).
DEEPEST = 20
# Attributes that hold a key of the keyboard, as Firefox names them.
KEYS = frozenset(("accesskey", "key"))


def read_fluent(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts with their keys; those of a choice with the name of the variant too (``emails[one]``), but for the
    usual one, which a language without plurals has alone. Names of variables and terms stay as they are written.

    Raises InputError for a file without any message, with the line of what is none.
    """
    text, encoding = decode(data, name, encoding)
    syntax = need("fluent.syntax", "software", "Fluent", name)
    messages: list[Message] = []
    left: list[Omission] = []
    try:
        entries = syntax.parse(text.replace("\r\n", "\n")).body
    except RecursionError as error:
        raise InputError("it is nested too deep", path=name, advice="check what it is") from error
    for entry in entries:
        kind = type(entry).__name__
        if kind == "Junk":
            left.append(Omission("no message", entry.content.strip()))
        elif kind in ("Message", "Term"):
            for message in _of_entry(entry, "-" if kind == "Term" else "", syntax.serializer, name):
                if message.key.partition(".")[2] in KEYS:
                    left.append(Omission("a key to press", message.text))
                else:
                    messages.append(message)
    if not messages and left:
        raise InputError(
            "there is no message of Fluent in it",
            path=name,
            line=text.count("\n", 0, text.find(left[0].text)) + 1,
            advice="check it with compare-locales or moz-l10n",
        )
    return reading_of_messages(messages, name, encoding, left)


def _of_entry(entry: Any, mark: str, serializer: Any, name: str) -> Iterator[Message]:
    """The text of a message or term, and those of its attributes."""
    key = f"{mark}{entry.id.name}"
    patterns = [(key, entry.value), *((f"{key}.{each.id.name}", each.value) for each in entry.attributes)]
    for place, pattern in patterns:
        if pattern is None:
            continue
        for variant, text in _texts(pattern, serializer, name):
            yield Message(place + variant, text)


def _texts(pattern: Any, serializer: Any, name: str) -> Iterator[tuple[str, str]]:
    """The text of a pattern with the usual variants of its choices, and with each other variant, named."""
    yield "", _shown(pattern, serializer, name)
    for element in pattern.elements:
        choice = getattr(element, "expression", None)
        for variant in getattr(choice, "variants", ()):
            if not variant.default:
                named = f"[{getattr(variant.key, 'name', None) or variant.key.value}]"
                yield named, _shown(pattern, serializer, name, choice, variant)


def _shown(pattern: Any, serializer: Any, name: str, choice: Any = None, chosen: Any = None, depth: int = 0) -> str:
    """The text of a pattern, of one ``choice`` in it with the variant ``chosen``, of all others with the usual one."""
    if depth > DEEPEST:
        raise InputError("it is nested too deep", path=name, advice="check what it is")
    parts = []
    for element in pattern.elements:
        expression = getattr(element, "expression", None)
        if expression is None:
            parts.append(element.value)
        elif variants := getattr(expression, "variants", None):
            usual = chosen if expression is choice else next(each for each in variants if each.default)
            parts.append(_shown(usual.value, serializer, name, choice, chosen, depth + 1))
        elif type(expression).__name__ == "StringLiteral":
            parts.append(expression.parse()["value"])
        else:
            parts.append(f"{{ {serializer.serialize_expression(expression)} }}")
    paragraphs = PARAGRAPH.split("".join(parts))
    return "\n".join(join_wrapped([line.strip() for line in each.split("\n") if line.strip()]) for each in paragraphs)


FORMAT = Format(
    name="fluent",
    label="messages in Fluent (FTL)",
    suffixes=(".ftl",),
    read_document=read_fluent,
    extra="software",
    library="fluent.syntax",
)
