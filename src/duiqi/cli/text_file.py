"""One text in, one text out: what ``align clean`` and ``align segment`` have in common; and bytes to an output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from duiqi.batch import STANDARD, same_file
from duiqi.cli.arguments import add_reading, columns_of
from duiqi.errors import InputError
from duiqi.io.files import atomic_write
from duiqi.model import Document
from duiqi.options import Options
from duiqi.pipeline import load, load_lines


def add_text_file(parser: argparse.ArgumentParser) -> None:
    """``INPUT``, ``--output``, and how the input is read."""
    parser.add_argument("input", metavar="INPUT", help="a document, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="OUTPUT", default=STANDARD, help="file to write (default: -, standard output)"
    )
    add_reading(parser)


def load_text(arguments: argparse.Namespace, *, lines: bool = False) -> Document:
    """The document that the arguments name; ``lines``: with its lines as they are in the file."""
    source = file_or_standard(arguments.input)
    options = Options(punctuation=arguments.punctuation, repair=arguments.repair, columns=columns_of(arguments))
    read = load_lines if lines else load
    return read(source, encoding=arguments.encoding, layout=arguments.layout, options=options)


def file_or_standard(path: str) -> str | BinaryIO:
    """The path, or what comes on standard input."""
    return sys.stdin.buffer if path == STANDARD else path


def write_text(text: str, arguments: argparse.Namespace) -> None:
    """``text`` in UTF-8 to the output, whatever encoding the terminal says it has."""
    if arguments.output != STANDARD and same_file(arguments.input, arguments.output):
        raise InputError("is the input itself", path=arguments.output, advice="give the output another name")
    with opened_output(arguments.output) as stream:
        stream.write(text.encode("utf-8", errors="surrogatepass"))


@contextmanager
def opened_output(output: str) -> Iterator[BinaryIO]:
    """A file for bytes, which is there whole or not at all; or standard output."""
    if output != STANDARD:
        with atomic_write(output) as stream:
            yield stream
        return
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
