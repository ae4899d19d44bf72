"""``read_document``: a path or open file to a raw Document, its text as the file has it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import IO, TypeAlias

from duiqi.blocks.contents import Reading, told_omissions
from duiqi.errors import InputError
from duiqi.io.zip_folder import files_in, is_zip_folder, open_file
from duiqi.loading.registry import read_files
from duiqi.model import Document
from duiqi.text.chars import SURROGATE

# A bilingual novel is 2 to 5 MB and a whole Bible in both languages 10 MB; more is a wrong file or a whole corpus.
MAX_BYTES = 64 * 1024 * 1024

# The second carriage return is that of a program which took ``\\r\\n`` for a line with a line feed of its own.
LINE_END = re.compile("\r\r\n|\r\n?")


Readable: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes]


def read_document(
    path: Readable,
    *,
    encoding: str | None = None,
    columns: tuple[str, str] | None = None,
    zh_lang: str | None = None,
) -> Document:
    """Read a file into a raw Document: no ``edits`` and no ``paragraphs`` yet, ``source`` the file's name without its
    folder.

    ``path`` may be an open file, read from where it stands to its end. What it holds says the format, and its name's
    suffix where that leaves it open; ``notes`` tell when they do not agree. An open text file is always plain text.
    ``encoding`` names the encoding of a text format and is then taken at its word; otherwise it is detected (see
    ``duiqi.io.encoding``). ``columns``: the Chinese and the English column of a table, each by its head, letter or
    number; ``zh_lang``: the tag of the Chinese to read, where a file holds several versions. ``\\r\\n`` and ``\\r``
    become ``\\n`` and a byte order mark goes while decoding, so neither shows up as an edit.

    Raises UnreadFormat, which is an InputError, for a format that is not read; InputError when the file cannot be
    opened, is larger than ``MAX_BYTES``, has no such columns, is damaged or made to do harm, does not decode, has no
    encoding that can be told for sure, or holds no text.
    """
    return _documents([path], encoding, columns, zh_lang)[0]


def read_documents(
    first: Readable,
    second: Readable,
    *,
    encoding: str | None = None,
    columns: tuple[str, str] | None = None,
    zh_lang: str | None = None,
) -> tuple[Document, Document]:
    """Two files that are each other's translation, where what one holds may tell what is read of the other. Takes and
    raises what ``read_document`` does."""
    one, other = _documents([first, second], encoding, columns, zh_lang)
    return one, other


def _documents(
    paths: Sequence[Readable], encoding: str | None, columns: tuple[str, str] | None, zh_lang: str | None
) -> list[Document]:
    contents = [_read(path) for path in paths]
    files = [(content, name) for content, name in contents if isinstance(content, bytes)]
    readings = iter(read_files(files, encoding, columns, zh_lang) if files else ())
    return [
        _document(next(readings) if isinstance(content, bytes) else _plain(content, name, encoding), name)
        for content, name in contents
    ]


def _plain(content: str, name: str, encoding: str | None) -> Reading:
    if SURROGATE.search(content):
        raise InputError("the text holds bytes that did not decode", path=name, advice="give the file as bytes")
    return Reading(content, encoding=encoding or "utf-8", format="plain text, as which it was opened")


def _document(reading: Reading, name: str) -> Document:
    text = LINE_END.sub("\n", reading.text) if not reading.hints else reading.text
    if not text.strip():
        raise InputError(f"the file holds no text{told_omissions(reading.omissions)}", path=name)
    return Document(
        source=os.path.basename(name),
        text=text,
        encoding=reading.encoding,
        hints=reading.hints,
        omissions=reading.omissions,
        notes=reading.notes,
        codes=reading.codes,
        format=reading.format,
    )


def _read(path: Readable) -> tuple[str | bytes, str]:
    """The content, and the name to call it by."""
    content: str | bytes
    if isinstance(path, (str, os.PathLike)):
        name = os.fspath(path)
        if not name:
            raise InputError("the name of a file to read is empty")
        if is_zip_folder(name):
            advice = f"align them: align {name} -o FOLDER"
            raise InputError(f"this is a ZIP archive of {len(files_in(name))} files", path=name, advice=advice)
        try:
            with open_file(path) as file:
                content = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(f"cannot be read: {reason}", path=name) from error
    elif not hasattr(path, "read"):
        what = "a path, an open file or a Document"
        how = "io.StringIO(text) for a text; options are given by name, options=Options(…)"
        raise TypeError(f"a document is given as {type(path).__name__}; {what} is meant: {how}")
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
