"""A file with the pairs of many documents: JSON Lines or Parquet; and which rows are whose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from duiqi.errors import InputError
from duiqi.formats.parquet import parquet_of_rows, rows_of_parquet
from duiqi.io.files import atomic_write, open_binary
from duiqi.pairs.fields import FIELDS

# What the files of a format end in.
ENDINGS = MappingProxyType({"jsonl": ".jsonl", "parquet": ".parquet"})


def write_shard(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the rows of documents, each of them lines of JSON, in their order. The file appears when it is complete.
    Raises InputError when it cannot be written."""
    with atomic_write(path) as stream:
        if path.suffix == ".parquet":
            rows = (json.loads(line) for piece in pieces for line in piece.splitlines())
            for chunk in parquet_of_rows({name: row.get(name, "") for name in FIELDS} for row in rows):
                stream.write(chunk)
        else:
            for piece in pieces:
                stream.write(piece)


def pieces_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """The documents in such a file, each with its rows as lines of JSON. Raises InputError when it is none."""
    try:
        for document, lines in groupby(_lines(path), _document_of):
            yield document, b"".join(lines)
    except (ValueError, LookupError, TypeError, OSError) as error:
        raise InputError(
            f"is not as it was written: {error}", path=path, advice="remove it; its documents are then aligned anew"
        ) from error


def _document_of(line: bytes) -> str:
    return str(json.loads(line)["document"])


def _lines(path: Path) -> Iterator[bytes]:
    with open_binary(path) as stream:
        if path.suffix != ".parquet":
            yield from stream
            return
        for row in rows_of_parquet(stream):
            yield _line(row)


def _line(row: dict[str, Any]) -> bytes:
    """A row as ``duiqi.formats.jsonl`` writes it: what is seldom there is left out where it is not."""
    held = {name: value for name, value in row.items() if value or name not in ("repair", "kind")}
    return json.dumps(held, ensure_ascii=False).encode() + b"\n"
