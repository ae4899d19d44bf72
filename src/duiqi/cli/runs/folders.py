"""Runs over several documents, a folder of them or several files: an output each, or one for all.

They go on after a document that fails. What is paired with what, and what becomes of it, is told on standard error.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from duiqi.batch import (
    Done,
    Effort,
    Listing,
    Settings,
    Summary,
    Task,
    Totals,
    align_all,
    check_output,
    check_output_folder,
    is_memory,
    list_documents,
    name_of,
    processors,
    write_pairs,
)
from duiqi.batch.report import check_report_path, write_report
from duiqi.batch.resuming import (
    Manifest,
    Part,
    Plan,
    align_begun,
    begin,
    locked_manifest,
    mark_finished,
    planned,
    read_manifest,
)
from duiqi.cli.correcting import tell_rejected
from duiqi.cli.runs.outcomes import FEW, PASSED_OVER, Teller, print_todo
from duiqi.cli.runs.pairing import pairing_counts, pairing_table, tell_left_out
from duiqi.cli.summary import (
    folder_total,
    kept_lines,
    left_out_lines,
    losses,
    passed_over_lines,
    written_line,
)
from duiqi.cli.terminal import Progress, tell, warn
from duiqi.errors import InputError, UnreadFormat
from duiqi.model import Pair
from duiqi.text.printable import printable


@dataclass
class Run:
    """How documents are worked on, and what has become of them so far; ``unreadable`` counts the folders that may not
    be looked into and the links that lead nowhere, ``passed_over`` are the documents in which there is nothing to
    align, each with why, ``lost`` is what files of pairs hold beside them, ``notes`` what there is to tell of how they
    were read, ``names`` the documents that there are, also those that failed; ``part`` is the share of them that is
    done, all when None."""

    jobs: int | None = None
    quiet: bool = False
    retry_failed: bool = False
    dry_run: bool = False
    timeout: float | None = None
    report: str | None = None
    part: Part | None = None
    totals: Totals = field(default_factory=Totals)
    failed: int = 0
    unreadable: int = 0
    passed_over: list[InputError] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def noting(self, path: str) -> Callable[[str], None]:
        """What takes a note on how the file was read, to be told under its name."""
        return lambda note: self.notes.append(f"{os.path.basename(path)}: {note}")

    @property
    def effort(self) -> Effort:
        """How many processes work, and for how long on a document."""
        return Effort(self.jobs or processors(), self.timeout)

    @property
    def status(self) -> int:
        """The exit status: 1 when a document failed, or something of a folder cannot be read."""
        return 1 if self.failed or self.unreadable else 0


def align_each(inputs: Sequence[Path], output: Path, settings: Settings, run: Run) -> int:
    """Align every document of ``inputs`` into a file of its own in the folder ``output``; the exit status.

    Raises InputError when the folders cannot be used at all.
    """
    check_output_folder(inputs, output)
    if run.report is not None:
        check_report_path(run.report)
    listing = _listing(inputs, settings, run)
    run.unreadable += tell_left_out(listing)
    if run.part:
        listing = replace(listing, documents=tuple(each for each in listing.documents if run.part.takes(each.name)))
    if run.dry_run:
        with read_manifest(output) as manifest:
            tasks = tasks_of(listing, output, settings)
            plans = planned(tasks, settings, output, manifest, retry_failed=run.retry_failed)
            why = ((plan.task.found.name, plan.why if plan.known is None else None) for plan in plans)
            print_todo(why, quiet=run.quiet)
        return 0
    with locked_manifest(output, run.part) as manifest:
        work = align_listed(listing, output, settings, run, manifest)
        mark_finished(manifest, run.part)
        _check_any(run, listing.root)
        tell_sums(output, run, manifest, work)
    return run.status


def align_listed(listing: Listing, output: Path, settings: Settings, run: Run, manifest: Manifest) -> Plan:
    """Align the documents of a listing into the folder of the manifest; what there was to do. Raises InputError."""
    todo = planned(tasks_of(listing, output, settings), settings, output, manifest, retry_failed=run.retry_failed)
    plan = begin(todo, manifest)
    # A single document needs no other process.
    effort = run.effort._replace(jobs=min(run.effort.jobs, plan.todo))
    work = align_begun(tasks_of(listing, output, settings), settings, output, manifest, effort)
    teller = Teller(len(listing.documents), run.quiet, f"align status {printable(os.fspath(output))} names them")
    for _ in _summaries(work, plan.todo, run, teller):
        pass
    return plan


def tell_sums(output: Path, run: Run, manifest: Manifest, plan: Plan | None = None) -> None:
    """Tell the sums over the documents, and write the report if one is wanted. Raises InputError."""
    if not run.quiet:
        tell(folder_total(run.totals, run.failed, run.unreadable))
        tell(kept_lines(plan) if plan else ())
    if run.report is not None:
        write_report(manifest, run.report, os.fspath(output))
        if not run.quiet:
            tell([f"  report: {printable(run.report)}"])


def tasks_of(listing: Listing, output: Path, settings: Settings) -> Iterator[Task]:
    """The documents of a listing, each with its file in the folder ``output``."""
    return (Task(found, listing.root, output / f"{found.name}.{settings.format}") for found in listing.documents)


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
    tell_rejected(output, settings, run.totals.rejected, quiet=run.quiet)
    return run.status


def pairs_of_documents(inputs: Sequence[Path], settings: Settings, run: Run) -> Iterator[Pair]:
    """Align every document of ``inputs`` and yield the pairs, which bear its path in the folder, and behind
    them those that corrections reject, marked so.

    ``run`` counts those that fail. Raises InputError when all do, or the folder cannot be used.
    """
    yield from _pairs(_listing(inputs, settings, run), settings, run)
    yield from run.totals.rejected


def _pairs(listing: Listing, settings: Settings, run: Run) -> Iterator[Pair]:
    memories = {path for path in listing.passed_over if is_memory(path.name)}
    others = tuple(path for path in listing.passed_over if path not in memories)
    run.unreadable += tell_left_out(replace(listing, passed_over=others))
    here = Run(run.jobs, run.quiet, timeout=run.timeout)
    run.names.update(name_of(found, listing.root) for found in listing.documents)
    tasks = [Task(found, listing.root) for found in listing.documents]
    for summary in _summaries(align_all(tasks, settings, run.effort), len(tasks), here, Teller(len(tasks), run.quiet)):
        yield from summary.units
    _check_any(here, listing.root)
    run.totals.add_all(here.totals)
    run.failed += here.failed
    run.passed_over += here.passed_over
    if not here.totals.documents:
        raise InputError("none of its documents can be aligned", path=listing.root)
    if not run.quiet:
        tell(folder_total(here.totals, here.failed, run.unreadable))


def _listing(inputs: Sequence[Path], settings: Settings, run: Run) -> Listing:
    """The documents of a folder, or among files; how they are paired is told as a table."""
    listing = list_documents(inputs, settings, run.effort.jobs)
    if not run.quiet:
        tell_pairing(listing)
    return listing


def tell_pairing(listing: Listing) -> None:
    """How the files are paired: as a table, or where that would be long by numbers, and the table with ``-v``."""
    is_long = len(listing.documents) > FEW
    tell(pairing_counts(listing) if is_long else ())
    tell(pairing_table(listing), logging.DEBUG if is_long else logging.INFO)


def _summaries(work: Iterator[Done], todo: int, run: Run, teller: Teller) -> Iterator[Summary]:
    """Tell what became of each document; the summaries of those that did not fail, in order."""
    before = len(run.passed_over)
    with Progress(todo, run.quiet) as progress:
        for done in work:
            teller.tell(done)
            if isinstance(done.result, Summary):
                run.totals.add(done.result)
                yield done.result
            elif isinstance(done.result, PASSED_OVER):
                run.passed_over.append(done.result)
            else:
                run.failed += 1
            if not done.kept:
                progress.step(failed=not isinstance(done.result, (Summary, *PASSED_OVER)))
    teller.end()
    warn(passed_over_lines(run.passed_over[before:]))


def _check_any(run: Run, root: Path) -> None:
    """Raise InputError when there was nothing to align in any document."""
    if run.passed_over and not run.totals.documents and not run.failed:
        unread = all(isinstance(error, UnreadFormat) for error in run.passed_over)
        what = "is in a format that is read" if unread else "can be aligned"
        raise InputError(f"none of its documents {what}", path=root)
