"""``align update``: new releases into an existing memory."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from duiqi.batch.documents import Settings, update
from duiqi.cli.arguments import add_encoding, add_jobs, add_level, add_punctuation, make_parser
from duiqi.cli.convert import not_taken
from duiqi.cli.filtering import add_filters, add_languages, filters_of, listed
from duiqi.cli.folder import Run, folder_pairs
from duiqi.cli.summary import update_lines
from duiqi.errors import InputError
from duiqi.export import format_of, iter_pairs
from duiqi.model import Options, Pair
from duiqi.pairs.filters import filter_pairs
from duiqi.pipeline import align
from duiqi.updating import Changed


def update_parser() -> argparse.ArgumentParser:
    """``align update MEMORY INPUT…``."""
    parser = make_parser(
        "align update",
        "Add documents, folders of them, or files of pairs to a TMX memory. Pairs that are there already are "
        "skipped, so doing it again changes nothing. What other programs put into the memory stays.",
    )
    parser.add_argument("memory", metavar="MEMORY", help="the TMX file to update; it is made when it is not there")
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a document with both languages, or a folder of documents, which are aligned; or a file of pairs (.tmx, "
        ".jsonl, .xlsx, …)",
    )
    parser.add_argument(
        "--changed",
        choices=get_args(Changed),
        default="auto",
        help="a source text that the memory has with another translation. auto (default): the new one takes its place "
        "when the old one is of the same document, duiqi made it and no other program changed it, else the old one "
        "stays; replace: always the new one; keep: always the old one; add: both",
    )
    add_level(parser, "what is paired in documents (default: sentence)")
    add_encoding(parser)
    add_punctuation(parser)
    add_languages(parser)
    add_filters(parser)
    add_jobs(parser)
    parser.add_argument("--quiet", action="store_true", help="no report on standard error")
    return parser


def run_update(arguments: argparse.Namespace) -> int:
    """Update the memory and report what became of the pairs."""
    if not arguments.memory.lower().endswith((".tmx", ".tmx.gz")):
        raise InputError("a memory is a TMX file", path=arguments.memory, advice="name it with .tmx at the end")
    settings = Settings(
        "tmx",
        level=arguments.level,
        encoding=arguments.encoding,
        punctuation=arguments.punctuation,
        filters=filters_of(arguments),
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
        changed=arguments.changed,
    )
    return update_from(arguments.inputs, arguments.memory, settings, arguments.jobs, arguments.quiet)


def update_from(
    inputs: Sequence[str], memory: str, settings: Settings, jobs: int | None = None, quiet: bool = False
) -> int:
    """Update ``memory`` with all of ``inputs`` at once; the exit status is 1 when a document of a folder failed."""
    left_out, run = Counter[str](), Run()
    pairs = filter_pairs(pairs_of(inputs, settings, jobs, quiet, run), settings.filters, left_out)
    updated = update(memory, pairs, settings)
    if not quiet:
        for line in update_lines(memory, updated):
            print(line, file=sys.stderr)
        if left_out:
            print(f"  left out: {listed(left_out)}", file=sys.stderr)
    for line in not_taken(run.lost):
        print(f"align: warning: {line}", file=sys.stderr)
    return 1 if run.failed else 0


def pairs_of(paths: Sequence[str], settings: Settings, jobs: int | None, quiet: bool, run: Run) -> Iterator[Pair]:
    """The pairs of documents and of folders of documents, which are aligned, and of files of pairs, which are read."""
    options = Options(punctuation=settings.punctuation)
    for path in paths:
        if os.path.isdir(path) and next(Path(path).rglob("*.parquet"), None) is None:
            yield from folder_pairs(Path(path), settings, jobs, quiet, run)
        elif _is_document(path):
            yield from align(path, level=settings.level, encoding=settings.encoding, options=options).pairs()
        else:
            yield from (pair for pair in iter_pairs(path, lost=run.lost) if not pair.bead.is_null)


def _is_document(path: str) -> bool:
    """Whether ``path`` is to be aligned: it has no suffix of a format of pairs."""
    if os.path.isdir(path):
        return False
    try:
        format_of(path)
    except InputError:
        return True
    return False
