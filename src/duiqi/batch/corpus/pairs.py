"""The pairs of all documents one after another, for one output or a memory."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial

from duiqi.batch.corpus.planning import Done, Planned, Tell, known_without_work, timed
from duiqi.batch.documents import Inputs, Summary, align_to_pairs
from duiqi.batch.folder import Effort
from duiqi.batch.resuming import Entry, SeenNames
from duiqi.batch.settings import Settings
from duiqi.batch.sources import Record
from duiqi.batch.workers import in_order
from duiqi.errors import InputError
from duiqi.model import Pair


def pairs_of_records(records: Iterable[Record], settings: Settings, effort: Effort, tell: Tell) -> Iterator[Pair]:
    """Align the records with the processes of ``effort`` and yield the pairs, which bear their ids, in order; ``tell``
    what became of each record. Nothing is remembered. Raises InputError when the records cannot be read on."""
    working: deque[Planned] = deque()

    def tasks(database: sqlite3.Connection) -> Iterator[tuple[str, tuple[Record, Settings]]]:
        seen = SeenNames(database)
        for record in records:
            plan = Planned(record, Entry(record.id, record.place))
            if (error := known_without_work(record, seen.take(record.id, record.id))) is not None:
                tell(plan, error)
                continue
            working.append(plan)
            yield record.id, (record, settings)

    # A database without a name is a file that nobody else sees, and that goes when it is closed.
    with closing(sqlite3.connect("")) as database, closing(_work(tasks(database), effort)) as results:
        for done in results:
            result = done.result if isinstance(done, Done) else done
            tell(working.popleft(), result)
            if isinstance(result, Summary):
                yield from result.units


def _work(
    tasks: Iterator[tuple[str, tuple[Record, Settings]]], effort: Effort
) -> Generator[Done | InputError, None, None]:
    return in_order(align_to_units, tasks, effort.jobs, timeout=effort.timeout)


def align_to_units(record: Record, settings: Settings) -> Done:
    """What becomes of a record, with its pairs in the summary."""
    return timed(record, partial(_to_pairs, record.id, settings))


def _to_pairs(id: str, settings: Settings, inputs: Inputs) -> tuple[Summary, bytes]:
    return align_to_pairs(inputs, settings, id), b""
