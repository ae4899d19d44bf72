"""``read_document``: a path or open file to a raw Document, its text as the file has it."""

from __future__ import annotations

import os
import re
from typing import IO

from duiqi.blocks.contents import Reading
from duiqi.errors import InputError
from duiqi.loading.registry import read_bytes
from duiqi.model import Document

# A bilingual novel is 2 to 5 MB and a whole Bible in both languages 10 MB; more is a wrong file or a whole corpus.
MAX_BYTES = 64 * 1024 * 1024

LINE_END = re.compile("\r\n?")
SURROGATE = re.compile("[\ud800-\udfff]")


def read_document(
    path: str | os.PathLike[str] | IO[str] | IO[bytes],
    *,
    encoding: str | None = None,
    columns: tuple[str, str] | None = None,
) -> Document:
    """Read a file into a raw Document: no ``edits`` and no ``paragraphs`` yet, ``source`` the file's name without its
    folder.

    ``path`` may be an open file, read from where it stands to its end. What it holds says the format, and its name's
    suffix where that leaves it open; ``notes`` tell when they do not agree. An open text file is always plain text.
    ``encoding`` names the encoding of a text format and is then taken at its word; otherwise it is detected (see
    ``duiqi.io.encoding``). ``columns``: the Chinese and the English column of a table, each by its head, letter or
    number. ``\\r\\n`` and ``\\r`` become ``\\n`` and a byte order mark goes while decoding, so neither shows up as an
    edit.

    Raises UnreadFormat, which is an InputError, for a format that is not read; InputError when the file cannot be
    opened, is larger than ``MAX_BYTES``, has no such columns, is damaged or made to do harm, does not decode, has no
    encoding that can be told for sure, or holds no text.
    """
    content, name = _read(path)
    if isinstance(content, bytes):
        reading = read_bytes(content, name, encoding, columns)
    else:
        if SURROGATE.search(content):
            raise InputError("the text holds bytes that did not decode", path=name, advice="give the file as bytes")
        reading = Reading(content, encoding=encoding or "utf-8")
    text = LINE_END.sub("\n", reading.text) if not reading.hints else reading.text
    if not text.strip():
        raise InputError("the file holds no text", path=name)
    return Document(
        source=os.path.basename(name),
        text=text,
        encoding=reading.encoding,
        hints=reading.hints,
        omissions=reading.omissions,
        notes=reading.notes,
    )


def _read(path: str | os.PathLike[str] | IO[str] | IO[bytes]) -> tuple[str | bytes, str]:
    """The content, and the name to call it by."""
    content: str | bytes
    if isinstance(path, (str, os.PathLike)):
        name = os.fspath(path)
        try:
            with open(path, "rb") as file:
                content = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(f"cannot be read: {reason}", path=name) from error
    else:
        given = getattr(path, "name", None)
        name = given if isinstance(given, str) else "<input>"
        try:
            content = path.read(MAX_BYTES + 1)
        except UnicodeDecodeError as error:
            raise InputError(f"is not {error.encoding}", path=name, advice="open the file in binary mode") from error
    if len(content) > MAX_BYTES:
        raise InputError(
            f"the file is larger than {MAX_BYTES // 1024**2} MB", path=name, advice="split it into documents"
        )
    return content, name
