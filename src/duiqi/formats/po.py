"""PO files of gettext: messages, already paired. Each message is a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.io.encoding import SUPERSETS, decode
from duiqi.model import Omission

CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([\w.:-]+)", re.IGNORECASE)
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(".*")\s*\Z')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*\Z')
ESCAPE = re.compile(r"\\(n|t|r|\"|\\|.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "", '"': '"', "\\": "\\"}


@dataclass(slots=True)
class _Message:
    line: int = 0
    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)


def read_po(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Message and translation of each entry; doubtful ("fuzzy") translations and other plural forms are left out."""
    declared = CHARSET.search(data)
    if encoding is None and declared and declared[1].upper() != b"CHARSET":
        label = declared[1].decode("ascii").lower()
        encoding = SUPERSETS.get(label, label)
    text, encoding = decode(data, name, encoding)
    lines: list[Line] = []
    omissions: list[Omission] = []
    for row, message in enumerate(_messages(text, name)):
        source = message.texts.pop("msgid", "")
        if not source:
            continue  # the header
        place = f"line {message.line}"
        target = message.texts.pop("msgstr", "") or message.texts.pop("msgstr[0]", "")
        lines.append(Line(source, None, None, row, place))
        if message.fuzzy:
            omissions.append(Omission("doubtful translation", target))
        else:
            lines.append(Line(target, None, None, row, place))
        omissions += [Omission("plural form", t) for key, t in message.texts.items() if t and key != "msgctxt"]
    return assemble(lines, name, encoding, [omission for omission in omissions if omission.text])


def _messages(text: str, name: str) -> list[_Message]:
    """The entries in order, obsolete ones (``#~``) left out."""
    messages = [_Message()]
    current = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if messages[-1].texts.get("msgid") is not None and current.startswith("msgstr"):
                messages.append(_Message())
                current = ""
            messages[-1].fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        keyword, string = KEYWORD.match(line), STRING.match(line)
        if keyword:
            following = keyword[1] in ("msgid", "msgctxt") and current.startswith("msgstr")
            if following:
                messages.append(_Message())
            current = keyword[1]
            messages[-1].line = messages[-1].line or number
            string = STRING.match(keyword[2])
            messages[-1].texts[current] = ""
        if not string or not current:
            raise InputError("this is no line of a PO file", path=name, line=number, advice="check it with msgfmt -c")
        messages[-1].texts[current] += ESCAPE.sub(lambda m: ESCAPES.get(m[1], m[0]), string[1])
    return messages
