"""``align corrections``: corrections from what a person made of a workbook."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timezone

from duiqi.batch import STANDARD
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import tell, told_place, warn
from duiqi.cli.text_file import opened_output
from duiqi.corrections import Correction, correction_lines
from duiqi.corrections.file import WHEN
from duiqi.errors import InputError
from duiqi.export import iter_pairs
from duiqi.model import Pair
from duiqi.shown import counted
from duiqi.text.printable import printable

# Characters of a text: two texts fill a wide line. A choice.
SHOWN = 60


def parser() -> argparse.ArgumentParser:
    """``align corrections from-xlsx OLD NEW -o CORRECTIONS``."""
    parser = make_parser(
        "align corrections",
        "Corrections from a workbook that align wrote and a person corrected: edited, merged, split, deleted rows.",
    )
    parser.add_argument("what", choices=("from-xlsx",), metavar="from-xlsx", help="from a workbook")
    parser.add_argument(
        "old",
        metavar="OLD",
        help="the pairs as align wrote them, with sentence numbers: the JSONL (best with --keep-unaligned), or the "
        "workbook before it was corrected",
    )
    parser.add_argument("new", metavar="NEW", help="the corrected workbook, or another table with its columns")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUTPUT",
        default=STANDARD,
        help="file to write, such as corrections.jsonl, or - for standard output (the default)",
    )
    parser.add_argument("--who", default="", metavar="NAME", help="who corrected it")
    parser.add_argument(
        "--when",
        type=_when,
        metavar="TIME",
        help="when, in UTC, such as 2026-11-29T10:15:00Z (default: when NEW was saved)",
    )
    parser.add_argument(
        "--approve-unchanged",
        action="store_true",
        help="rows that were left as they are were looked at too, and are right",
    )
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the corrections and return the exit status."""
    lines = [line.encode("utf-8") for line in correction_lines(_corrections(arguments))]
    with opened_output(arguments.output) as file:
        file.writelines(lines)
    tell([f"{counted(len(lines), 'correction')}: {told_place(arguments.output)}"])
    return 0


def _corrections(arguments: argparse.Namespace) -> Iterator[Correction]:
    from duiqi.corrections.rebuilding import documents_of, rebuild_read
    from duiqi.corrections.recording import Reviewer, record
    from duiqi.corrections.rows import places_of_rows  # needs NumPy

    reviewer = Reviewer(arguments.who, arguments.when or _saved(arguments.new))
    documents = list(documents_of(iter_pairs(arguments.old, need_ids=True)))
    rows = _by_document(iter_pairs(arguments.new), [pairs[0].document for pairs in documents])
    for pairs in documents:
        name = pairs[0].document
        if name not in rows:
            warn([f"{printable(name)}: {arguments.new} has no row of it, so nothing is said of it"])
            continue
        alignment = rebuild_read(pairs, arguments.old)
        found = places_of_rows(alignment, rows.pop(name), arguments.approve_unchanged)
        if found.sorted:
            warn([f"{printable(name)}: its rows are not in the order of the text; they are taken in that"])
        warn(f"{printable(name)}: a row that is not made of its sentences: {_short(row)}" for row in found.unknown)
        yield from record(alignment, found.places, reviewer)
    warn(f"{printable(name) or 'rows that name none'}: not a document of {arguments.old}" for name in rows)


def _by_document(rows: Iterable[Pair], documents: Sequence[str]) -> dict[str, list[Pair]]:
    """The rows of each document. One that was put in names none, and is of that of the row before it; where none does,
    all are of the only document."""
    found: dict[str, list[Pair]] = {}
    before = documents[0] if len(documents) == 1 else ""
    for row in rows:
        before = row.document or before
        found.setdefault(before, []).append(row)
    return found


def _short(row: Pair) -> str:
    return " | ".join(printable(text[:SHOWN]) for text in (row.zh, row.en))


def _saved(path: str) -> str:
    try:
        saved = os.stat(path).st_mtime
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from error
    return datetime.fromtimestamp(saved, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _when(text: str) -> str:
    if not text or not WHEN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 2026-11-29T10:15:00Z")
    return text
