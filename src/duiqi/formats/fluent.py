"""Fluent, the messages of Mozilla's programs: ``key = text``, a file for each language in ``en-US``, ``zh-CN`` …

Read: messages, terms and attributes by their keys, each variant of a choice.
Left out: comments, what is no message, mere references, keys of the keyboard, styles, what terms say of grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
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
# Of attributes Mozilla's programs take no text from these (all names in the messages of Firefox and Thunderbird 153).
NO_TEXT = re.compile(r"\w*accesskey\w*|key|keycode|style", re.IGNORECASE)
# Texts of one message: each holds the whole of it. Those of Firefox and Thunderbird have three at most.
MOST = 100


def read_fluent(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts with their keys; those of a choice with the name of the variant too (``emails[one]``), but for the
    usual one, which a language without plurals has alone. Names of variables and terms stay as they are written.

    Raises InputError for a file without any message, with the line of what is none, and for messages that are nested
    too deep or have more than ``MOST`` texts.
    """
    text, encoding = decode(data, name, encoding)
    syntax = need("fluent.syntax", "software", "Fluent", name)
    found: dict[str, str] = {}
    left: list[Omission] = []
    try:
        for entry in syntax.parse(text.replace("\r\n", "\n")).body:
            if type(entry).__name__ == "Junk":
                left.append(Omission("no message", entry.content.strip()))
            elif hasattr(entry, "id"):
                _take(entry, syntax.serializer, found, left, name)
    except RecursionError as error:
        raise InputError("it is nested too deep", path=name, advice="check what it is") from error
    if left and not found and left[0].reason == "no message":
        raise InputError(
            "there is no message of Fluent in it",
            path=name,
            line=text.count("\n", 0, text.find(left[0].text)) + 1,
            advice="check it with compare-locales or moz-l10n",
        )
    return reading_of_messages([Message(key, shown) for key, shown in found.items()], name, encoding, left)


def _take(entry: Any, serializer: Any, found: dict[str, str], left: list[Omission], name: str) -> None:
    """Put the texts of a message or term, and of its attributes, where they belong."""
    is_term = type(entry).__name__ == "Term"
    key = f"-{entry.id.name}" if is_term else entry.id.name
    attributes = [(each.id.name, each.value) for each in entry.attributes]
    for attribute, pattern in (("", entry.value), *attributes):
        if pattern is None:
            continue
        texts = list(islice(_texts(pattern, serializer), MOST + 1))
        if len(texts) > MOST:
            raise InputError(f"{key} has more than {MOST} texts", path=name, advice="check what it is")
        place = f"{key}.{attribute}" if attribute else key
        for variant, raw in texts:
            shown = _unwrapped(raw)
            if attribute and (is_term or NO_TEXT.fullmatch(attribute)):
                left.append(Omission("not to be translated", shown))
            elif (
                all(hasattr(element, "expression") for element in pattern.elements) and not variant and len(texts) == 1
            ):
                left.append(Omission("a reference", shown))
            elif place + variant in found:
                left.append(Omission("a key that stands again", shown))
            else:
                found[place + variant] = shown


def _texts(pattern: Any, serializer: Any) -> Iterator[tuple[str, str]]:
    """The text of a pattern with the usual variants of its choices, and with each other one, named."""
    parts: list[str] = []
    others: list[tuple[int, str, str]] = []
    choices = 0
    for index, element in enumerate(pattern.elements):
        expression = getattr(element, "expression", None)
        variants = getattr(expression, "variants", ())
        choices += bool(variants)
        usual = "" if variants else _written(element, serializer)
        for variant in variants:
            word = getattr(variant.key, "name", None) or variant.key.value
            named = "" if variant.default else f"[{choices}.{word}]" if choices > 1 else f"[{word}]"
            for inner, text in _texts(variant.value, serializer):
                if named + inner:
                    others.append((index, named + inner, text))
                else:
                    usual = text
        parts.append(usual)
    yield "", "".join(parts)
    for index, named, text in others:
        yield named, "".join([*parts[:index], text, *parts[index + 1 :]])


def _written(element: Any, serializer: Any) -> str:
    """A part of a text: itself, the characters that are quoted, or the name of what is put in, in braces."""
    expression = getattr(element, "expression", None)
    if expression is None:
        return str(element.value)
    if type(expression).__name__ == "StringLiteral":
        return str(expression.parse()["value"])
    return f"{{ {serializer.serialize_expression(expression)} }}"


def _unwrapped(text: str) -> str:
    """The text as programs show it: lines run on, an empty line ends a paragraph."""
    paragraphs = ([line.strip() for line in each.split("\n")] for each in PARAGRAPH.split(text.strip()))
    return "\n".join(join_wrapped(lines) for lines in paragraphs)


FORMAT = Format(
    name="fluent",
    label="messages in Fluent (FTL)",
    suffixes=(".ftl",),
    read_document=read_fluent,
    extra="software",
    library="fluent.syntax",
)
