"""A file for each document, named after its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from duiqi.batch.corpus.names import digest_of, safe_name
from duiqi.batch.corpus.planning import (
    CorpusRun,
    Done,
    Planned,
    Tell,
    digests_known,
    known_without_work,
    plan_of,
    record_digest,
    timed,
    useless,
)
from duiqi.batch.documents import Inputs, Summary, align_to_file
from duiqi.batch.resuming import (
    Entry,
    SeenNames,
    entry_of,
    files_of,
    make_way,
    mark_finished,
    size_of,
)
from duiqi.batch.settings import Settings
from duiqi.batch.sources import Record
from duiqi.batch.workers import in_order
from duiqi.errors import InputError
from duiqi.io.files import Leftovers, atomic_write, make_folder


def plan_files(records: Iterable[Record], run: CorpusRun) -> Iterator[Planned]:
    """What is to be done of the records, one after another.

    Every document has a name of its own, also where case does not count: the second of ``R1`` and ``r1`` gets a digest
    of its id. A second document with the same id is a failure.
    """
    seen = SeenNames(run.manifest.database)
    for record in records:
        name = record.path if record.is_of_folder else safe_name(record.id)
        # Also of those that are not its own: all parts give the same names.
        other = seen.take(name.casefold(), record.id)
        if run.part and not run.part.takes(record.id):
            continue
        if other is not None and other != record.id:
            name = f"{name}-{digest_of(record.id)}"
        error = known_without_work(record, other, run.folder)
        # One that has no output must not be taken for one that has.
        mark = "" if other != record.id else f"#{record.line or record.row or record.place}"
        entry = Entry(f"{name}.{run.settings.format}{mark}", record.place, record_digest(record), run.options)
        if error is not None:
            yield useless(record, entry, error, run)
        else:
            yield plan_of(record, entry, run, partial(_size_now, run))


def _size_now(run: CorpusRun, entry: Entry) -> int | None:
    return size_of(run.folder / entry.target, run.settings.format)


def align_to_files(records: Iterable[Record], run: CorpusRun, tell: Tell) -> None:
    """Align what is to be done of the records, each to a file in the folder, and ``tell`` what became of each.

    Raises InputError when the records cannot be read on; what was done until then is done.
    """
    _remove_leftovers(run)
    working: dict[int, Planned] = {}
    numbers = count()

    def tasks() -> Iterator[tuple[str, tuple[Record, Path, Settings, bool]]]:
        for plan in plan_files(records, run):
            if plan.known is not None:
                if plan.is_new:
                    run.manifest.put([plan.entry])
                tell(plan, plan.known)
                continue
            # An output is replaced before its row is, so no row may say of it what was so before.
            run.manifest.put([replace(plan.entry, input=b"")])
            working[next(numbers)] = plan
            target = run.folder / plan.entry.target
            yield plan.record.id, (plan.record, target, run.settings, plan.why not in ("new", "failed before"))

    def ready(number: int, done: Done | InputError) -> None:
        result = done if isinstance(done, InputError) else done.result
        if isinstance(result, (Summary, InputError)):
            entry = _entry(working[number], done, result, run)
            # One whose process died is tried once more; as nothing is known of it until then, also by a later run.
            run.manifest.put([replace(entry, input=b"") if result is done else entry])

    jobs, timeout = run.effort
    work = in_order(_align, tasks(), jobs, ready=ready, timeout=timeout)
    with closing(work) as results:
        for number, done in enumerate(results):
            plan = working.pop(number)
            if isinstance(done, InputError):  # its process died twice
                run.manifest.put([_entry(plan, done, done, run)])
            tell(plan, done if isinstance(done, InputError) else done.result)
    mark_finished(run.manifest, run.part)


def _entry(plan: Planned, done: Done | InputError, result: Summary | InputError, run: CorpusRun) -> Entry:
    entry, target = plan.entry, run.folder / plan.entry.target
    if isinstance(done, Done):
        entry = replace(entry, seconds=round(done.seconds, 6))
    if isinstance(result, InputError) and result.path in (str(target), str(target.parent)):
        # What cannot be written may be so when there is room: as nothing is known of the input, it is tried again.
        entry = replace(entry, input=b"")
    return entry_of(entry, result, run.settings, size_of(target, run.settings.format) or 0)


def known_files(run: CorpusRun) -> Iterator[bytes]:
    """Digests of the records that need no work."""
    return digests_known(run, partial(_size_now, run))


def _align(record: Record, target: Path, settings: Settings, is_ours: bool) -> Done:
    if is_ours:
        make_way(target, settings.format)
    if isinstance(record.done, Done):
        return _written(record.done, target)
    return timed(record, partial(_to_file, record.id, target, settings))


def _to_file(id: str, target: Path, settings: Settings, inputs: Inputs) -> tuple[Summary, bytes]:
    make_folder(target.parent)
    return align_to_file(inputs, str(target), settings, id), b""


def _written(done: Done, target: Path) -> Done:
    """What an engine made of a document, written to its file."""
    if not isinstance(done.result, Summary):
        return done
    try:
        make_folder(target.parent)
        with atomic_write(target) as stream:
            stream.write(done.rows)
    except InputError as error:
        return replace(done, result=error, rows=b"")
    except OSError as error:
        return replace(done, result=InputError(f"cannot be written: {error.strerror or error}", path=target), rows=b"")
    return done


def _remove_leftovers(run: CorpusRun) -> None:
    """Remove temporary files of documents that were being worked on when a run was killed."""
    leftovers = Leftovers()
    for entry in run.manifest.entries():
        if entry.outcome == "pending":
            target = run.folder / entry.target
            for path in (target, *files_of(target, run.settings.format)):
                leftovers.remove(path)
