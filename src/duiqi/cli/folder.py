"""A folder of documents: one output each, or all their pairs; several at a time, going on after one that fails."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from duiqi.batch.by_name import Found, Listing, find_documents
from duiqi.batch.documents import Settings, Summary, align_to_file, align_to_pairs
from duiqi.batch.workers import in_order, processors
from duiqi.cli.pairing import matched_by_content, pairing_table
from duiqi.cli.summary import folder_line, folder_total, warnings
from duiqi.errors import DuiqiError, InputError
from duiqi.model import Pair
from duiqi.text.printable import printable

Result = Summary | DuiqiError

# Files that are passed over are told by name up to this many.
NAMED_FILES = 3


@dataclass(frozen=True, slots=True)
class Task:
    """A document of a folder, and the file to write; without one the pairs are wanted."""

    found: Found
    folder: Path
    target: Path | None = None


@dataclass
class Run:
    """What has become of the documents of a folder so far; ``lost`` is what files of pairs hold beside them."""

    summaries: list[Summary] = field(default_factory=list)
    failed: int = 0
    lost: Counter[str] = field(default_factory=Counter)


def align_folder(folder: Path, output: Path, settings: Settings, jobs: int | None, quiet: bool) -> int:
    """Align every document of ``folder`` into ``output`` and return the exit status: 1 when one of them failed.

    Raises InputError when the folders cannot be used at all.
    """
    _check_output(folder, output)
    jobs = jobs or processors()
    listing = _listing(folder, settings, jobs, quiet)
    _tell_passed_over(listing.passed_over)
    tasks = [Task(found, folder, output / f"{found.name}.{settings.format}") for found in listing.documents]
    run = Run()
    for _ in _summaries(tasks, settings, jobs, quiet, run):
        pass
    if not quiet:
        for line in folder_total(run.summaries, run.failed):
            print(line, file=sys.stderr)
    return 1 if run.failed else 0


def folder_pairs(folder: Path, settings: Settings, jobs: int | None, quiet: bool, run: Run) -> Iterator[Pair]:
    """Align every document of ``folder`` and yield the pairs, which bear its path in the folder.

    ``run`` counts those that fail. Raises InputError when all do, or the folder cannot be used.
    """
    jobs = jobs or processors()
    listing = _listing(folder, settings, jobs, quiet)
    _tell_passed_over([path for path in listing.passed_over if not path.name.lower().endswith((".tmx", ".tmx.gz"))])
    tasks = [Task(found, folder) for found in listing.documents]
    here = Run()
    for summary in _summaries(tasks, settings, jobs, quiet, here):
        yield from summary.units
    run.summaries += here.summaries
    run.failed += here.failed
    if not here.summaries:
        raise InputError("none of its documents can be aligned", path=folder)
    if not quiet:
        for line in folder_total(here.summaries, here.failed):
            print(line, file=sys.stderr)


def _summaries(tasks: Sequence[Task], settings: Settings, jobs: int, quiet: bool, run: Run) -> Iterator[Summary]:
    """Work through ``tasks`` and tell what became of each; the summaries of those that did not fail, in order."""
    results = in_order(_align, [(task, settings) for task in tasks], [task.found.name for task in tasks], jobs)
    for task, result in zip(tasks, results, strict=True):
        _clear_progress()
        if isinstance(result, Summary):
            run.summaries.append(replace(result, units=()))
            _tell(task, result, quiet)
            yield result
        else:
            run.failed += 1
            print(f"align: {printable(str(result))}", file=sys.stderr)
        if not quiet:
            _show_progress(len(run.summaries) + run.failed, len(tasks))
    _clear_progress()


def _listing(folder: Path, settings: Settings, jobs: int, quiet: bool) -> Listing:
    """The documents of a folder, paired as the settings say; the table of pairs is printed."""
    listing = find_documents(folder)
    if settings.matching == "content":
        listing = matched_by_content(folder, listing, settings.encoding, jobs)
    if not quiet:
        for line in pairing_table(folder, listing):
            print(line, file=sys.stderr)
    return listing


def _check_output(folder: Path, output: Path) -> None:
    inside = os.path.realpath(output)
    root = os.path.realpath(folder)
    if inside == root or inside.startswith(os.path.join(root, "")):
        raise InputError(
            "is the folder that is read, or in it", path=output, advice="write to a folder beside it, with -o"
        )
    if output.exists() and not output.is_dir():
        raise InputError("is no folder", path=output, advice="a folder of documents needs a folder to write to")


def _align(task: Task, settings: Settings) -> Result:
    found, target = task.found, task.target
    files = [os.fspath(path) for path in found.files]
    name = " ".join(path.relative_to(task.folder).as_posix() for path in found.files)
    try:
        if found.problem:
            raise InputError(
                found.problem,
                path=found.files[0] if len(found.files) == 1 else found.name,
                advice="name the two files alike, as a.zh.txt and a.en.txt, or align them one by one",
            )
        if target is None:
            return align_to_pairs(files, settings, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        return align_to_file(files, os.fspath(target), settings, name)
    except DuiqiError as error:
        return error
    except OSError as error:
        return InputError(f"the folder cannot be made: {error.strerror or error}", path=target and target.parent)


def _tell(task: Task, summary: Summary, quiet: bool) -> None:
    for line in summary.report:
        print(line, file=sys.stderr)
    if not quiet:
        output = os.fspath(task.target) if task.target else None
        print(folder_line(task.found.name, summary, output), file=sys.stderr)
    for line in warnings(summary, task.found.name):
        print(line, file=sys.stderr)


def _tell_passed_over(paths: Sequence[Path]) -> None:
    if paths:
        print(f"align: warning: passed over, in no format that is read: {_some(paths)}", file=sys.stderr)


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
