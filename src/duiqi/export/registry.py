"""The formats by name, and which suffixes mean them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Protocol, TextIO

from duiqi.errors import InputError
from duiqi.formats.index import index_lines, read_index_pairs
from duiqi.formats.intertext import read_intertext, write_intertext
from duiqi.formats.jsonl import jsonl_lines, read_jsonl
from duiqi.formats.parquet import parquet_bytes, read_parquet
from duiqi.formats.sets import read_dataset, read_moses, write_dataset, write_moses
from duiqi.formats.tables import csv_lines, read_csv, read_tsv, tsv_lines
from duiqi.formats.tmx_reader import read_tmx
from duiqi.formats.tmx_writer import tmx_lines
from duiqi.formats.xliff import read_xliff, xliff_lines
from duiqi.formats.xlsx import read_xlsx, xlsx_bytes
from duiqi.model import Alignment, Pair
from duiqi.pairs.fields import Labels, Written


class Writer(Protocol):
    """Yields a file's content, text or bytes, a part at a time, and counts in ``written``."""

    def __call__(self, pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str] | Iterator[bytes]: ...


class Reader(Protocol):
    """Yields the pairs of an open file; ``path`` is for error messages."""

    def __call__(self, stream: BinaryIO, path: str, need_ids: bool = False) -> Iterator[Pair]: ...


class SetReader(Protocol):
    """Yields the pairs of several files that ``path`` stands for."""

    def __call__(self, path: str | os.PathLike[str], need_ids: bool = False) -> Iterator[Pair]: ...


# Formats of one file. The name is a suffix too.
FORMATS: dict[str, Writer] = {
    "tmx": tmx_lines,
    "jsonl": jsonl_lines,
    "tsv": tsv_lines,
    "csv": csv_lines,
    "xlsx": xlsx_bytes,
    "xliff": xliff_lines,
    "parquet": parquet_bytes,
    "index": index_lines,
}
READERS: dict[str, Reader] = {
    "tmx": read_tmx,
    "jsonl": read_jsonl,
    "tsv": read_tsv,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "xliff": read_xliff,
    "parquet": read_parquet,
    "index": read_index_pairs,
}
# Formats whose files, as other programs make them, can hold more than pairs of texts.
LOSSY = {"tmx": read_tmx, "xliff": read_xliff}
# Formats of several files, which cannot be written to a stream.
SET_READERS: dict[str, SetReader] = {"moses": read_moses, "intertext": read_intertext, "dataset": read_dataset}
SETS = tuple(SET_READERS)
OTHER_SUFFIXES = {"xlf": "xliff", "align": "index", "zh": "moses", "en": "moses", "xml": "intertext"}
# Formats that hold binary data, or that are compressed already.
NOT_GZIPPED = ("xlsx", "parquet", *SETS)


def write_set(
    name: str,
    pairs: Iterable[Pair],
    labels: Labels,
    written: Written,
    path: str | os.PathLike[str],
    alignment: Alignment | None,
) -> None:
    """Write a format of several files; ``alignment`` has the sentences that the pairs hold joined."""
    if name == "moses":
        write_moses(pairs, labels, written, path)
    elif name == "dataset":
        write_dataset(pairs, labels, written, path)
    else:
        write_intertext(pairs, labels, written, path, alignment)


def format_of(path: str | os.PathLike[str] | BinaryIO | TextIO, format: str | None = None) -> str:
    """The format's name that ``format``, or else the suffix of ``path``, stands for. Raises InputError."""
    known = ", ".join((*FORMATS, *SETS))
    if format is not None and format not in FORMATS and format not in SETS:
        raise InputError(f"there is no format {format!r}", advice=f"there are {known}")
    if not isinstance(path, (str, os.PathLike)):
        if format in SETS:
            raise InputError(f"the format {format} makes several files", advice="name a file to write, not a stream")
        if format is None:
            raise InputError("a stream has no suffix to tell the format by", advice=f"name the format: {known}")
        return format
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    gzipped = suffixes[-1:] == [".gz"]
    suffix = (suffixes[:-1] if gzipped else suffixes)[-1:]
    name = format or suffix_format(suffix[0] if suffix else "")
    if name is None:
        what = f"the suffix {suffix[0]} is not one of a format" if suffix else "the name has no suffix to tell it by"
        endings = ", ".join(f".{ending}" for ending in (*FORMATS, *OTHER_SUFFIXES))
        raise InputError(what, path=path, advice=f"use one of {endings}, or name the format ({known})")
    if gzipped and name in NOT_GZIPPED:
        raise InputError(f"the format {name} is not gzipped", path=path, advice="leave .gz away")
    return name


def suffix_format(suffix: str) -> str | None:
    """The format of ``.tmx``, ``.align`` and the like; None when it is none's."""
    name = suffix[1:]
    return name if name in FORMATS else OTHER_SUFFIXES.get(name)
