"""Messages of programs, as files of keys and texts have them: a paragraph a message, its key with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.model import Language, Omission
from duiqi.text.chars import LETTER, count_han
from duiqi.text.language import ADDRESS

Languages = tuple[Language, Language] | tuple[None, None]
HEX = re.compile(r"u+([0-9A-Fa-f]{4})")
ESCAPES = {"n": "\n", "t": "\t", "r": "\n", "f": "\n", "\n": ""}
_ESCAPE = re.compile(r"\\(u+[0-9A-Fa-f]{4}|.|\Z)", re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` that programs know by ``key``; where it stands, when that is something else."""

    key: str
    text: str
    place: str = ""


def reading_of_messages(
    messages: Iterable[Message], name: str, encoding: str, omissions: Iterable[Omission] = ()
) -> Reading:
    """The texts in their order, each with its key as place too. What has no letter (a figure, a file of a picture that
    is marks only) is left out, and what is only an address."""
    left, lines = list(omissions), []
    for message in messages:
        if ADDRESS.fullmatch(message.text.strip()):
            left.append(Omission("an address", message.text))
        elif LETTER.search(message.text):
            lines.append(Line(message.text, None, "text", None, message.place or message.key, message.key))
        elif message.text.strip():
            left.append(Omission("no words", message.text))
    return assemble(lines, name, encoding, left)


def languages_of_sides(sources: Iterable[str], targets: Iterable[str]) -> Languages:
    """The languages of messages and of their translations, by which of them hold more Chinese; None where neither does.

    Needed where both are the same, which no word tells: ``OK`` is in the language of its side.
    """
    source, target = (sum(map(count_han, texts)) for texts in (sources, targets))
    if not source and not target:
        return None, None
    return ("zh", "en") if source > target else ("en", "zh")


def unescaped(text: str) -> str:
    """``text`` with its escapes resolved as C and Java do; a backslash before any other character goes."""

    def resolved(match: re.Match[str]) -> str:
        code = HEX.fullmatch(match[1])
        return chr(int(code[1], 16)) if code else ESCAPES.get(match[1], match[1])

    text = _ESCAPE.sub(resolved, text)
    return _SURROGATES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def bad_escape(text: str) -> str:
    r"""The first ``\u`` of ``text`` that four hexadecimal digits do not follow; empty where there is none."""
    found = next((m for m in _ESCAPE.finditer(text) if m[1] == "u"), None)
    return text[found.start() : found.start() + 6] if found else ""
