"""Lines of text, numbered: of an open file, or of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.io.encoding import decode

# Bounds the memory that a file without line ends can take. A unit of text has some thousand characters; libxml2
# sets a like bound, 10 MB a text, in TMX.
MAX_LINE = 16 << 20
# As for documents (duiqi.loading).
MAX_DECODED = 64 << 20


def stream_lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    """Lines in UTF-8, without line feeds. Raises InputError with the number for one that is too long or is not."""
    for number, line in _raw_lines(stream, path):
        try:
            yield number, _text(number, line)
        except UnicodeDecodeError as error:
            raise _not_utf8(path, number) from error


def decoded_lines(stream: BinaryIO, path: str, encoding: str | None = None) -> Iterator[tuple[int, str]]:
    """As ``stream_lines``, of a file in any ``encoding``, or in any that can be told (``duiqi.io.encoding``). One that
    is not UTF-8 is held in memory from its first line on that is not ASCII, up to 64 MB."""
    if encoding is not None:
        yield from text_lines(decode(_rest(stream, path, b""), path, encoding)[0])
        return
    ascii_only = True
    for number, line in _raw_lines(stream, path):
        try:
            text = _text(number, line)
            if number == 1 and "\0" in text:
                raise ValueError("UTF-16")
        except ValueError as error:
            if not ascii_only:
                raise _not_utf8(path, number) from error
            rest = _rest(stream, path, line)
            try:
                text, _ = decode(rest, path)
            except InputError:
                raise _not_utf8(path, number) from error
            yield from ((number + after - 1, line) for after, line in text_lines(text))
            return
        ascii_only = ascii_only and line.isascii()
        yield number, text


def _rest(stream: BinaryIO, path: str, begun: bytes) -> bytes:
    data = begun + stream.read(MAX_DECODED)
    if len(data) > MAX_DECODED:
        what = f"is larger than {MAX_DECODED >> 20} MB, and not UTF-8"
        raise InputError(what, path=path, advice="save the file as UTF-8")
    return data


def _raw_lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InputError(f"the line is longer than {MAX_LINE >> 20} MiB", path=path, line=number)
        yield number, line


def _text(number: int, line: bytes) -> str:
    return line.decode("utf-8-sig" if number == 1 else "utf-8").removesuffix("\n")


def _not_utf8(path: str, number: int) -> InputError:
    return InputError("is not UTF-8", path=path, line=number, advice="save the file as UTF-8")


def text_lines(text: str) -> Iterator[tuple[int, str]]:
    """As ``stream_lines``, of a text that is decoded; where no line feeds are, carriage returns may be lines' ends."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    yield from enumerate(text.removesuffix("\n").split("\n"), 1)
