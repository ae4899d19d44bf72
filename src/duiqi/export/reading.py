"""From a file in one of the formats to pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from duiqi.export.files import open_binary
from duiqi.export.jsonl import read_jsonl
from duiqi.export.saving import format_of
from duiqi.export.tmx_reader import read_tmx
from duiqi.model import Pair


class Reader(Protocol):
    """Yields the pairs of an open file; ``path`` is for error messages."""

    def __call__(self, stream: BinaryIO, path: str, need_ids: bool = False) -> Iterator[Pair]: ...


READERS: dict[str, Reader] = {"tmx": read_tmx, "jsonl": read_jsonl}


def read(path: str | os.PathLike[str], *, format: str | None = None) -> tuple[Pair, ...]:
    """The pairs of a JSONL or TMX file, ours or another program's, plain or gzipped.

    A file holds the joined text of each bead, not its sentences, so what comes back is pairs and not an Alignment;
    ``pair.bead`` has the sentence numbers when the file does (ours always), else unit i counts as the pair of
    sentences i. ``pair.bead.parts`` is empty. ``save`` takes such pairs again. Raises InputError for a suffix that is
    no format's and for a file that cannot be used, with the line.
    """
    return tuple(iter_pairs(path, format=format))


def iter_pairs(path: str | os.PathLike[str], *, format: str | None = None, need_ids: bool = False) -> Iterator[Pair]:
    """The same pairs one at a time, in constant memory; with ``need_ids``, InputError if the file has no sentence
    numbers."""
    name = format_of(path, format)
    with open_binary(path) as stream:
        yield from READERS[name](stream, os.fspath(path), need_ids)
