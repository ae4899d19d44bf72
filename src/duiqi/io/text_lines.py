"""Lines of text, numbered: of an open file in UTF-8, or of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from duiqi.errors import InputError

# Bounds the memory that a file without line ends can take. A unit of text has some thousand characters; libxml2
# sets a like bound, 10 MB a text, in TMX.
MAX_LINE = 16 << 20


def stream_lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    """Lines without line feeds. Raises InputError with the number for one that is too long or is not UTF-8."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InputError(f"the line is longer than {MAX_LINE >> 20} MiB", path=path, line=number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError("is not UTF-8", path=path, line=number, advice="save the file as UTF-8") from error
        yield number, text.removesuffix("\n")


def text_lines(text: str) -> Iterator[tuple[int, str]]:
    """The same of a text that has been decoded; a text without line feeds may have carriage returns in their place."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    yield from enumerate(text.removesuffix("\n").split("\n"), 1)
