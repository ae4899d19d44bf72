"""``align check`` and ``align repair``: what is wrong in a memory, and a corrected copy."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from duiqi.cli.arguments import make_parser
from duiqi.cli.filtering import add_filters, filters_of
from duiqi.errors import DuiqiError
from duiqi.pairs.filters import Filters
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.checking import Finding


def parser() -> argparse.ArgumentParser:
    """``align check FILE…``."""
    parser = make_parser(
        "align check",
        "Say what is wrong in TMX files: what some program would refuse or pass over, and which, and what a translator "
        "should look at. In other files of pairs (.csv, .jsonl, .xlsx, …) the texts are looked at. Exit status 1 when "
        "something was found.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a TMX file, plain or gzipped, or another file of pairs"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a finding")
    parser.add_argument(
        "--only",
        choices=("refused", "dropped", "doubtful"),
        action="append",
        help="only what makes a program refuse the file, pass over a unit, or what is doubtful; may be given again",
    )
    add_filters(parser, "report pairs")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print the findings of each file and a count of them."""
    from duiqi.checking import check_file  # a small module for each rule, which no other command needs

    total = failed = 0
    filters = filters_of(arguments)
    for path in arguments.files:
        counts: Counter[str] = Counter()
        try:
            for finding in check_file(path, None if filters == Filters() else filters):
                if not arguments.only or finding.severity in arguments.only:
                    counts[finding.severity] += 1
                    print(_json(path, finding) if arguments.json else _line(path, finding))
        except DuiqiError as error:
            failed += 1
            print(f"align: {printable(str(error))}", file=sys.stderr)
            continue
        total += counts.total()
        if not arguments.json:
            found = ", ".join(f"{counts[name]} {name}" for name in ("refused", "dropped", "doubtful") if counts[name])
            print(f"{printable(path)}: {found or 'nothing found'}", file=sys.stderr)
    if failed == len(arguments.files):
        return 2
    return 1 if total or failed else 0


def _line(path: str, finding: Finding) -> str:
    place = f"{path}:{finding.line}" if finding.line else path
    return printable(f"{place}: {finding}")


def _json(path: str, finding: Finding) -> str:
    values: dict[str, str | int] = {"file": path}
    if finding.line:
        values["line"] = finding.line
    if finding.unit:
        values["unit"] = finding.unit
    if finding.column:
        values["column"] = finding.column
    values |= {"rule": finding.rule, "severity": finding.severity, "message": finding.message}
    return json.dumps({**values, "effect": finding.effect}, ensure_ascii=False)
