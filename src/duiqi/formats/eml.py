"""E-mail messages (``.eml``), and web pages that browsers saved as one (``.mhtml``): the text, never what is attached.

Taken: the subject, and the text parts in their order; of the same in several forms the last that is text or HTML, the
richest (RFC 2046, section 5.1.4); of parts that belong together the first (RFC 2387). Read with the email package.

Read: the subject, text and HTML parts.
Left out: attachments, other forms of the same text, headers, feet of newsletters; of saved pages what HTML leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import join_soft_breaks
from duiqi.blocks.web.html_blocks import find_blocks
from duiqi.blocks.web.sources import mailing_among
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.html import decode_html, lines_of, parse_html, read_pages
from duiqi.io.encoding import SUPERSETS, decode
from duiqi.model import Omission

# Servers take 25 to 50 MB. Lines count as each may be a header, which takes 300 bytes; attachments have 77 a line.
MAX_EML_BYTES, MAX_EML_LINES = 32 * 1024 * 1024, 500_000
# Each part is an object of 2 kB. A forwarded message in a message and so on: a choice.
MAX_PARTS, MAX_NESTING = 10_000, 30
HEAD = re.compile(
    r"(?:From: <Saved by |(?:MIME-Version|Return-Path|Received|Delivered-To|X-[\w-]+|DKIM-Signature|Message-ID): \S)",
    re.I,
)
HEADER = re.compile(r"(?m)^(?:MIME-Version|Content-Type|Message-ID|Received): \S", re.I)
# Browsers sign a page that they save so.
SAVED = re.compile(r"\s*<?Saved by ", re.IGNORECASE)
HEAD_OF_QUOTED = "head of a quoted message"
QUOTED = re.compile(r"(?m)^(?:>[ \t]?)+")
# The head of a message that another quotes, as programs write it: a line that says so and three fields, or four.
FIELDS = (
    "From|Sent|Date|To|Cc|Subject|Reply-To|Importance"
    "|发件人|寄件者|发送时间|发送日期|日期|时间|收件人|收件者|抄送|副本|主题|主旨"
)
FIELD = rf"[ \t*]{{0,9}}(?:{FIELDS})[ \t*]{{0,3}}[:：][^\n]{{0,500}}(?:\n|\Z)"
LABEL = "original message|forwarded message|原始邮件|转发的邮件|转发邮件|原始郵件|原邮件"
QUOTED_HEAD = re.compile(
    rf"(?mi)^[> \t]{{0,9}}[-_]{{3,99}}[ \t]{{0,9}}(?:(?:{LABEL})[ \t]{{0,9}}-{{2,99}}[ \t]{{0,9}})?\n"
    rf"(?:[ \t]{{0,9}}\n)?(?:{FIELD}){{3,8}}|^(?:{FIELD}){{4,8}}"
)
# A soft line break of format=flowed; a signature begins with a line that looks like one (RFC 3676, section 4.3).
FLOWED = re.compile(r"(?<!\n--) \n")


@dataclass(slots=True)
class _Found:
    """The text parts of a message, and what else is in it."""

    texts: list[Message] = field(default_factory=list)
    left_out: list[Omission] = field(default_factory=list)


def read_eml(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of a message. ``encoding`` wins over what its parts say. Raises InputError for one that is made to fill
    the memory."""
    return read_messages([(data, name)], encoding)[0]


def message_lines(data: bytes, name: str, encoding: str | None = None) -> tuple[list[Line], list[Omission], str]:
    """The subject and the text of a message among others, paragraph by paragraph, what was left out, and the encoding.
    Raises InputError as ``read_eml`` does."""
    message, found = _parsed(data, name)
    subject = _shown(str(message.get("Subject", "")))
    texts = [(part, _text(part, name, encoding)) for part in found.texts]
    left_out: list[Omission] = []
    headings = [Line(subject, None, "heading")] if subject else []
    lines = [*headings, *_lines(texts, name, left_out)]
    return lines, [*left_out, *found.left_out], texts[0][1][1] if texts else "utf-8"


def read_messages(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """The text of a message or saved page, or of two that are each other's translation. Raises InputError as
    ``read_eml`` does."""
    found = [(_parsed(data, name), name) for data, name in files]
    pages = [(_page(message, parts, name, encoding), name) for (message, parts), name in found]
    if any(page is None for page, _ in pages):
        return [_message(message, parts, name, encoding) for (message, parts), name in found]
    readings = read_pages([(page or b"", name) for page, name in pages], "utf-8", zh_lang)
    others = [parts.left_out for (_, parts), _ in found]
    return [
        replace(reading, omissions=(*reading.omissions, *left), notes=(*reading.notes, *_notes(left)))
        for reading, left in zip(readings, others, strict=True)
    ]


def _parsed(data: bytes, name: str) -> tuple[Message, _Found]:
    lines, parts = data.count(b"\n"), data.count(b"\n--")
    if len(data) > MAX_EML_BYTES or lines > MAX_EML_LINES or parts > MAX_PARTS:
        what = (
            f"the message has more than {MAX_EML_BYTES // 1024**2} MB, {MAX_EML_LINES:,} lines or {MAX_PARTS:,} parts"
        )
        raise InputError(what, path=name, advice="save its text as a document")
    found = _Found()
    try:
        message = message_from_bytes(data)
        _sort(message, found, 0)
    except RecursionError as error:
        raise _too_deep(name) from error
    except (ValueError, MessageError) as error:  # what the package makes of headers that are none
        raise InputError(f"the message is damaged: {error}", path=name, advice="save it anew") from error
    return message, found


def _page(message: Message, found: _Found, name: str, encoding: str | None) -> bytes | None:
    """The page that a browser saved as a message, in UTF-8; None for a message that somebody sent."""
    saved = SAVED.match(str(message.get("From", ""))) or "Snapshot-Content-Location" in message
    located = len(found.texts) == 1 and "Content-Location" in found.texts[0] and "Received" not in message
    pages = [part for part in found.texts if part.get_content_type() == "text/html"]
    if not (saved or located) or not pages:
        return None
    return _text(pages[0], name, encoding)[0].encode()


def _message(message: Message, found: _Found, name: str, encoding: str | None) -> Reading:
    subject = _shown(str(message.get("Subject", "")))
    texts = [(part, _text(part, name, encoding)) for part in found.texts]
    left_out: list[Omission] = []
    if all(part.get_content_type() == "text/plain" for part, _ in texts):
        # Plain text is read as such, with its tables and wrapped lines.
        bodies = [_without_heads(text, left_out) for _, (text, _) in texts]
        reading = Reading("\n\n".join([subject, *bodies]).strip() + "\n")
    else:
        headings = [Line(subject, None, "heading")] if subject else []
        reading = assemble([*headings, *_lines(texts, name, left_out)], name)
    encodings = [used for _, (_, used) in texts]
    return replace(
        reading,
        omissions=(*reading.omissions, *left_out, *found.left_out),
        encoding=encodings[0] if encodings else "utf-8",
        notes=tuple(_notes(found.left_out)),
    )


def _sort(part: Message, found: _Found, depth: int) -> None:
    """Put the text parts under ``part`` into ``found``, and name the others."""
    if depth > MAX_NESTING:
        raise RecursionError
    kind, payload = part.get_content_type(), part.get_payload()
    inner = [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []
    is_attached = part.get_content_disposition() == "attachment" or (depth and kind.startswith("message/"))
    if inner and not is_attached:
        wanted = inner
        if kind == "multipart/alternative":
            wanted = [inner[_richest(inner)]]
        elif kind == "multipart/related":
            wanted = inner[:1]
        for other in inner:
            if any(other is one for one in wanted):
                _sort(other, found, depth + 1)
            elif kind == "multipart/related":
                found.left_out.append(Omission("embedded file", _name_of(other)))
    elif kind in ("text/plain", "text/html") and not is_attached:
        found.texts.append(part)
    else:
        found.left_out.append(Omission("attachment", _name_of(part)))


def _richest(parts: list[Message]) -> int:
    """The number of the last form of a text that is read and not empty; the first where none is."""
    readable = [k for k, part in enumerate(parts) if part.is_multipart() or _is_text(part)]
    return readable[-1] if readable else 0


def _is_text(part: Message) -> bool:
    payload = part.get_payload(decode=True)
    return part.get_content_type() in ("text/plain", "text/html") and bool(
        isinstance(payload, bytes) and payload.strip()
    )


def _name_of(part: Message) -> str:
    return _shown(part.get_filename() or part.get("Content-Location") or part.get_content_type())


def _text(part: Message, name: str, encoding: str | None) -> tuple[str, str]:
    """The text of a part and the encoding it is in: as the user says, as the part does, or as is found out."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    for asked in dict.fromkeys((encoding, SUPERSETS.get(charset, charset) or None, None)):
        try:
            text, used = (decode_html if part.get_content_type() == "text/html" else decode)(data, name, asked)
        except InputError:
            if asked == encoding is not None or asked is None:
                raise
            continue
        text = text.replace("\r\n", "\n")
        if str(part.get_param("format", "")).lower() == "flowed":
            text = FLOWED.sub(" ", text)
        return (QUOTED.sub("", text) if part.get_content_type() == "text/plain" else text), used
    raise AssertionError("None is always asked")


def _lines(texts: list[tuple[Message, tuple[str, str]]], name: str, left_out: list[Omission]) -> Iterator[Line]:
    """The text of the parts; what newsletters say of themselves goes to ``left_out``."""
    for part, (text, _) in texts:
        if part.get_content_type() == "text/html":
            if text.strip():
                blocks = [block for block in find_blocks(parse_html(text, name)) if not block.hiding]
                mailing = mailing_among(blocks)
                left_out += [Omission("head or foot of a newsletter", block.text) for block in mailing]
                heads = [block for block in blocks if QUOTED_HEAD.fullmatch(block.text)]
                left_out += [Omission(HEAD_OF_QUOTED, block.text) for block in heads]
                yield from lines_of([block for block in blocks if block not in mailing and block not in heads])
        else:
            for paragraph in re.split(r"\n\s*\n", _without_heads(text, left_out)):
                yield from map(Line, join_soft_breaks(paragraph.split("\n")))


def _without_heads(text: str, left_out: list[Omission]) -> str:
    """A plain text without the heads of the messages that it quotes."""
    left_out += [Omission(HEAD_OF_QUOTED, match[0].strip()) for match in QUOTED_HEAD.finditer(text)]
    return QUOTED_HEAD.sub("\n", text)


def _shown(text: str) -> str:
    """A header as it is meant; as it stands where it is damaged."""
    try:
        shown = str(make_header(decode_header(text)))
    except (LookupError, ValueError, MessageError):
        shown = text
    return " ".join(shown.encode("utf-8", "replace").decode().split())


def _notes(left_out: list[Omission]) -> Iterator[str]:
    names = [omission.text for omission in left_out if omission.reason == "attachment"]
    if names:
        yield f"not read, as attached: {', '.join(names)}"


def _too_deep(name: str) -> InputError:
    return InputError(
        f"the message holds messages in messages, more than {MAX_NESTING} deep", path=name, advice="check what it is"
    )


def is_eml(text: str) -> bool:
    """Whether ``text`` begins with the headers of a message."""
    text = text.lstrip("\ufeff\r\n")
    return bool(HEAD.match(text)) and bool(HEADER.search(text[:20_000]))


FORMAT = Format(
    name="eml",
    label="an e-mail message or a page saved as one (EML, MHTML)",
    suffixes=(".eml", ".mht", ".mhtml"),
    read_document=read_eml,
    read_chosen=read_messages,
    recognises=is_eml,
)
