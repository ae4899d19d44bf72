"""``align segment``: a text cut into sentences."""

from __future__ import annotations

import argparse
from typing import get_args

from duiqi.cli.arguments import add_level, add_quiet
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell
from duiqi.cli.text_file import add_text_file, load_text, write_text
from duiqi.model import Language, Sentence
from duiqi.segmentation import segment_document
from duiqi.text.printable import printable


def parser() -> argparse.ArgumentParser:
    """``align segment INPUT``."""
    parser = make_parser("align segment", "Clean a text, cut it into sentences and write one a line, in UTF-8.")
    add_text_file(parser)
    parser.add_argument("--lang", choices=get_args(Language), help="only the sentences in this language")
    add_level(parser, "what is cut out (default: sentence)")
    add_quiet(parser, "no note on standard error on how the input was read")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write one sentence a line."""
    document = load_text(arguments)
    if not arguments.quiet:
        tell(f"{printable(document.source)}: {note}" for note in document.notes)
    languages: tuple[Language, ...] = (arguments.lang,) if arguments.lang else ("zh", "en")
    sentences: list[Sentence] = []
    for language in languages:
        sentences += segment_document(document, language, arguments.level)
    sentences.sort(key=lambda sentence: sentence.start)
    write_text("".join(f"{sentence.text}\n" for sentence in sentences), arguments)
    return 0
