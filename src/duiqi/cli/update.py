"""``align update``: new releases into an existing memory."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from duiqi.cli.document import same_file
from duiqi.cli.filtering import add_filters, add_languages, filters_of, listed
from duiqi.cli.parser import add_encoding, add_punctuation, make_parser
from duiqi.errors import InputError
from duiqi.explain import printable
from duiqi.export import format_of, iter_pairs
from duiqi.filters import filter_pairs
from duiqi.model import Level, Options, Pair
from duiqi.pipeline import align
from duiqi.updating import Changed, Updated, update_memory


def update_parser() -> argparse.ArgumentParser:
    """``align update MEMORY INPUT…``."""
    parser = make_parser(
        "align update",
        "Add documents, or files of pairs, to a TMX memory. Pairs that are there already are skipped, so doing it "
        "again changes nothing. What other programs put into the memory stays.",
    )
    parser.add_argument("memory", metavar="MEMORY", help="the TMX file to update; it is made when it is not there")
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a document with both languages, which is aligned, or a file of pairs (.tmx, .jsonl, .xlsx, …)",
    )
    parser.add_argument(
        "--changed",
        choices=get_args(Changed),
        default="auto",
        help="a source text that the memory has with another translation. auto (default): the new one takes its place "
        "when the old one is of the same document, duiqi made it and no other program changed it, else the old one "
        "stays; replace: always the new one; keep: always the old one; add: both",
    )
    parser.add_argument(
        "--level", choices=get_args(Level), default="sentence", help="what is paired in documents (default: sentence)"
    )
    add_encoding(parser)
    add_punctuation(parser)
    add_languages(parser)
    add_filters(parser)
    parser.add_argument("--quiet", action="store_true", help="no report on standard error")
    return parser


def run_update(arguments: argparse.Namespace) -> int:
    """Update the memory and report what became of the pairs."""
    if not arguments.memory.lower().endswith((".tmx", ".tmx.gz")):
        raise InputError("a memory is a TMX file", path=arguments.memory, advice="name it with .tmx at the end")
    if any(same_file(path, arguments.memory) for path in arguments.inputs):
        raise InputError("is the memory itself", path=arguments.memory, advice="give it once only")
    left_out = Counter[str]()
    options = Options(punctuation=arguments.punctuation)
    pairs = pairs_of(arguments.inputs, arguments.level, arguments.encoding, options)
    updated = update_memory(
        arguments.memory,
        filter_pairs(pairs, filters_of(arguments), left_out),
        changed=arguments.changed,
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
    )
    if not arguments.quiet:
        for line in report(arguments.memory, updated):
            print(line, file=sys.stderr)
        if left_out:
            print(f"  left out: {listed(left_out)}", file=sys.stderr)
    return 0


def pairs_of(paths: Sequence[str], level: Level, encoding: str | None, options: Options) -> Iterator[Pair]:
    """The pairs of documents, which are aligned, and of files of pairs, which are read."""
    for path in paths:
        if _is_document(path):
            yield from align(path, level=level, encoding=encoding, options=options).pairs()
        else:
            yield from (pair for pair in iter_pairs(path) if not pair.bead.is_null)


def _is_document(path: str) -> bool:
    """Whether ``path`` is to be aligned: it has no suffix of a format of pairs."""
    try:
        format_of(path)
    except InputError:
        return True
    return False


def report(memory: str, updated: Updated) -> Iterator[str]:
    """What became of the new pairs, in words."""
    beside = f" ({updated.beside} beside another translation)" if updated.beside else ""
    yield (
        f"{printable(memory)}: {updated.added} added{beside}, {updated.replaced} replaced, {updated.skipped} skipped "
        f"(there already), {updated.conflicting} conflicting"
    )
    if updated.unusable:
        yield f"  {updated.unusable} left out because a side is empty"
    for pair in updated.conflicts:
        yield printable(f"  kept another translation of: {pair.zh} | {pair.en}")
