"""``align clean``: a damaged text repaired."""

from __future__ import annotations

import argparse
from collections import Counter

from duiqi.cli.arguments import add_quiet
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import inferred_lines, note_lines, tell
from duiqi.cli.text_file import add_text_file, load_text, write_text
from duiqi.explain import count_repairs, explain_document, inferred_repairs
from duiqi.text.printable import printable


def parser() -> argparse.ArgumentParser:
    """``align clean INPUT``."""
    parser = make_parser("align clean", "Repair damaged text and write it in UTF-8.")
    add_text_file(parser)
    parser.add_argument(
        "--explain", action="store_true", help="list every repair on standard error, with its line before and after"
    )
    add_quiet(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the repaired text."""
    document = load_text(arguments, lines=True)
    write_text(document.text if document.text.endswith("\n") else document.text + "\n", arguments)
    if arguments.explain:
        tell(explain_document(document))
    elif not arguments.quiet:
        kinds = Counter(edit.fix for edit in document.edits)
        tell([f"{printable(document.source)}: repairs: {count_repairs(kinds)}"])
        tell(note_lines(document.notes))
        tell(inferred_lines(inferred_repairs(document)))
    return 0
