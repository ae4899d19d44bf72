"""``align analyse``: how much of a document a memory knows."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator

from duiqi.cli.one_language import add_documents, load_documents
from duiqi.cli.parser import make_parser
from duiqi.memory import BANDS, Counts, Segments, analyse, open_memory, total
from duiqi.text.printable import printable

# What is counted beside segments.
UNITS = {"en": "words", "zh": "characters"}


def parser() -> argparse.ArgumentParser:
    """``align analyse DOCUMENT… --memory DB``."""
    parser = make_parser(
        "align analyse",
        "Count what of documents in one language a local memory knows, in the bands in which translation programs "
        "count it: 100% matches and those in context, repetitions, fuzzy matches, new; in segments, and in English "
        "words or Chinese characters.",
    )
    add_documents(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="comma-separated values, a line for each document and band")
    form.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print the table."""
    language, loaded = load_documents(arguments)
    documents = [Segments(document.source, [s.text for s in sentences]) for document, sentences in loaded]
    with open_memory(arguments.memory) as memory:
        counts = analyse(memory, documents, language)
    unit = UNITS[language]
    if arguments.json:
        shown = {
            "language": language,
            "documents": [{"document": one.name, **_object(one, unit)} for one in counts],
            "total": _object(total(counts), unit),
        }
        print(json.dumps(shown, ensure_ascii=False))
        return 0
    if len(counts) > 1:
        counts.append(total(counts))
    if arguments.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["document", "match", "segments", unit])
        for one in counts:
            writer.writerows([one.name, band, one.segments[band], one.words[band]] for band in BANDS)
        return 0
    for number, one in enumerate(counts):
        if number:
            print()
        for line in _table(one, unit):
            print(line)
    return 0


def _object(counts: Counts, unit: str) -> dict[str, object]:
    bands: dict[str, object] = {band: {"segments": counts.segments[band], unit: counts.words[band]} for band in BANDS}
    return {**bands, "all": {"segments": counts.segments.total(), unit: counts.words.total()}}


def _table(counts: Counts, unit: str) -> Iterator[str]:
    yield printable(counts.name)
    yield f"  {'match':12}{'segments':>10}{unit:>12}{'share':>8}"
    whole = counts.words.total()
    for band in BANDS:
        words = counts.words[band]
        share = f"{100 * words / whole:.0f}%" if whole else "-"
        yield f"  {band:12}{counts.segments[band]:>10,}{words:>12,}{share:>8}"
    yield f"  {'all':12}{counts.segments.total():>10,}{whole:>12,}"
