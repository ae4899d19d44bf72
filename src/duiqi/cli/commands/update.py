"""``align update``: new releases into an existing memory."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from duiqi.batch import Settings, is_memory, update
from duiqi.cli.arguments import (
    add_authorship,
    add_drafts,
    add_jobs,
    add_level,
    add_own,
    add_quiet,
    add_reading,
    columns_of,
)
from duiqi.cli.filtering import add_filters, add_keep_equal, add_languages, filters_of
from duiqi.cli.own_files import reading_settings
from duiqi.cli.pair_sources import pairs_of
from duiqi.cli.parser import make_parser
from duiqi.cli.runs.folders import Run
from duiqi.cli.summary import diff_lines, left_out_lines, not_taken, note_lines, tell, update_lines, warn
from duiqi.errors import InputError
from duiqi.io.zip_folder import is_folder_or_zip
from duiqi.model import Pair
from duiqi.pairs.filters import filter_pairs
from duiqi.updating import Change, Changed, Upkeep


def parser() -> argparse.ArgumentParser:
    """``align update MEMORY INPUT…``."""
    parser = make_parser(
        "align update",
        "Add documents, folders of them, or files of pairs to a TMX memory. Pairs that are there already are "
        "skipped, so doing it again changes nothing. What other programs put into the memory stays.",
        usual="--changed --restore --prune --dry-run --no-repair --zh-lang --min-score --quiet",
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
    parser.add_argument("--restore", action="store_true", help="add again what was deleted from the memory")
    parser.add_argument(
        "--prune",
        action="store_true",
        help="remove the units of documents that are not in the folder any more; units that a person changed stay",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="change nothing, but print what would change as a diff (- old, + new)"
    )
    add_level(parser, "what is paired in documents (default: sentence)")
    add_reading(parser)
    add_languages(parser)
    add_filters(parser)
    add_keep_equal(parser)
    add_drafts(parser)
    add_authorship(parser)
    add_own(parser)
    add_jobs(parser)
    add_quiet(parser, "no report on standard error, only warnings")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Update the memory and report what became of the pairs."""
    if not is_memory(arguments.memory):
        raise InputError("a memory is a TMX file", path=arguments.memory, advice="name it with .tmx at the end")
    if arguments.prune and not any(is_folder_or_zip(path) for path in arguments.inputs):
        raise InputError(
            "--prune removes what is of none of the inputs, but there is no folder among them",
            path=arguments.inputs[0],
            advice="give the folder that holds all documents of the memory",
        )
    progress = Run(arguments.jobs, arguments.quiet)
    upkeep = Upkeep(
        restore=arguments.restore,
        documents=progress.names if arguments.prune else None,
        dry_run=arguments.dry_run,
        tell=_print_change if arguments.dry_run else None,
    )
    settings = replace(
        reading_settings(arguments, "tmx"),
        level=arguments.level,
        columns=columns_of(arguments),
        filters=filters_of(arguments, all_kinds=False),
        zh_lang=arguments.zh_lang,
        en_lang=arguments.en_lang,
        srclang=arguments.srclang,
        author=arguments.creationid,
        props=tuple(arguments.prop),
        drafts=arguments.drafts,
        changed=arguments.changed,
        upkeep=upkeep,
    )
    pairs = pairs_of(arguments.inputs, settings, progress)
    if arguments.prune:
        pairs = _of_whole_folders(pairs, arguments.inputs, progress)
    return update_with(pairs, arguments.memory, settings, progress)


def _of_whole_folders(pairs: Iterator[Pair], inputs: Sequence[str], progress: Run) -> Iterator[Pair]:
    """The pairs. Raises InputError where something of a folder cannot be read: it is not known to be gone."""
    yield from pairs
    if progress.unreadable:
        raise InputError(
            "--prune would remove what comes from the part that cannot be read",
            path=" ".join(inputs),
            advice="make it readable, or leave --prune out",
        )


def _print_change(change: Change) -> None:
    for line in diff_lines(change):
        print(line)


def update_with(pairs: Iterable[Pair], memory: str, settings: Settings, progress: Run) -> int:
    """Update ``memory`` with all of ``pairs`` at once, and report; the exit status is 1 when a document of a folder
    failed."""
    left_out = Counter[str]()
    updated = update(memory, filter_pairs(pairs, settings.filters, left_out), settings)
    if not progress.quiet:
        tell(update_lines(memory, updated))
        tell(note_lines(progress.notes))
        tell(left_out_lines(left_out))
    warn(not_taken(progress.lost))
    return progress.status
