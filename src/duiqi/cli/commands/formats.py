"""``align formats``: the formats there are, and what can be done with each."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from duiqi.cli.parser import make_parser
from duiqi.cli.text_file import file_or_standard
from duiqi.errors import UnreadFormat
from duiqi.formats import FORMATS, Format
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.loading.unread import Unread


def parser() -> argparse.ArgumentParser:
    """``align formats``."""
    parser = make_parser(
        "align formats",
        "List the formats: which are read as documents to be aligned, which as pairs, which are written, which align "
        "export fills in, and which extra they need (pip install 'duiqi[EXTRA]') for which library; then those that "
        "are known and not read, and what to do with a file in one. With files: the format of each, and what told it.",
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="tell which format this file is in instead; - is standard input"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a format, or a file")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print the table, or what the files are. Raises InputError for a file that cannot be read."""
    if arguments.files:
        for name in arguments.files:
            found = _format_of(name)
            told = json.dumps({"file": name, "format": found}, ensure_ascii=False)
            print(told if arguments.json else printable(f"{name}: {found}"))
        return 0
    from duiqi.loading.unread import UNREAD

    entries = [_entry(format) for format in FORMATS.values()]
    if arguments.json:
        entries += [_unread(format) for format in UNREAD]
        for entry in entries:
            print(json.dumps(entry, ensure_ascii=False))
        return 0
    rows = [["name", "suffixes", "aligned", "pairs read", "pairs written", "filled in", "extra", "library", ""]]
    rows += [[_cell(value) for value in entry.values()] for entry in entries]
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print("\nknown and not read:")
    for format in UNREAD:
        suffixes = f" ({', '.join(format.suffixes)})" if format.suffixes else ""
        print(f"  {format.label}{suffixes}: {format.advice}")
    return 0


def _format_of(name: str) -> str:
    """The format of a file and what tells it; of one that is not read as a document why, and what to do."""
    from duiqi.loading import read_document

    try:
        return read_document(file_or_standard(name)).format
    except UnreadFormat as error:
        return f"{error.message}; {error.advice}" if error.advice else error.message


def _entry(format: Format) -> dict[str, object]:
    from duiqi.filling import FILLERS

    return {
        "name": format.name,
        "suffixes": [*format.suffixes, *format.shared_suffixes],
        "aligned": format.reads_documents,
        "pairs_read": format.reads_pairs,
        "pairs_written": format.writes_pairs,
        "filled_in": format.name in FILLERS,
        "extra": format.extra,
        "library": format.library,
        "label": format.label,
    }


def _unread(format: Unread) -> dict[str, object]:
    nothing = {"aligned": False, "pairs_read": False, "pairs_written": False, "filled_in": False}
    return {
        "name": "",
        "suffixes": list(format.suffixes),
        **nothing,
        "extra": "",
        "library": "",
        "label": format.label,
        "advice": format.advice,
    }


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "-"
    return " ".join(value) if isinstance(value, list) else str(value) or "-"
