"""The documents that are planned, aligned, and each written down when it is done; what is up to date is as it was.

Memory does not grow with the number of documents: what is planned is in the manifest, and taken from there as needed.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from duiqi.batch.documents import Summary
from duiqi.batch.folder import Done, Effort, Task, align_task
from duiqi.batch.resuming.manifest import Entry, Manifest, OutcomeKind, files_of, size_of, target_name
from duiqi.batch.resuming.plan import Planned, input_digest, known_of
from duiqi.batch.resuming.told import error_as_json, is_failure, summary_as_json
from duiqi.batch.settings import Settings
from duiqi.batch.workers import Given, Known, in_order
from duiqi.errors import DuiqiError, InputError
from duiqi.io.files import Leftovers

# Rows that are written at a time. Of 1, 100, 1,000 and 10,000 all from 100 on cost less than 10 µs a row.
_ROWS = 1_000
# Documents that are held at a time, a few kB each: those that follow one that takes long wait for it, and what is up to
# date among them is not to keep the processes waiting.
_AHEAD = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How many documents are to be done, are up to date, or failed or were passed over before and did not change."""

    todo: int
    up_to_date: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class _Result:
    """What a process gives back: what became of a document, the digest of what it held, how long it took."""

    result: Summary | DuiqiError
    input: bytes
    seconds: float


def begin(planned: Iterable[Planned], manifest: Manifest) -> Plan:
    """Mark in the manifest what is to be done, so that no row says of an output what was so before it was replaced."""
    counts = {"todo": 0, "up to date": 0, "unchanged": 0}

    def entries() -> Iterator[Entry]:
        for plan in planned:
            if plan.known is None:
                counts["todo"] += 1
                yield replace(plan.entry, told=plan.why)
            else:
                counts["up to date" if isinstance(plan.known, Summary) else "unchanged"] += 1

    rows = entries()
    while part := list(islice(rows, _ROWS)):
        manifest.put(part)
    return Plan(*counts.values())


def align_begun(
    tasks: Iterable[Task], settings: Settings, folder: Path, manifest: Manifest, effort: Effort
) -> Iterator[Done]:
    """Align what ``begin`` marked of ``tasks``; what became of each document, in order.

    What is not to be done gives the summary, or the error, of the run that did it; such a summary is marked ``kept``.
    The manifest has a document as soon as its output is there, whatever the order in which they are ready; one whose
    process died also before it is tried again.
    """
    run = _Run(tasks, settings, folder, manifest)
    work = in_order(_timed, run.work(), effort.jobs, ready=run.ready, timeout=effort.timeout, ahead=_AHEAD)
    with closing(work) as results:
        for number, result in enumerate(results):
            yield run.done(number, result)


class _Run:
    """The tasks that were taken and whose results were not."""

    def __init__(self, tasks: Iterable[Task], settings: Settings, folder: Path, manifest: Manifest) -> None:
        self.tasks, self.settings, self.folder, self.manifest = tasks, settings, folder, manifest
        self.held: deque[tuple[Task, Entry | None]] = deque()
        self.first = 0
        self.leftovers = Leftovers()

    def work(self) -> Iterator[tuple[str, Given]]:
        """What is given to the processes."""
        for task in self.tasks:
            target = task.target
            assert target is not None
            entry = self.manifest.entry(target_name(target, self.folder))
            assert entry is not None
            if entry.outcome != "pending":
                self.held.append((task, None))
                yield task.found.name, Known(_Result(known_of(entry, self.settings), b"", entry.seconds))
                continue
            self._remove_leftovers(task, self.leftovers)
            self.held.append((task, entry))
            yield task.found.name, (task, self.settings, entry.told not in ("new", "failed before"))

    def _remove_leftovers(self, task: Task, leftovers: Leftovers) -> None:
        assert task.target is not None
        for path in (task.target, *files_of(task.target, self.settings.format)):
            leftovers.remove(path)

    def ready(self, number: int, result: _Result | InputError) -> None:
        """Write down what came of a task."""
        task, entry = self.held[number - self.first]
        assert entry is not None
        if isinstance(result, InputError):  # its process died: as nothing is known of the input, it is tried again
            self._remove_leftovers(task, Leftovers())
            result = _Result(result, b"", 0.0)
        if (row := _entry(task, entry, result, self.settings)) is not None:
            self.manifest.put([row])

    def done(self, number: int, result: _Result | InputError) -> Done:
        """What is told of the task, which is not held any more."""
        task, entry = self.held[0]
        if isinstance(result, InputError):
            result = _Result(result, input_digest(task), 0.0)
            self.ready(number, result)
        self.held.popleft()
        self.first += 1
        return Done(task, result.result, result.seconds, kept=entry is None)


def _timed(task: Task, settings: Settings, is_ours: bool) -> _Result:
    # Before it is read: a file that changes meanwhile is taken up by the next run.
    digest = input_digest(task)
    start = time.perf_counter()
    if is_ours and task.target is not None:
        make_way(task.target, settings.format)
    return _Result(align_task(task, settings), digest, time.perf_counter() - start)


def make_way(target: Path, format: str) -> None:
    """Remove an earlier output that is a folder, which is not replaced as a file is; one that holds anything else
    stays, and the document fails."""
    if target.is_dir() and {path for path in target.rglob("*") if path.is_file()} <= set(files_of(target, format)):
        shutil.rmtree(target, ignore_errors=True)


def _entry(task: Task, entry: Entry, done: _Result, settings: Settings) -> Entry | None:
    """What is written down of a document; None when what stopped it says nothing about it."""
    target = task.target
    assert target is not None
    result, entry = done.result, replace(entry, input=done.input, seconds=round(done.seconds, 6))
    if isinstance(result, Summary):
        told = summary_as_json(result, settings)
        entry = replace(entry, pairs=result.pairs, doubtful=result.doubtful, size=size_of(target, settings.format) or 0)
        return replace(entry, outcome="done", told=told)
    if not isinstance(result, InputError):
        return None
    if result.path in (os.fspath(target), os.fspath(target.parent)):
        # What cannot be written may be so when there is room: as nothing is known of the input, it is tried again.
        entry = replace(entry, input=b"")
    outcome: OutcomeKind = "failed" if is_failure(result) else "passed over"
    return replace(entry, outcome=outcome, error=str(result), told=error_as_json(result))
