"""From a file in one of the formats to pairs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from duiqi.errors import InputError, checked_options
from duiqi.export.registry import input_format, named_otherwise
from duiqi.formats.index import read_sentences, with_sentences
from duiqi.io.files import open_binary
from duiqi.model import Pair
from duiqi.pairs.fields import ReadOptions, Source

Path: TypeAlias = "str | os.PathLike[str]"


def read(
    path: Path,
    *,
    format: str | None = None,
    sentences: tuple[Path, Path] | None = None,
    columns: tuple[str, str] | None = None,
    encoding: str | None = None,
) -> tuple[Pair, ...]:
    """The pairs of a file in any of the formats, ours or another program's, plain or gzipped.

    A file holds the joined text of each bead, not its sentences, so what comes back is pairs and not an Alignment;
    ``pair.bead`` has the sentence numbers when the file does, else unit i counts as the pair of sentences i.
    ``pair.bead.parts`` is empty. ``save`` takes such pairs again. The index format holds numbers only: its pairs have
    no text unless ``sentences`` names the Chinese and the English file, a sentence a line. ``columns`` names the
    Chinese and the English column of a table, each by its head, letter or number, where they are not to be found out,
    ``encoding`` that of a table, PO file or subtitles. Raises InputError for a file that is in no format of pairs and
    for one that cannot be used, with the line.
    """
    return tuple(iter_pairs(path, format=format, sentences=sentences, options=ReadOptions(columns, encoding)))


def iter_pairs(
    path: Path,
    *,
    format: str | None = None,
    need_ids: bool = False,
    sentences: tuple[Path, Path] | None = None,
    lost: Counter[str] | None = None,
    options: ReadOptions | None = None,
) -> Iterator[Pair]:
    """The same pairs one at a time, in constant memory; with ``need_ids``, InputError if the file has no sentence
    numbers. What a file of another program holds beside is counted in ``lost``: texts in other languages, inline codes,
    notes. ``options`` say how a table or text is read, and are told how it was."""
    options = checked_options(options, ReadOptions)
    found = input_format(path, format)
    if sentences and found.name != "index":
        raise InputError(f"sentence files go with the index format, and this is {found.name}", path=path)
    if note := named_otherwise(path, format):
        options.tell(note)
    if options.columns and not found.has_columns:
        what = f"this is {found.label}, which has no columns to choose from"
        raise InputError(what, path=path, advice="leave --columns out")
    if options.encoding and not found.has_encoding:
        options.tell(f"--encoding is not heeded: {found.label} says itself which encoding it is in")
    source = Source(os.fspath(path), need_ids, Counter() if lost is None else lost, options)
    if found.read_files:
        yield from found.read_files(source)
    elif found.read_pairs:
        with open_binary(path) as stream:
            pairs = found.read_pairs(stream, source)
            if sentences:
                pairs = with_sentences(pairs, read_sentences(sentences[0]), read_sentences(sentences[1]), path)
            yield from pairs
