"""PO files of gettext: messages and their translations, as rows to be aligned or as pairs.

Read: messages and translations; of two catalogues by their messages.
Left out: fuzzy translations, other plural forms, obsolete messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from duiqi.blocks.contents import Line, Reading, assemble, read_whole
from duiqi.blocks.keyed.messages import Languages, Message, languages_of_sides, reading_of_messages
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import SUPERSETS, decode
from duiqi.model import Bead, Omission, Pair
from duiqi.pairs.fields import Source
from duiqi.text.third_language import foreign_lines
from duiqi.tmx import ONE_SIDED

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

    @property
    def source(self) -> str:
        """The message; empty for the header of the file."""
        return self.texts.get("msgid", "")

    @property
    def target(self) -> str:
        """The translation, of a plural that for the first form."""
        return self.texts.get("msgstr", "") or self.texts.get("msgstr[0]", "")

    @property
    def key(self) -> str:
        """What programs know it by: the context and the message."""
        return "\4".join(filter(None, (self.texts.get("msgctxt"), self.source)))

    @property
    def plurals(self) -> list[str]:
        """The other plural forms."""
        taken = {"msgctxt", "msgid", "msgstr"} | (set() if self.texts.get("msgstr") else {"msgstr[0]"})
        return [text for key, text in self.texts.items() if text and key not in taken]


def read_po_document(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Message and translation of each entry; doubtful ("fuzzy") translations and other plural forms are left out."""
    text, encoding = _decoded(data, name, encoding)
    lines: list[Line] = []
    omissions: list[Omission] = []
    messages = _messages(text, name)
    sides = _languages(messages)
    foreign = foreign_lines([message.source for message in messages if message.source])
    if sum(foreign) > len(foreign) / 2:
        sides = None, None
    for row, message in enumerate(messages):
        if not message.source:
            continue
        place = f"line {message.line}"
        # Lines that are the same on both sides are in the language of their side.
        source, target = sides if message.target.strip() and not message.fuzzy else (None, None)
        lines.append(Line(message.source, source, None, row, place))
        if message.fuzzy:
            omissions.append(Omission("doubtful translation", message.target))
        else:
            lines.append(Line(message.target, target, None, row, place))
        omissions += [Omission("plural form", text) for text in message.plurals]
    return assemble(lines, name, encoding, [omission for omission in omissions if omission.text])


def read_po_files(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """A catalogue as ``read_po_document`` does, or two of one program: of each the translations by their messages, and
    the message where there is none (a catalogue in the language of the program). Of plural forms it is the last, which
    most numbers have."""
    if len(files) == 1:
        return [read_po_document(*files[0], encoding)]
    return [_translations(data, name, encoding) for data, name in files]


def _translations(data: bytes, name: str, encoding: str | None) -> Reading:
    text, encoding = _decoded(data, name, encoding)
    found: list[Message] = []
    omissions: list[Omission] = []
    for message in _messages(text, name):
        forms = [each for key, each in message.texts.items() if key.startswith("msgstr") and each]
        if message.source and message.fuzzy and forms:
            omissions += [Omission("doubtful translation", form) for form in forms]
        elif message.source:
            shown = forms[-1] if forms else message.texts.get("msgid_plural", message.source)
            omissions += [Omission("plural form", form) for form in forms[:-1]]
            found.append(Message(message.key, shown, f"line {message.line}"))
    return reading_of_messages(found, name, encoding, omissions)


def read_po(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The messages that are translated, as pairs, with their lines as places; what is passed over is counted.

    A catalogue is read whole. Raises InputError when neither messages nor translations are Chinese.
    """
    if source.need_ids:
        raise InputError("has no sentence numbers", path=source.path)
    data = read_whole(stream, source.path)
    messages = [
        message
        for message in _messages(_decoded(data, source.path, source.options.encoding)[0], source.path)
        if message.source
    ]
    sides = _languages(messages)
    if messages and not any(sides):
        raise InputError("holds no Chinese", path=source.path, advice="check that it is the catalogue meant")
    count = 0
    for message in messages:
        source.lost["plural forms"] += len(message.plurals)
        texts = [message.source.strip(), message.target.strip()]
        if (message.fuzzy and not source.options.drafts) or not all(texts):
            source.lost["doubtful translations" if message.fuzzy and all(texts) else ONE_SIDED] += 1
            continue
        zh, en = texts if sides[0] == "zh" else reversed(texts)
        number = range(count, count + 1)
        yield Pair(zh, en, 1.0, Bead(number, number, 1.0), place=f"line {message.line}")
        count += 1


def is_catalogue(text: str) -> bool:
    """Whether ``text`` begins with an entry of a catalogue, after comments."""
    lines = (line.strip() for line in text.split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return bool(KEYWORD.match(first)) and "\nmsgstr" in text


def _languages(messages: list[_Message]) -> Languages:
    return languages_of_sides((each.source for each in messages), (each.target for each in messages if each.source))


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    """The text by the encoding that is asked for, or that the header declares, or that is found out."""
    declared = CHARSET.search(data)
    if encoding is None and declared and declared[1].upper() != b"CHARSET":
        label = declared[1].decode("ascii").lower()
        encoding = SUPERSETS.get(label, label)
    return decode(data, name, encoding)


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


FORMAT = Format(
    name="po",
    label="a catalogue of messages (PO)",
    suffixes=(".po",),
    read_document=read_po_document,
    read_chosen=read_po_files,
    recognises=is_catalogue,
    read_pairs=read_po,
    has_encoding=True,
)
