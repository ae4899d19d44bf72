"""One text in, one text out: what ``align clean`` and ``align segment`` have in common."""

from __future__ import annotations

import argparse
import sys

from duiqi.batch import STANDARD, same_file
from duiqi.cli.arguments import add_reading, columns_of
from duiqi.errors import InputError
from duiqi.io.files import atomic_write
from duiqi.model import Document, Options
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
    source = sys.stdin.buffer if arguments.input == STANDARD else arguments.input
    options = Options(punctuation=arguments.punctuation, repair=arguments.repair, columns=columns_of(arguments))
    read = load_lines if lines else load
    return read(source, encoding=arguments.encoding, layout=arguments.layout, options=options)


def write_text(text: str, arguments: argparse.Namespace) -> None:
    """``text`` in UTF-8 to the output, whatever encoding the terminal says it has."""
    data = text.encode("utf-8", errors="surrogatepass")
    if arguments.output == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if same_file(arguments.input, arguments.output):
        raise InputError("is the input itself", path=arguments.output, advice="give the output another name")
    with atomic_write(arguments.output) as stream:
        stream.write(data)
