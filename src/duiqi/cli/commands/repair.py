"""``align repair``: a corrected copy of a memory."""

from __future__ import annotations

import argparse

from duiqi.batch import same_file
from duiqi.cli.arguments import add_encoding
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell
from duiqi.errors import InputError
from duiqi.shown import counted
from duiqi.text.printable import printable


def parser() -> argparse.ArgumentParser:
    """``align repair FILE -o OUTPUT``."""
    parser = make_parser(
        "align repair",
        "Write a corrected copy of a TMX file and list every change, with the text of what is left out. What only a "
        "person can judge, such as numbers and wrong partners, stays.",
    )
    parser.add_argument("file", metavar="FILE", help="a TMX file, plain or gzipped")
    parser.add_argument("-o", "--output", metavar="OUTPUT", required=True, help="the corrected copy, a .tmx file")
    parser.add_argument(
        "--deduplicate",
        action="store_true",
        help="of units with the same texts keep the newest only; else only those go that are there twice with their "
        "ids, properties, notes and dates",
    )
    add_encoding(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="only the number of changes")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the copy and list the changes on standard output."""
    from duiqi.checking import repair_file  # a small module for each rule, which no other command needs

    if same_file(arguments.file, arguments.output):
        raise InputError("is the input itself", path=arguments.output, advice="give the output another name")
    if not arguments.output.lower().endswith(".tmx"):
        raise InputError("the copy is a TMX file", path=arguments.output, advice="name it with .tmx at the end")
    changes = repair_file(
        arguments.file, arguments.output, encoding=arguments.encoding, deduplicate=arguments.deduplicate
    )
    if not arguments.quiet:
        for line, what in changes:
            print(printable(f"{arguments.file}:{line}: {what}"))
    tell([f"{printable(arguments.output)}: {counted(len(changes), 'change')}"])
    return 0
