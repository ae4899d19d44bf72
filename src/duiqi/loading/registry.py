"""The format a file is in: what it holds decides, and its name where that leaves it open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from duiqi.blocks.contents import Reading
from duiqi.errors import InputError, UnreadFormat
from duiqi.formats import FORMATS, Format
from duiqi.formats.xml import is_xml
from duiqi.io.packed import PACKED_SUFFIXES, packing_of, unpack, without_packing
from duiqi.io.signature import TEXT_HEAD, is_html_part, is_plain, signature_of, text_head
from duiqi.io.zip_folder import open_file

if TYPE_CHECKING:
    from duiqi.loading.unread import Unread

# Bytes before the name of the first part of a ZIP archive (APPNOTE 4.3.7).
LOCAL_HEADER = 30
DOCUMENTS = [format for format in FORMATS.values() if format.reads_documents]
BY_SUFFIX = {suffix: format for format in DOCUMENTS for suffix in format.suffixes}
PAIRS_BY_SUFFIX = {
    suffix: format
    for format in FORMATS.values()
    if format.read_pairs and not format.reads_documents
    for suffix in format.suffixes
}
SUFFIXES = (*BY_SUFFIX, *(suffix + packed for packed in PACKED_SUFFIXES for suffix in BY_SUFFIX))
# A .ts is a translation of Qt's or a program: only what it holds tells.
SHARED_SUFFIXES = frozenset(s for format in DOCUMENTS for s in format.shared_suffixes if s not in BY_SUFFIX)
ENDINGS = f"documents end in {', '.join(BY_SUFFIX)}, or in one of these and {', '.join(PACKED_SUFFIXES)}"
TEXT, XML = FORMATS["text"], FORMATS["xml"]

# Formats that may look like one which is not read, or only under its own name.
INI = "settings or messages (INI)"
LOOKS_LIKE = frozenset((("yaml", "JSON"), ("toml", INI), ("ini", INI)))


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case; both of ``a.txt.gz``."""
    stem, packing = without_packing(os.path.basename(name).lower())
    return os.path.splitext(stem)[1] + (packing.suffix if packing else "")


def may_be_document(path: Path) -> bool:
    """Whether a file is a document by the suffix of its name; of one that other kinds of files have too, by its
    beginning."""
    whole = suffix_of(path.name)
    suffix, packing = without_packing(whole)
    if suffix not in SHARED_SUFFIXES:
        return whole in SUFFIXES
    try:
        with open_file(path) as file:
            head = unpack(file.read(), path.name, packing)[:TEXT_HEAD] if packing else file.read(TEXT_HEAD)
            found = recognised(text_head(head))
    except (OSError, InputError):
        return True  # it is told when it is read
    return found is not None and suffix in found.shared_suffixes


def has_columns(name: str) -> bool:
    """Whether a file is a table by its name: it can be read as pairs too. JSON may be records or anything else."""
    format = BY_SUFFIX.get(without_packing(suffix_of(name))[0])
    return bool(format and format.read_table and format.reads_pairs)


def unread_label(name: str) -> str:
    """What the format is called that a file is in by its name and that is not read; empty when there is none."""
    from duiqi.loading.unread import BY_SUFFIX as UNREAD_BY_SUFFIX

    unread = UNREAD_BY_SUFFIX.get(without_packing(suffix_of(name))[0])
    return unread.label if unread else ""


def read_files(
    files: Sequence[tuple[bytes, str]],
    encoding: str | None = None,
    columns: tuple[str, str] | None = None,
    zh_lang: str | None = None,
) -> list[Reading]:
    """The texts of one file, or of two that are each other's translation; what is told of one when its name says
    something else than what it holds. ``zh_lang`` is the tag of the Chinese to read where a file has several versions.

    Raises UnreadFormat for one in a format that is not read, and InputError when it cannot be used otherwise.
    """
    opened = [_opened(data, name) for data, name in files]
    contents = [(data, name) for (data, _, _), (_, name) in zip(opened, files, strict=True)]
    first = opened[0][1]
    if first.read_chosen and not columns and all(format is first for _, format, _ in opened):
        readings = first.read_chosen(contents, encoding, zh_lang)
    else:
        readings = [
            _read(format, data, name, encoding, columns)
            for (_, format, _), (data, name) in zip(opened, contents, strict=True)
        ]
    return [
        replace(reading, notes=(*notes, *reading.notes), format=f"{format.label}, {_reason(format, *content)}")
        for reading, (_, format, notes), content in zip(readings, opened, contents, strict=True)
    ]


def _reason(format: Format, data: bytes, name: str) -> str:
    """What tells that a file is in a format."""
    if by_signature(data) is format:
        return "told by what stands in the archive" if format.marks else "told by its first bytes"
    text = text_head(data)
    if format.recognises and format.recognises(text):
        return "told by how it begins"
    if without_packing(suffix_of(name))[0] in format.suffixes:
        return "told by its name"
    return "told by its marks" if format.resembles else "told by what it holds" if format is not TEXT else "as no other"


def _opened(data: bytes, name: str) -> tuple[bytes, Format, list[str]]:
    """The bytes unpacked, the format that they are in, and what is told of it."""
    notes = []
    suffix, named = without_packing(suffix_of(name))
    packing = packing_of(data)
    if packing:
        data = unpack(data, name, packing)
        if packing is not named:
            notes.append(f"{packing.archive}, which was unpacked")
        if inner := packing_of(data):
            raise InputError(f"it is {inner.archive} in {packing.archive}", path=name, advice="unpack it")
    elif named and data:
        what = f"its name ends in {named.suffix}, but it is no {named.name} archive"
        raise InputError(what, path=name, advice="check what it is")
    format = format_of_content(data, name, suffix)
    if format is not TEXT and suffix not in (*format.suffixes, *format.shared_suffixes):
        notes.append(f"read as {format.label} by what it holds" + (f"; its name ends in {suffix}" if suffix else ""))
    elif format is TEXT and _by_name("\0", suffix):
        notes.append(f"read as plain text, which it holds; its name ends in {suffix}")
    return data, format, notes


def _read(format: Format, data: bytes, name: str, encoding: str | None, columns: tuple[str, str] | None) -> Reading:
    if format.read_table:
        return format.read_table(data, name, encoding, columns)
    if columns:
        raise InputError(
            f"this is {format.label}, which has no columns to choose from", path=name, advice="leave --columns out"
        )
    assert format.read_document
    return format.read_document(data, name, encoding)


def format_of_content(data: bytes, name: str, suffix: str) -> Format:
    """The format of a document. Raises UnreadFormat for a format that is not read, InputError for what is in none."""
    expected = BY_SUFFIX.get(suffix)
    if not data:
        raise InputError("the file is empty" if expected and expected.binary else "the file holds no text", path=name)
    found = by_signature(data) or _by_text(data, name, suffix, expected)
    if not found.reads_documents:
        raise UnreadFormat(
            f"this is {found.label}, with pairs that are aligned already",
            path=name,
            advice="see align convert, align update and align memory",
        )
    return found


def by_signature(data: bytes) -> Format | None:
    """The format that is read and no text, by the first bytes and by what stands in a ZIP archive."""
    signature = signature_of(data)
    if signature == "zip":
        # An archive may hold others: its own type stands at its beginning (OpenDocument, EPUB), or the names of its
        # parts at its end.
        places = [(_place_of_mark(data, format), format) for format in DOCUMENTS if format.marks]
        place, found = max(places, key=lambda one: one[0])
        return found if place >= 0 else None
    return FORMATS.get(signature or "")


def _place_of_mark(data: bytes, format: Format) -> int:
    """Where the last mark of the format stands in an archive, past its end for the type that it gives itself; -1."""
    return max(len(data) if data.startswith(mark, LOCAL_HEADER) else data.rfind(mark) for mark in format.marks)


def recognised(text: str) -> Format | None:
    """The format of text, XML of no known kind apart, that a file is in whose beginning is ``text``, beyond doubt."""
    return next((f for f in FORMATS.values() if f is not XML and f.recognises and f.recognises(text)), None)


def _by_text(data: bytes, name: str, suffix: str, expected: Format | None) -> Format:
    """The format of a file that is in none of those told by their first bytes. Raises UnreadFormat."""
    from duiqi.loading.unread import Unread, unread_binary

    text = text_head(data)
    found = unread_binary(data) or _by_content(text, suffix, expected) or _by_name(text, suffix)
    if isinstance(found, Unread):
        raise UnreadFormat(f"this is {found.label}, which is not read", path=name, advice=found.advice)
    if found and found.binary and not (found.recognises and found.recognises(text)):
        raise InputError(f"its name ends in {suffix}, but this is something else", path=name, advice="check what it is")
    return found or next((f for f in DOCUMENTS if f.resembles and f.resembles(text)), TEXT)


def _by_content(text: str, suffix: str, expected: Format | None) -> Format | Unread | None:
    """The format that the beginning of a text leaves no doubt of. Only of what its name says is plain text, or says
    nothing, it is asked whether it looks like program code, a log, or a piece of a page."""
    from duiqi.loading.unread import BY_SUFFIX as UNREAD_BY_SUFFIX
    from duiqi.loading.unread import unread_text

    if expected and expected.recognises and expected is not XML and expected.recognises(text):
        return expected
    named = UNREAD_BY_SUFFIX.get(suffix)
    plain = expected in (None, TEXT) and (named is None or named.is_binary)
    found = recognised(text)
    if not found and plain and is_html_part(text):
        found = FORMATS["html"]
    if not found and (unread := unread_text(text, plain)):
        # JSON is read under its own name only, or that of YAML, which it is too: as other files it is data. TOML begins
        # as settings do.
        is_named = expected and (expected.label == unread.label or (expected.name, unread.label) in LOOKS_LIKE)
        return expected if is_named else unread
    if not found and (plain or (expected and expected.binary)) and is_xml(text):
        found = XML
    return found


def _by_name(text: str, suffix: str) -> Format | Unread | None:
    """The format that the suffix says; None for plain text. Text that is called a picture is text all the same."""
    from duiqi.loading.unread import BY_SUFFIX as UNREAD_BY_SUFFIX

    unread = UNREAD_BY_SUFFIX.get(suffix)
    if unread:
        return None if unread.is_binary and is_plain(text) else unread
    found = BY_SUFFIX.get(suffix) or PAIRS_BY_SUFFIX.get(suffix)
    return None if found is TEXT else found
