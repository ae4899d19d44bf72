"""Runs over several documents, a folder of them or several files: an output each, or one for all.

They go on after a document that fails. What is paired with what, and what becomes of it, is told on standard error.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from duiqi.batch import (
    Listing,
    Settings,
    Summary,
    Task,
    align_all,
    check_output,
    check_output_folder,
    is_memory,
    list_documents,
    name_of,
    processors,
    write_pairs,
)
from duiqi.cli.pairing import pairing_table
from duiqi.cli.summary import (
    folder_line,
    folder_total,
    left_out_lines,
    losses,
    note_lines,
    some,
    tell,
    unread_lines,
    warn,
    warnings,
    written_line,
)
from duiqi.errors import InputError, UnreadFormat
from duiqi.model import Pair
from duiqi.text.printable import printable

PROGRESS_WIDTH = 30


@dataclass
class Run:
    """How documents are worked on, and what has become of them so far; ``unread`` are those in a format that is not
    read, ``lost`` is what files of pairs hold beside them, ``names`` the documents that there are, also those that
    failed."""

    jobs: int | None = None
    quiet: bool = False
    summaries: list[Summary] = field(default_factory=list)
    failed: int = 0
    unread: list[UnreadFormat] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)

    @property
    def status(self) -> int:
        """The exit status: 1 when a document failed."""
        return 1 if self.failed else 0


def align_each(inputs: Sequence[Path], output: Path, settings: Settings, run: Run) -> int:
    """Align every document of ``inputs`` into a file of its own in the folder ``output``; the exit status.

    Raises InputError when the folders cannot be used at all.
    """
    check_output_folder(inputs, output)
    listing = _listing(inputs, settings, run)
    _warn_passed_over(listing.passed_over)
    tasks = [Task(found, listing.root, output / f"{found.name}.{settings.format}") for found in listing.documents]
    for _ in _summaries(tasks, settings, run):
        pass
    if not run.quiet:
        tell(folder_total(run.summaries, run.failed))
    return run.status


def align_into_one(inputs: Sequence[Path], output: str, settings: Settings, run: Run) -> int:
    """Align every document of ``inputs`` into one ``output``, which appears when it is complete; the exit status.

    Raises InputError when nothing can be aligned, or the output cannot be written.
    """
    listing = _listing(inputs, settings, run)
    check_output(listing, output)
    written = write_pairs(_pairs(listing, settings, run), output, settings)
    if not run.quiet:
        tell([written_line(written, output), *left_out_lines(written.left_out)])
    warn(losses(written))
    return run.status


def pairs_of_documents(inputs: Sequence[Path], settings: Settings, run: Run) -> Iterator[Pair]:
    """Align every document of ``inputs`` and yield the pairs, which bear its path in the folder.

    ``run`` counts those that fail. Raises InputError when all do, or the folder cannot be used.
    """
    yield from _pairs(_listing(inputs, settings, run), settings, run)


def _pairs(listing: Listing, settings: Settings, run: Run) -> Iterator[Pair]:
    _warn_passed_over([path for path in listing.passed_over if not is_memory(path.name)])
    here = Run(run.jobs, run.quiet)
    run.names.update(name_of(found, listing.root) for found in listing.documents)
    for summary in _summaries([Task(found, listing.root) for found in listing.documents], settings, here):
        yield from summary.units
    run.summaries += here.summaries
    run.failed += here.failed
    if not here.summaries:
        raise InputError("none of its documents can be aligned", path=listing.root)
    if not run.quiet:
        tell(folder_total(here.summaries, here.failed))


def _listing(inputs: Sequence[Path], settings: Settings, run: Run) -> Listing:
    """The documents of a folder, or among files; how they are paired is told as a table."""
    listing = list_documents(inputs, settings, run.jobs or processors())
    if not run.quiet:
        tell(pairing_table(listing))
    return listing


def _summaries(tasks: Sequence[Task], settings: Settings, run: Run) -> Iterator[Summary]:
    """Work through ``tasks`` and tell what became of each; the summaries of those that did not fail, in order."""
    for task, result in align_all(tasks, settings, run.jobs or processors()):
        _clear_progress()
        if isinstance(result, Summary):
            run.summaries.append(replace(result, units=()))
            _tell_document(task, result, run.quiet)
            yield result
        elif isinstance(result, UnreadFormat):
            run.unread.append(result)
        else:
            run.failed += 1
            tell([f"align: {printable(str(result))}"])
        if not run.quiet:
            _show_progress(len(run.summaries) + run.failed + len(run.unread), len(tasks))
    _clear_progress()
    warn(unread_lines(run.unread))
    if run.unread and not run.summaries and not run.failed:
        raise InputError("none of its documents is in a format that is read", path=tasks[0].root)


def _tell_document(task: Task, summary: Summary, quiet: bool) -> None:
    tell(summary.report)
    if not quiet:
        tell([folder_line(task.found.name, summary, os.fspath(task.target) if task.target else None)])
        tell(note_lines(summary.notes))
    tell(warnings(summary, task.found.name))


def _warn_passed_over(paths: Sequence[Path]) -> None:
    if paths:
        warn([f"passed over, in no format that is read: {some(paths)}"])


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and done < total:
        filled = PROGRESS_WIDTH * done // total
        bar = "#" * filled + "." * (PROGRESS_WIDTH - filled)
        print(f"\r[{bar}] {done}/{total}", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
