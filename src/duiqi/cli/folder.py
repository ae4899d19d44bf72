"""A folder of documents: one output each, several at a time, going on after one that fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from duiqi.cli.document import Settings, Summary, align_to_file
from duiqi.cli.pairing import matched_by_content, pairing_table
from duiqi.cli.summary import folder_line, folder_total, warnings
from duiqi.cli.workers import in_order, processors
from duiqi.errors import DuiqiError, InputError
from duiqi.explain import printable
from duiqi.folders import Found, find_documents

Result = Summary | DuiqiError

# Files that are passed over are told by name up to this many.
NAMED_FILES = 3


def align_folder(
    folder: Path, output: Path, settings: Settings, matching: Literal["name", "content"], jobs: int | None, quiet: bool
) -> int:
    """Align every document of ``folder`` into ``output`` and return the exit status: 1 when one of them failed.

    ``matching``: files are paired by name only, or those that names leave alone by content.
    Raises InputError when the folders cannot be used at all.
    """
    _check_output(folder, output)
    listing = find_documents(folder)
    jobs = jobs or processors()
    if matching == "content":
        listing = matched_by_content(folder, listing, settings.encoding, jobs)
    if not quiet:
        for line in pairing_table(folder, listing):
            print(line, file=sys.stderr)
    if listing.passed_over:
        print(f"align: warning: passed over, no text by the name: {_some(listing.passed_over)}", file=sys.stderr)
    targets = [output / f"{found.name}.{settings.format}" for found in listing.documents]
    summaries = []
    failed = 0
    tasks = [(found, target, settings) for found, target in zip(listing.documents, targets, strict=True)]
    results = in_order(_align, tasks, [found.name for found in listing.documents], jobs)
    for found, target, result in zip(listing.documents, targets, results, strict=True):
        _clear_progress()
        if isinstance(result, Summary):
            summaries.append(result)
            _tell(found, target, result, quiet)
        else:
            failed += 1
            print(f"align: {printable(str(result))}", file=sys.stderr)
        if not quiet:
            _show_progress(len(summaries) + failed, len(targets))
    _clear_progress()
    if not quiet:
        for line in folder_total(summaries, failed):
            print(line, file=sys.stderr)
    return 1 if failed else 0


def _check_output(folder: Path, output: Path) -> None:
    inside = os.path.realpath(output)
    root = os.path.realpath(folder)
    if inside == root or inside.startswith(os.path.join(root, "")):
        raise InputError(
            "is the folder that is read, or in it", path=output, advice="write to a folder beside it, with -o"
        )
    if output.exists() and not output.is_dir():
        raise InputError("is no folder", path=output, advice="a folder of documents needs a folder to write to")


def _align(found: Found, target: Path, settings: Settings) -> Result:
    try:
        if found.problem:
            raise InputError(
                found.problem,
                path=found.files[0] if len(found.files) == 1 else found.name,
                advice="name the two files alike, as a.zh.txt and a.en.txt, or align them one by one",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        return align_to_file([os.fspath(path) for path in found.files], os.fspath(target), settings, in_folder=True)
    except DuiqiError as error:
        return error
    except OSError as error:
        return InputError(f"the folder cannot be made: {error.strerror or error}", path=target.parent)


def _tell(found: Found, target: Path, summary: Summary, quiet: bool) -> None:
    for line in summary.report:
        print(line, file=sys.stderr)
    if not quiet:
        print(folder_line(found.name, summary, os.fspath(target)), file=sys.stderr)
    for line in warnings(summary, found.name):
        print(line, file=sys.stderr)


def _some(paths: Sequence[Path]) -> str:
    """Names of files, those after the third as a number."""
    names = ", ".join(printable(path.as_posix()) for path in paths[:NAMED_FILES])
    return names if len(paths) <= NAMED_FILES else f"{names} and {len(paths) - NAMED_FILES} more"


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and done < total:
        filled = 30 * done // total
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
