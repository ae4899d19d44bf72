"""PO files: empty ``msgstr`` filled; what is to be looked at is ``fuzzy``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from duiqi.errors import InputError
from duiqi.filling.entry import Catalogue, Entry, Filler, Splice
from duiqi.formats.po import CHARSET, ESCAPE, ESCAPES, KEYWORD, STRING

PLURALS = re.compile(r"nplurals\s*=\s*(\d+)")
LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(slots=True)
class _Message:
    """``spans``: where the strings of each keyword stand. ``start``: of the first keyword; ``flags``: behind ``#,``."""

    line: int = 0
    start: int = 0
    flags: int | None = None
    is_fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


def read(text: str, name: str, source: tuple[str, str] | None = None) -> Catalogue:
    """The messages of a catalogue. Raises InputError with the line for what is none of a PO."""
    messages = list(_messages(text, name))
    header = next((each.texts.get("msgstr", "") for each in messages if not each.texts.get("msgid")), "")
    plurals, language = PLURALS.search(header), LANGUAGE.search(header)
    end = "\r\n" if "\r\n" in text else "\n"
    entries = [_entry(each, end, int(plurals[1]) if plurals else 0) for each in messages if each.texts.get("msgid")]
    return Catalogue(tuple(entries), language[1] if language else "")


def _entry(message: _Message, end: str, plurals: int) -> Entry:
    texts = message.texts
    targets = [key for key in texts if key.startswith("msgstr")]
    source, plural = texts["msgid"], texts.get("msgid_plural")
    forms: tuple[tuple[str, ...], ...] = ((source,),)
    hinders = "" if targets else "no msgstr"
    if plural is not None:
        forms = ((plural, source),) if len(targets) == 1 else ((source,), (plural,))
        if len(targets) > len(forms) or (plurals and plurals != len(targets)):
            hinders = "plural forms that do not fit its header"
    put, is_there = partial(_put, message, targets, end), any(texts[key] for key in targets)
    return Entry(forms, put, is_there, hinders, certain=len(set(forms)) == len(forms))


def _put(message: _Message, targets: Sequence[str], end: str, texts: Sequence[str], certain: bool) -> Iterator[Splice]:
    if not certain and not message.is_fuzzy:
        at, mark = (message.start, f"#, fuzzy{end}") if message.flags is None else (message.flags, " fuzzy,")
        yield Splice(at, at, mark)
    for key, text in zip(targets, texts, strict=True):
        yield Splice(*message.spans[key], _quoted(text, end))


def _quoted(text: str, end: str) -> str:
    """``text`` as strings of C, a line each where it has several."""
    lines = ["".join(ESCAPED.get(char, char) for char in line) for line in LINE.findall(text)]
    return f'"{lines[0]}"' if len(lines) == 1 else end.join(['""', *(f'"{line}"' for line in lines)])


def _messages(text: str, name: str) -> Iterator[_Message]:
    """The messages in order, obsolete ones (``#~``) left out."""
    message, current, at = _Message(), "", 0
    for number, raw in enumerate(LINE.findall(text), 1):
        line, begin = raw.strip(), at + len(raw) - len(raw.lstrip())
        at += len(raw)
        keyword = KEYWORD.match(line)
        is_comment = not line or line.startswith("#")
        begins = is_comment or (keyword and keyword[1] in ("msgctxt", "msgid"))
        if begins and current.startswith("msgstr"):
            yield message
            message, current = _Message(), ""
        if is_comment:
            if line.startswith("#,") and not current:
                message.flags = begin + 2
                message.is_fuzzy |= "fuzzy" in line
            continue
        string = STRING.match(keyword[2] if keyword else line)
        if keyword:
            current = keyword[1]
            message.line, message.start = (message.line, message.start) if message.line else (number, begin)
            message.texts[current], begin = "", begin + keyword.start(2)
        if not string or not current:
            raise InputError("this is no line of a PO file", path=name, line=number, advice="check it with msgfmt -c")
        message.texts[current] += ESCAPE.sub(lambda m: ESCAPES.get(m[1], m[0]), string[1])
        first = begin if keyword else message.spans[current][0]
        message.spans[current] = first, begin + len(line) - (keyword.start(2) if keyword else 0)
    if message.texts:
        yield message


def _charset(data: bytes) -> str | None:
    found = CHARSET.search(data)
    return found[1].decode("ascii") if found and found[1].upper() != b"CHARSET" else None


FILLER = Filler(read, declared=_charset)
