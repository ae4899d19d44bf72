"""Lines of sentence numbers, ``[0]:[1, 2]``, as evaluation scripts and other aligners take and give them.

The numbers are all there is: the sentences stand in two files beside it, one a line.

Read: numbers of sentences, with `--sentences` their text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.files import open_binary
from duiqi.joining import join_chinese
from duiqi.model import Bead, Pair
from duiqi.pairs.fields import Labels, Source, Written
from duiqi.pairs.from_fields import consecutive

IndexBead = tuple[tuple[int, ...], tuple[int, ...]]

_LIST = r"\[((?:\d{1,9}(?:, ?\d{1,9})*)?)\]"
INDEX_LINE = re.compile(rf"{_LIST} ?: ?{_LIST}(?::.*)?")
# The longest line of the gold sets the project is developed on has under 100 characters.
MAX_INDEX_LINE = 1 << 20
# Lines by which such a file is told from text: none of prose is of this form.
TELLING = 20


def index_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """A line a pair. The numbers count within a document, so a file should hold one."""
    for pair in pairs:
        written.units += 1
        yield f"{list(pair.bead.zh)}:{list(pair.bead.en)}\n"


def index_beads(stream: BinaryIO, path: str | os.PathLike[str]) -> Iterator[tuple[int, IndexBead]]:
    """Line number and bead; a third field, as Vecalign's cost, is passed over. Raises InputError with the line."""
    number = 0
    while line := stream.readline(MAX_INDEX_LINE):
        number += 1
        text = line.decode("utf-8-sig", errors="replace").strip()
        match = INDEX_LINE.fullmatch(text)
        if match:
            yield number, (_numbers(match[1]), _numbers(match[2]))
        elif text:
            raise InputError(
                "is not of the form [0, 1]:[2]",
                path=path,
                line=number,
                advice="evaluation reads JSONL, TMX with sentence numbers, and lines of that form",
            )


def read_index(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """Pairs that hold sentence numbers and no text; ``with_sentences`` adds it."""
    for line, (zh, en) in index_beads(stream, source.path):
        try:
            bead = Bead(consecutive(list(zh), "the Chinese numbers"), consecutive(list(en), "the English numbers"), 1.0)
        except ValueError as error:
            raise InputError(str(error), path=source.path, line=line) from None
        yield Pair("", "", 1.0, bead)


def with_sentences(
    pairs: Iterable[Pair], zh: Sequence[str], en: Sequence[str], path: str | os.PathLike[str]
) -> Iterator[Pair]:
    """The pairs with the text that their numbers stand for. Raises InputError for a number that is too great."""
    for pair in pairs:
        for side, numbers, name in ((zh, pair.bead.zh, "Chinese"), (en, pair.bead.en, "English")):
            if numbers and numbers[-1] >= len(side):
                raise InputError(
                    f"{name} sentence {numbers[-1]} is named, but there are {len(side)}, counted from 0",
                    path=path,
                    advice="check that the sentence files belong to it",
                )
        yield Pair(
            join_chinese([zh[number] for number in pair.bead.zh]),
            " ".join(en[number] for number in pair.bead.en),
            pair.score,
            pair.bead,
        )


def read_sentences(path: str | os.PathLike[str]) -> list[str]:
    """A sentence a line, in UTF-8. Raises InputError."""
    with open_binary(path) as stream:
        try:
            text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError("is not UTF-8", path=path, advice="save the file as UTF-8") from error
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def _is_index(text: str) -> bool:
    lines = [line.strip() for line in text.split("\n")[:TELLING] if line.strip()]
    return len(lines) > 1 and all(map(INDEX_LINE.fullmatch, lines))


FORMAT = Format(
    name="index",
    label="lines of sentence numbers",
    suffixes=(".align", ".index"),
    read_pairs=read_index,
    write_pairs=index_lines,
    recognises=_is_index,
)
