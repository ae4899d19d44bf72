"""``align filter``: a memory without some of its pairs, all else as it was."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from duiqi.batch import is_memory, same_file
from duiqi.cli.filtering import add_filters, add_keep_equal, filters_of
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import listed
from duiqi.errors import InputError
from duiqi.pairs.filters import Filters
from duiqi.shown import counted
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.updating.relabelling import Relabelling


def parser() -> argparse.ArgumentParser:
    """``align filter MEMORY -o OUTPUT``."""
    parser = make_parser(
        "align filter",
        "Write a copy of a TMX memory without the pairs that the options name. What stays keeps direction, language "
        "codes, ids, dates, authors, notes, properties and inline codes, byte for byte.",
    )
    parser.add_argument("memory", metavar="MEMORY", help="a TMX file, plain or gzipped")
    parser.add_argument("-o", "--output", metavar="OUTPUT", required=True, help="the copy, a .tmx or .tmx.gz file")
    add_filters(parser)
    add_keep_equal(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary on standard error")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the copy."""
    if same_file(arguments.memory, arguments.output):
        raise InputError("is the input itself", path=arguments.output, advice="give the output another name")
    for path in (arguments.memory, arguments.output):
        if not is_memory(path):
            raise InputError("a memory is a TMX file", path=path, advice="name it with .tmx at the end")
    thin([arguments.memory], arguments.output, filters_of(arguments), arguments.quiet)
    return 0


def thin(
    memories: Sequence[str], output: str, filters: Filters, quiet: bool, relabelling: Relabelling | None = None
) -> None:
    """Write the copy of a memory, or of several as one, and tell what was left out."""
    from duiqi.updating.thinning import thin_memory

    thinned = thin_memory(memories[0], output, filters, relabelling, memories[1:])
    if not quiet:
        print(f"{printable(output)}: {thinned.after} of {thinned.before} units (tmx)", file=sys.stderr)
        if thinned.left_out:
            print(f"  left out: {listed(thinned.left_out)}", file=sys.stderr)
        if thinned.others:
            print(f"  {counted(thinned.others, 'unit')} without Chinese or English kept as they are", file=sys.stderr)
