"""The options of runs over several documents, a group of their own in the help of ``align``."""

from __future__ import annotations

import argparse
import re

from duiqi.batch.resuming import Part
from duiqi.cli.arguments import add_jobs, add_match, add_timeout
from duiqi.cli.parser import Parser
from duiqi.cli.values import positive


def add_several(parser: Parser) -> None:
    """All of them, from ``--match`` to ``--report``."""
    add_match(parser)
    _add_sources(parser)
    add_jobs(parser)
    add_timeout(parser)
    parser.add_argument(
        "--retry-failed",
        action="store_true",
        help="try documents of a folder again that failed in an earlier run, though they did not change",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="align nothing, but print which documents of a folder would be aligned, and why",
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help="go on with what arrives in the folder, or changes in it, until Control-C or SIGTERM",
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write a report on a folder's documents as a page, such as report.html, and as report.json beside it",
    )


def _add_sources(parser: Parser) -> None:
    """Where many documents come from, and how they are shared out."""
    parser.add_argument(
        "--list",
        metavar="FILE",
        help="a list of documents instead of inputs, a line each: the path of a file with both languages, or the "
        "Chinese path, a tab and the English one; then perhaps a tab and an id. Paths are relative to the list",
    )
    for option, what in (
        ("--zh-column", "with the Chinese of each document"),
        ("--en-column", "with the English of each document"),
        ("--text-column", "with both languages of each document in one text"),
        ("--id-column", "with ids, after which outputs are named"),
    ):
        parser.add_argument(
            option,
            metavar="NAME",
            help=f"of JSON Lines, Parquet or a dataset's folder the column {what} (default: found by its name)",
        )
    parser.add_argument(
        "--shard-size",
        type=positive,
        metavar="N",
        help="write files with N documents each, part-00000.jsonl and so on (or with --format parquet, .parquet), and "
        "not one for each",
    )
    parser.add_argument(
        "--shard",
        type=_part,
        metavar="I/N",
        help="do share I of N of the documents, for arrays of jobs that write to one folder; align status --merge "
        "joins what is known of them",
    )
    parser.add_argument(
        "--engine",
        choices=("processes", "ray"),
        default="processes",
        help="what aligns several documents: processes of this machine (default), or Ray, on it or on a cluster; the "
        "output is the same",
    )
    parser.add_argument(
        "--address",
        metavar="ADDRESS",
        help="with --engine ray: the cluster, such as auto or head:6379 (default: Ray is started on this machine)",
    )


def _part(text: str) -> Part:
    match = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text, re.ASCII)
    try:
        return Part(int(match[1]), int(match[2])) if match else Part(0, 0)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no share, such as 1/8 to 8/8") from None
