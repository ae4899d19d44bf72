"""The documents that are planned, aligned, and each written down when it is done; what is up to date is as it was."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from duiqi.batch.documents import Settings, Summary
from duiqi.batch.folder import Task, align_task
from duiqi.batch.resuming.manifest import Entry, Manifest, OutcomeKind, files_of, size_of
from duiqi.batch.resuming.plan import Planned, input_digest
from duiqi.batch.resuming.told import error_as_json, is_failure, summary_as_json
from duiqi.batch.workers import in_task_order
from duiqi.errors import DuiqiError, InputError
from duiqi.io.files import remove_leftovers


@dataclass(frozen=True, slots=True)
class _Done:
    """What a process gives back: what became of a document, the digest of what it held, how long it took."""

    result: Summary | DuiqiError
    input: bytes
    seconds: float


def align_planned(
    planned: Sequence[Planned], settings: Settings, jobs: int, manifest: Manifest
) -> Iterator[tuple[Task, Summary | DuiqiError]]:
    """Align what is to be done, ``jobs`` documents at a time; what became of each document, in order.

    What is not to be done gives the summary, or the error, of the run that did it; such a summary is marked ``kept``.
    The manifest has a document as soon as its output is there, whatever the order in which they are ready.
    """
    todo = [plan for plan in planned if plan.known is None]
    targets = [plan.task.target for plan in todo if plan.task.target is not None]
    remove_leftovers(path for target in targets for path in (target, *files_of(target, settings.format)))
    # An output is replaced before its row is, so no row may say of it what was so before.
    manifest.put(plan.entry for plan in todo)

    def write_down(number: int, done: _Done) -> None:
        if (entry := _entry(todo[number], done, settings)) is not None:
            manifest.put([entry])

    tasks = [(plan.task, settings, plan.why not in ("new", "failed before")) for plan in todo]
    names = [plan.task.found.name for plan in todo]
    number = 0
    work = in_task_order(_timed, tasks, names, jobs, write_down)
    with closing(work) as results:
        for plan in planned:
            if plan.known is not None:
                yield plan.task, plan.known
                continue
            result = next(results)
            if isinstance(result, InputError):  # its process died
                result = _Done(result, input_digest(plan.task), 0.0)
                write_down(number, result)
            number += 1
            yield plan.task, result.result


def _timed(task: Task, settings: Settings, is_ours: bool) -> _Done:
    # Before it is read: a file that changes meanwhile is taken up by the next run.
    digest = input_digest(task)
    start = time.perf_counter()
    if is_ours and task.target is not None:
        _make_way(task.target, settings.format)
    return _Done(align_task(task, settings), digest, time.perf_counter() - start)


def _make_way(target: Path, format: str) -> None:
    """Remove an earlier output that is a folder, which is not replaced as a file is; one that holds anything else
    stays, and the document fails."""
    if target.is_dir() and {path for path in target.rglob("*") if path.is_file()} <= set(files_of(target, format)):
        shutil.rmtree(target, ignore_errors=True)


def _entry(plan: Planned, done: _Done, settings: Settings) -> Entry | None:
    """What is written down of a document; None when what stopped it says nothing about it."""
    target = plan.task.target
    assert target is not None
    result, entry = done.result, replace(plan.entry, input=done.input, seconds=round(done.seconds, 6))
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
