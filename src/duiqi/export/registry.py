"""The formats that hold pairs: by name, and which one the suffix of a path means."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import BinaryIO, TextIO

from duiqi.errors import InputError
from duiqi.formats import FORMATS, Format
from duiqi.io.files import open_binary, refuse_pipe, refuse_standard_input
from duiqi.io.packed import check_written, without_packing
from duiqi.io.signature import TEXT_HEAD, signature_of, text_head
from duiqi.loading import recognised

INPUT_FORMATS: dict[str, Format] = {name: format for name, format in FORMATS.items() if format.reads_pairs}
OUTPUT_FORMATS: dict[str, Format] = {name: format for name, format in FORMATS.items() if format.writes_pairs}
# Names that say no more than that a file is text: Excel's "Unicode text" is a table.
PLAIN = ("", ".txt")
# Bytes that are looked at to tell a file of pairs from a document with the same suffix.
HEAD = 4096


def format_of(path: str | os.PathLike[str] | BinaryIO | TextIO, format: str | None = None) -> str:
    """The format to write that ``format``, or else the suffix of ``path``, stands for: its name. Raises InputError."""
    known = ", ".join(OUTPUT_FORMATS)
    if not isinstance(path, (str, os.PathLike)):
        if not hasattr(path, "write"):
            raise TypeError(f"the output is of type {type(path).__name__}; a path or an open file is meant")
        if format is None:
            raise InputError("a stream has no suffix to tell the format by", advice=f"name the format: {known}")
        if _known(format, OUTPUT_FORMATS).write_files:
            raise InputError(f"the format {format} makes several files", advice="name a file to write, not a stream")
        return format
    return _of_path(path, format, OUTPUT_FORMATS).name


def input_format(path: str | os.PathLike[str], format: str | None = None) -> Format:
    """The format that the pairs of ``path`` are in, a dataset if it is a folder. What a file holds decides, and its
    suffix where that leaves it open. Raises InputError."""
    refuse_standard_input(path)
    if format is None and (held := _held(path)):
        return held
    return _of_path(path, "dataset" if format is None and os.path.isdir(path) else format, INPUT_FORMATS)


def holds_pairs(path: str | os.PathLike[str]) -> bool:
    """Whether a file, or a folder, holds pairs that are read, and not text that is to be aligned."""
    if os.path.isdir(path):
        return next(Path(path).rglob("*.parquet"), None) is not None
    format = _held(path) or _by_suffix(path, INPUT_FORMATS)
    if format is None:
        return False
    try:
        with open(path, "rb") as file:
            return format.is_pairs(file.read(HEAD))
    except OSError:
        return True  # it is told when it is read; the file of a Moses pair may be named without its suffix


def named_otherwise(path: str | os.PathLike[str], format: str | None = None) -> str:
    """What there is to tell of a file of pairs whose name does not say the format that it is in."""
    held = _held(path) if format is None else None
    suffix = _suffix(path)[0]
    return f"read as {held.label} by what it holds" + (f"; its name ends in {suffix}" if suffix else "") if held else ""


def _held(path: str | os.PathLike[str]) -> Format | None:
    """The format of pairs that a file is in beyond doubt, where its name says another one or none."""
    refuse_pipe(path)
    try:
        with open_binary(path) as stream:
            head = stream.read(TEXT_HEAD)
    except InputError:
        return None  # it is told when it is read
    text = text_head(head)
    found = FORMATS["parquet"] if signature_of(head) == "parquet" else recognised(text)
    if not found and _suffix(path)[0] in PLAIN:
        found = next((f for f in INPUT_FORMATS.values() if f.holds_pairs and f.holds_pairs(text)), None)
    return found if found and found.reads_pairs and _suffix(path)[0] not in found.suffixes else None


def _of_path(path: str | os.PathLike[str], name: str | None, formats: Mapping[str, Format]) -> Format:
    known = ", ".join(formats)
    format = _known(name, formats) if name is not None else _by_suffix(path, formats)
    suffix, packed = _suffix(path)
    if format is None:
        if formats is INPUT_FORMATS and not os.path.lexists(path):
            raise InputError(f"cannot be read: {os.strerror(errno.ENOENT)}", path=path)
        suffixes = ", ".join(endings(formats))
        document = _by_suffix(path, FORMATS)
        what = f"the suffix {suffix} is not one of a format" if suffix else "the name has no suffix to tell it by"
        if document and formats is INPUT_FORMATS:
            what = f"this is {document.label}, whose text has to be aligned first (align {os.fspath(path)} -o NAME.tmx)"
        raise InputError(what, path=path, advice=f"use one of {suffixes}, or name the format ({known})")
    if packed and (format.binary or format.read_files):
        advice = "unpack it" if formats is INPUT_FORMATS else f"leave {PurePath(path).suffix} away"
        raise InputError(f"the format {format.name} is not packed", path=path, advice=advice)
    if formats is not INPUT_FORMATS:
        check_written(path)
    return format


def _known(name: str, formats: Mapping[str, Format]) -> Format:
    if name not in formats:
        raise InputError(f"there is no format {name!r}", advice=f"there are {', '.join(formats)}")
    return formats[name]


def _suffix(path: str | os.PathLike[str]) -> tuple[str, bool]:
    """The suffix in lower case, without that of what it is packed with, and whether it is."""
    plain, packing = without_packing(os.fspath(path))
    return PurePath(plain).suffix.lower(), packing is not None


def _by_suffix(path: str | os.PathLike[str], formats: Mapping[str, Format]) -> Format | None:
    suffix = _suffix(path)[0]
    return next((format for format in formats.values() if suffix in format.suffixes), None)


def endings(formats: Mapping[str, Format]) -> list[str]:
    """The suffixes, each format's own first."""
    return sorted(
        (suffix for format in formats.values() for suffix in format.suffixes),
        key=lambda suffix: suffix[1:] not in formats,
    )
