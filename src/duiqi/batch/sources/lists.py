"""A list of documents: a line each, with its file or its two files and, if wanted, an id."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from duiqi.batch.file_names import language_and_key
from duiqi.batch.sources.record import Record, failed
from duiqi.errors import InputError
from duiqi.io.files import open_binary
from duiqi.io.text_lines import decoded_lines
from duiqi.text.chars import SURROGATE

SHAPE = "write a line a document: its path, or the Chinese path, a tab, the English path, and perhaps a tab and an id"


def read_list(path: str | os.PathLike[str]) -> Iterator[Record]:
    """The documents that a list names, as they are read. Paths are relative to the list's folder, empty lines are none.

    A line that is no document is a record with an error. Without an id a document is called as its first file is in the
    list, without suffix and language. Raises InputError when the list cannot be read or names nothing.
    """
    name, folder, named = os.fspath(path), Path(path).parent, False
    with open_binary(path) as stream:
        for number, line in decoded_lines(stream, name):
            cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
            if any(cells):
                named = True
                yield _record(cells, folder, Record(f"line-{number}", path=name, line=number))
    if not named:
        raise InputError("names no document", path=path, advice=SHAPE)


def _record(cells: list[str], folder: Path, place: Record) -> Record:
    files, id = cells[:2], cells[2] if len(cells) == 3 else ""
    if len(cells) > 3 or not all(files) or SURROGATE.search(id):
        return failed(place, InputError("is not of the form of a list", advice=SHAPE))
    paths = tuple(os.fspath(folder / file) for file in files)
    return Record(id or _name(files), files=paths, path=place.path, line=place.line)


def _name(files: list[str]) -> str:
    """The first file's name without suffix, and without the language where the other's differs in that alone."""
    keys = {language_and_key(PurePath(file))[1] for file in files}
    return keys.pop() if len(files) == 2 and len(keys) == 1 else os.path.splitext(files[0])[0]
