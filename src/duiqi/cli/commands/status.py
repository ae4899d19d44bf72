"""``align status``: what became of the documents of an output folder, also while a run is writing to it."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from duiqi.batch.report import write_report
from duiqi.batch.resuming import MANIFEST, Entry, Part, locked_manifest, parts_of, read_manifest, unfinished_parts
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import share, tell
from duiqi.errors import InputError
from duiqi.shown import DOUBTFUL_BELOW, counted
from duiqi.text.printable import printable


def parser() -> argparse.ArgumentParser:
    """``align status OUTPUT``."""
    parser = make_parser(
        "align status",
        "Show what became of the documents of a folder that was aligned with -o OUTPUT: how many are done, and why the "
        "others are not.",
    )
    parser.add_argument("output", metavar="OUTPUT", help="the folder that was written to")
    parser.add_argument("--json", action="store_true", help="one JSON object a document")
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write a report as a page, such as report.html, and as report.json beside it",
    )
    parser.add_argument(
        "--merge",
        action="store_true",
        help="first join what runs with --shard I/N have noted, each by itself, and say which of them are missing; the "
        "exit status is then 1",
    )
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print it; 1 when a part of a run that is merged is missing. Raises InputError when no run has written to the
    folder, and with ``--merge`` while one does."""
    folder = Path(arguments.output)
    parts = parts_of(folder)
    if not os.path.isfile(folder / MANIFEST) and not parts:
        raise InputError(
            "no folder of documents was aligned to it", path=folder, advice="name the folder that was given with -o"
        )
    missing: list[str] = []
    with locked_manifest(folder) if arguments.merge else read_manifest(folder) as manifest:
        lines = map(_json, manifest.entries()) if arguments.json else _lines(manifest.entries())
        for line in lines:
            print(line)
        if arguments.report is not None:
            write_report(manifest, arguments.report, arguments.output)
        if arguments.merge:
            missing = [_missing(part, has_begun) for part, has_begun in unfinished_parts(manifest)]
    tell(f"align: {line}" for line in missing)
    if parts and not arguments.merge:
        names = ", ".join(f"{part.number}/{part.of}" for part in parts)
        tell([f"align: not counted, as not merged (--merge): what runs with --shard noted: {names}"])
    return 1 if missing else 0


def _missing(part: Part, has_begun: bool) -> str:
    what = "was not ended" if has_begun else "is missing"
    return f"--shard {part.number}/{part.of} {what}; run it again"


def _json(entry: Entry) -> str:
    return json.dumps(
        {
            "document": entry.document,
            "output": entry.target,
            "outcome": entry.outcome,
            "pairs": entry.pairs,
            "doubtful": entry.doubtful,
            "seconds": entry.seconds,
            "error": entry.error,
            "input": entry.input.hex(),
            "options": entry.options,
        },
        ensure_ascii=False,
    )


@dataclass
class _Sums:
    outcomes: Counter[str] = field(default_factory=Counter)
    pairs: int = 0
    doubtful: int = 0
    seconds: float = 0.0


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    sums = _Sums()
    for entry in entries:
        sums.outcomes[entry.outcome] += 1
        sums.pairs += entry.pairs
        sums.doubtful += entry.doubtful
        sums.seconds += entry.seconds
        if entry.outcome in ("failed", "passed over"):
            yield printable(f"{entry.outcome}: {entry.target}: {entry.error}")
    outcomes = "".join(f", {sums.outcomes[name]} {name}" for name in ("failed", "passed over", "pending"))
    yield f"{counted(sums.outcomes.total(), 'document')}: {sums.outcomes['done']} done{outcomes}"
    yield (
        f"  {counted(sums.pairs, 'pair')}, {share(sums.doubtful, sums.pairs)} below {DOUBTFUL_BELOW}; "
        f"{sums.seconds:.1f} s of work"
    )
