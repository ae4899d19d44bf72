"""What format a file is in, by its first bytes and by how its text begins."""

from __future__ import annotations

import codecs
import re

from duiqi.text.skipping import behind

# First bytes of the formats that are read and are no text, as their specifications give them.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "rtf"),
    (codecs.BOM_UTF8 + b"{\\rtf", "rtf"),  # saved by an editor of texts
)
# Streams of a compound file are named in UTF-16; an encrypted document has this one ([MS-OFFCRYPTO] 1.3.2).
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# The first bytes of a database of SQLite 3, which several programs keep memories in.
SQLITE = b"SQLite format 3\0"
BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A PDF may have this many bytes of something else before it (PDF 1.7, appendix H, note 13).
PDF_HEAD = 1024
# Bytes of a text that are looked at to tell its format: some thousand lines.
TEXT_HEAD = 1 << 16

SPACE = re.compile("[\ufeff \t\r\n]*")
ROOT = re.compile(r"<(?:[\w.-]{1,80}:)?([A-Za-z][\w.-]{0,80})(?=[\s/>])")
# Templates of pages: programs, whatever page is around them.
TEMPLATE = re.compile(r"<\?php|<\?=|<%[@=\s]")
BINARY = re.compile("[\0-\x08\x0e-\x1f\ufffd]")
PAGE_ROOTS = frozenset(("html", "head", "body"))
# A piece of a page begins with one of these, and has them closed again and again.
PART = re.compile(
    r"\s*<(?:p|div|span|br|h[1-6]|ul|ol|li|table|section|article|main|center|font|a|img|hr)\b[^<>]*>", re.I
)
CLOSING = re.compile(r"</(?:p|div|span|h[1-6]|li|td|tr|a|section|article|table)\s*>|<br\s*/?>", re.I)
# What Markdown and nothing else is written with. Two of the three last kinds, or one of them and a heading.
HEADING = re.compile(r"^#{1,6} \S", re.M)
# A kind stands only where one of its signs does, which is found fast.
MARKS = (
    (("```", "~~~"), re.compile(r"^(?:```|~~~)", re.M)),
    (("](",), re.compile(r"!?\[[^\]\n]{0,300}\]\((?:https?:|\.{0,2}/|#|[\w./-]{1,200}\.\w{1,5}\))")),
    (("**",), re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")),
    (("<",), re.compile(r"^\s{0,3}</?(?:div|p|img|br|details|summary|table|h[1-6]|center|a)\b[^<>\n]*>", re.M | re.I)),
)


def signature_of(data: bytes) -> str | None:
    """``"pdf"``, ``"zip"``, ``"parquet"``, ``"rtf"``, ``"ole"`` or ``"locked"`` (an Office document with a password);
    or None."""
    found = next((kind for start, kind in SIGNATURES if data.startswith(start)), None)
    if found == "ole":
        return "locked" if ENCRYPTED_PACKAGE in data else "ole"
    if found is None and b"%PDF-" in data[:PDF_HEAD] and b"\0" in data:
        return "pdf"
    return found


def text_head(data: bytes) -> str:
    """The beginning of ``data`` as text, well enough to tell its format: what is ASCII in it is right in any of the
    encodings that are read, and no part of a Chinese character is taken for such."""
    head = data[:TEXT_HEAD]
    for mark, codec in BYTE_ORDER:
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, errors="replace")
    if b"\0" in head:
        codec = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        return head.decode(codec, errors="replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", errors="replace")


def root_of(text: str) -> str:
    """The name of the first element of XML or HTML, in lower case and without prefix; empty for any other text."""
    at = 0
    while True:
        at = behind(SPACE, text, at)
        opening, closing = next(
            ((o, c) for o, c in (("<?", "?>"), ("<!--", "-->"), ("<!", ">")) if text.startswith(o, at)), ("", "")
        )
        if not opening:
            root = ROOT.match(text, at)
            return root[1].lower() if root else ""
        if text[at : at + 14].lower() == "<!doctype html":
            return "html"
        subset = text.find("[", at, text.find(">", at)) if opening == "<!" else -1
        end = text.find("]", subset) if subset >= 0 else at
        end = text.find(closing, end) if end >= 0 else -1
        if end < 0:
            return ""
        at = end + len(closing)


def is_html(text: str) -> bool:
    """Whether ``text`` begins as an HTML page does, and is none that a program is to fill."""
    return root_of(text) in PAGE_ROOTS and not TEMPLATE.search(text)


def is_html_part(text: str) -> bool:
    """Whether ``text`` is a piece of a page: it begins with a tag, and has a closing one every 400 characters."""
    return bool(PART.match(text)) and len(CLOSING.findall(text)) > len(text) / 400 and not TEMPLATE.search(text)


def is_markdown(text: str) -> bool:
    """Whether ``text`` has marks of several kinds that stand in Markdown only."""
    kinds = sum(any(sign in text for sign in signs) and bool(mark.search(text)) for signs, mark in MARKS)
    return kinds >= 2 and (kinds >= 3 or bool(HEADING.search(text)))


def is_plain(text: str) -> bool:
    """Whether ``text`` holds no character that only a binary file has."""
    return not BINARY.search(text)
