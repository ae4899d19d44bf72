"""``align export``: pairs into a file of a program that lacks translations."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator

from duiqi.cli.arguments import add_columns, add_drafts, add_quiet, columns_of
from duiqi.cli.filtering import add_filters, filters_of
from duiqi.cli.parser import make_parser
from duiqi.cli.summary import listed, not_taken, tell, told_place, warn
from duiqi.cli.text_file import opened_output
from duiqi.errors import InputError
from duiqi.export import ReadOptions, holds_pairs, iter_pairs
from duiqi.io.signature import SQLITE
from duiqi.loading import MAX_BYTES
from duiqi.model import Pair
from duiqi.pairs.filters import filter_pairs
from duiqi.shown import counted

# Files of Android and JSON, and what to do about one that is not there.
ONE_A_LANGUAGE = (".xml", ".json", ".arb")
NONE_YET = "name the file with the source texts with --source-file FILE, and it is made"
# The first bytes of a local memory.


def parser() -> argparse.ArgumentParser:
    """``align export PAIRS… --into FILE``."""
    parser = make_parser(
        "align export",
        "Fill in the translations that a file of a program lacks (PO, Qt .ts, XLIFF, Android strings.xml, JSON) from "
        "pairs; nothing else of the file changes. A source text that is in the pairs word for word has its "
        "translation; one that differs from theirs in figures, spaces or accelerators only, or for which they have "
        "several, gets one that is marked for review.",
    )
    parser.add_argument(
        "pairs", nargs="+", metavar="PAIRS", help="a file of pairs in any of the formats, or a local memory"
    )
    parser.add_argument("--into", required=True, metavar="FILE", help="the file to fill in")
    parser.add_argument(
        "--source-file",
        metavar="FILE",
        help="for Android and JSON, which have a file for each language: the one with the source texts; the file to "
        "fill in is made if there is none",
    )
    parser.add_argument("-o", "--output", metavar="OUTPUT", help="write here (- for standard output), not to the file")
    add_columns(parser)
    add_filters(parser)
    add_drafts(parser)
    add_quiet(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the file."""
    from duiqi.filling import filled, filler_of

    into, beside = arguments.into, arguments.source_file
    source = (_bytes(beside), beside) if beside else None
    data = (
        b""
        if source and not os.path.exists(into)
        else _bytes(into, NONE_YET if into.lower().endswith(ONE_A_LANGUAGE) else "")
    )
    filler = filler_of(*(source if source and not data else (data, into)))
    if filler.needs_source and not source:
        raise InputError(
            "this format has a file for each language", path=into, advice="name that of the source: --source-file FILE"
        )
    if source and not filler.takes_source:
        raise InputError("holds its source texts itself", path=into, advice="leave --source-file out")
    lost, left_out = Counter[str](), Counter[str]()
    pairs = filter_pairs(_pairs(arguments, lost), filters_of(arguments), left_out)
    result = filled(filler, (data, into), pairs, source)
    output = arguments.output or into
    if result.data != data or output != into:
        if output == into and not data:
            _make_folder(into)
        with opened_output(output) as stream:
            stream.write(result.data)
    if not arguments.quiet:
        review = f" ({result.review} of them marked for review)" if result.review else ""
        tell(
            [
                f"{told_place(output)}: {result.filled} filled{review}, {result.there} already there, "
                f"{result.missing} not found in the pairs"
            ]
        )
        if result.hindered:
            tell([f"  not filled: {listed(result.hindered)}"])
        if left_out:
            tell([f"  pairs left out: {listed(left_out)}"])
    if result.other_script:
        warn([f"{counted(result.other_script, 'pair')} in the other Chinese script than the file, not used"])
    warn(not_taken(lost))
    return 0


def _make_folder(path: str) -> None:
    """The folder of a translation that is new, as ``values-zh-rCN``, beside those of the others."""
    folder = os.path.dirname(path)
    if folder and os.path.isdir(os.path.dirname(folder) or "."):
        os.makedirs(folder, exist_ok=True)


def _bytes(path: str, none_yet: str = "") -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path, advice=none_yet or None) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from error
    if len(data) > MAX_BYTES:
        raise InputError(f"the file is larger than {MAX_BYTES // 1024**2} MB", path=path, advice="split it")
    if data.startswith(b"\x1f\x8b"):
        raise InputError("is a gzip archive", path=path, advice="unpack it")
    return data


def _pairs(arguments: argparse.Namespace, lost: Counter[str]) -> Iterator[Pair]:
    options = ReadOptions(columns_of(arguments), drafts=arguments.drafts)
    for path in arguments.pairs:
        if _is_local_memory(path):
            from duiqi.memory import open_memory

            with open_memory(path) as memory:
                yield from memory.pairs()
        else:
            yield from (pair for pair in iter_pairs(path, lost=lost, options=options) if not pair.bead.is_null)


def _is_local_memory(path: str) -> bool:
    if holds_pairs(path) or os.path.isdir(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False
