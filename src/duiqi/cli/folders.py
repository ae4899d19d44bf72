"""Runs over several documents, a folder of them or several files: an output each, or one for all.

They go on after a document that fails. What is paired with what, and what becomes of it, is told on standard error.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

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
from duiqi.batch.resuming import Part, align_planned, locked_manifest, mark_finished, planned, read_manifest
from duiqi.cli.pairing import pairing_table
from duiqi.cli.summary import (
    folder_line,
    folder_total,
    kept_lines,
    left_out_lines,
    losses,
    note_lines,
    passed_over_lines,
    some,
    tell,
    warn,
    warnings,
    written_line,
)
from duiqi.errors import DuiqiError, InputError, NotTranslated, OneLanguage, UnreadFormat
from duiqi.model import Pair
from duiqi.text.printable import printable

PROGRESS_WIDTH = 30
# Aligns documents with these settings, so many at a time.
Work: TypeAlias = Callable[[Settings, int], Iterator[tuple[Task, Summary | DuiqiError]]]


@dataclass
class Run:
    """How documents are worked on, and what has become of them so far; ``passed_over`` are those in which there is
    nothing to align, each with why, ``lost`` is what files of pairs hold beside them, ``notes`` what there is to tell
    of how they were read, ``names`` the documents that there are, also those that failed; ``part`` is the share of them
    that is done, all when None."""

    jobs: int | None = None
    quiet: bool = False
    retry_failed: bool = False
    dry_run: bool = False
    summaries: list[Summary] = field(default_factory=list)
    failed: int = 0
    passed_over: list[InputError] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    part: Part | None = None

    def noting(self, path: str) -> Callable[[str], None]:
        """What takes a note on how the file was read, to be told under its name."""
        return lambda note: self.notes.append(f"{os.path.basename(path)}: {note}")

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
    if run.part:
        listing = replace(listing, documents=tuple(each for each in listing.documents if run.part.takes(each.name)))
    tasks = [Task(found, listing.root, output / f"{found.name}.{settings.format}") for found in listing.documents]
    if run.dry_run:
        with read_manifest(output) as manifest:
            for plan in planned(tasks, settings, output, manifest, retry_failed=run.retry_failed):
                if plan.known is None:
                    print(printable(f"{plan.task.found.name}: {plan.why}"))
        return 0
    with locked_manifest(output, run.part) as manifest:
        plans = list(planned(tasks, settings, output, manifest, retry_failed=run.retry_failed))
        work = partial(align_planned, plans, manifest=manifest)
        for _ in _summaries(tasks, settings, run, work):
            pass
        mark_finished(manifest, run.part)
    if not run.quiet:
        tell(folder_total(run.summaries, run.failed))
        tell(kept_lines([plan.known for plan in plans if plan.known is not None]))
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
    run.passed_over += here.passed_over
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


def _summaries(tasks: Sequence[Task], settings: Settings, run: Run, work: Work | None = None) -> Iterator[Summary]:
    """Work through ``tasks`` and tell what became of each; the summaries of those that did not fail, in order."""
    work = work or partial(align_all, tasks)
    for task, result in work(settings, run.jobs or processors()):
        _clear_progress()
        if isinstance(result, Summary):
            run.summaries.append(replace(result, units=()))
            if not result.kept:
                _tell_document(task, result, run.quiet)
            yield result
        elif isinstance(result, (UnreadFormat, OneLanguage, NotTranslated)):
            run.passed_over.append(result)
            if isinstance(result, OneLanguage) and not task.found.problem and not run.quiet:
                tell([printable(f"{task.found.name}: passed over: {result.message}")])
        else:
            run.failed += 1
            tell([f"align: {printable(str(result))}"])
        if not run.quiet:
            _show_progress(len(run.summaries) + run.failed + len(run.passed_over), len(tasks))
    _clear_progress()
    warn(passed_over_lines(run.passed_over))
    if run.passed_over and not run.summaries and not run.failed:
        unread = all(isinstance(error, UnreadFormat) for error in run.passed_over)
        what = "is in a format that is read" if unread else "can be aligned"
        raise InputError(f"none of its documents {what}", path=tasks[0].root)


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
