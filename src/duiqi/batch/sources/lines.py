"""JSON Lines, plain or packed, a record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from duiqi.batch.sources.record import Record, failed, record_of
from duiqi.errors import InputError
from duiqi.io.files import open_binary
from duiqi.io.packed import PACKED_SUFFIXES

SUFFIXES = (".jsonl", ".ndjson")
PACKED = (*PACKED_SUFFIXES, ".zstd")
# Two texts as large as a document may be (duiqi.loading); JSON that escapes all Chinese takes twice its size.
MAX_LINE = 128 << 20
# Lines that are looked at for the names of columns: a value that is missing may be left out of a line.
TELLING = 20


def is_lines(path: Path) -> bool:
    """Whether the name is one of JSON Lines."""
    name = path.name.lower()
    return any(name.endswith(f"{suffix}{packed}") for suffix in SUFFIXES for packed in ("", *PACKED))


def line_columns(path: Path) -> list[str]:
    """The names of the fields in the first records, and of those within them. Raises InputError when the file cannot
    be read or holds no record."""
    names: dict[str, None] = {}
    with open_binary(path) as stream:
        read = False
        for _, line in islice(_lines(stream), TELLING):
            read = read or bool(line and line.strip())
            try:
                values = _parsed(line)
            except InputError:
                continue  # it is told when the record is read
            for name, value in values.items():
                names[name] = None
                if isinstance(value, dict):
                    names.update({f"{name}.{inner}": None for inner in value})
    if not read:
        raise InputError("holds no record", path=path)
    if not names:
        raise InputError("none of its first lines is a JSON object", path=path, advice="give a file of JSON Lines")
    return list(names)


def line_records(path: Path, columns: Mapping[str, str]) -> Iterator[Record]:
    """The records of a file, in order; empty lines are none. Raises InputError for a file that cannot be read on."""
    stem = path.name.split(".")[0]
    with open_binary(path) as stream:
        for number, line in _lines(stream):
            place = Record(f"{stem}-{number}", path=str(path), line=number)
            if line is not None and not line.strip():
                continue
            try:
                values = _parsed(line)
            except InputError as error:
                yield failed(place, error)
            else:
                yield record_of(values, columns, place)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, of which no more than a part is held."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield number, None


def _parsed(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise InputError(f"the line is longer than {MAX_LINE >> 20} MiB", advice="split the document")
    try:
        value = json.loads(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error})") from error
    if not isinstance(value, dict):
        raise InputError("is not a JSON object")
    return value
