"""Files with many documents, so many in each, in the order of the source: ``part-00000.jsonl`` and so on."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

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
from duiqi.batch.corpus.shard_files import ENDINGS, pieces_of, write_shard
from duiqi.batch.documents import Inputs, Summary, align_to_file
from duiqi.batch.resuming import (
    Entry,
    SeenNames,
    ShardStore,
    entry_of,
    mark_finished,
)
from duiqi.batch.settings import Settings
from duiqi.batch.sources import Record
from duiqi.batch.workers import in_order
from duiqi.errors import InputError
from duiqi.io.files import Leftovers


@dataclass(frozen=True, slots=True)
class Sharding:
    """``size`` documents a file, also those that fail, in the ``format`` jsonl or parquet."""

    size: int
    format: str

    def __post_init__(self) -> None:
        if self.size < 1 or self.format not in ENDINGS:
            raise ValueError(f"no files of {self.size} documents in the format {self.format}")

    def name(self, number: int) -> str:
        """What file ``number``, from 0, is called."""
        return f"part-{number:05}{ENDINGS[self.format]}"


@dataclass
class _Shard:
    """A file of the output, and in ``slots`` its documents: of each, when it is known what became of it, its target,
    its id when it is done, and a digest of what it holds. ``is_whole``: the file is there as it was written.
    ``waiting``: how many of the documents are being worked on."""

    number: int
    name: str
    is_whole: bool
    slots: list[tuple[str, str | None, bytes]] = field(default_factory=list)
    waiting: int = 0
    is_complete: bool = False

    def reserve(self) -> int:
        """A place for a document."""
        self.slots.append(("", None, b""))
        return len(self.slots) - 1

    def fill(self, place: int, entry: Entry, document: str) -> None:
        """It is known what became of the document with that place."""
        told = (entry.target, entry.input, entry.options, entry.outcome)
        digest = hashlib.blake2b(repr(told).encode(), digest_size=16).digest()
        self.slots[place] = (entry.target, document if entry.outcome == "done" else None, digest)

    def digest(self) -> bytes:
        """What it is that the file holds."""
        return hashlib.blake2b(b"".join(digest for _, _, digest in self.slots), digest_size=16).digest()


class _Shards:
    """The files of a run, in order: each is written when all its documents are there."""

    def __init__(self, run: CorpusRun, sharding: Sharding, *, is_dry: bool = False) -> None:
        self.run, self.sharding, self.store, self.is_dry = run, sharding, ShardStore(run.manifest), is_dry
        self.open: deque[_Shard] = deque()
        self.last = -1

    def of(self, number: int) -> _Shard | None:
        """The file in which document ``number`` is; None for one of another part."""
        index = number // self.sharding.size
        if index != self.last:
            self.complete()
            self.last = index
            if self.run.part is None or self.run.part.takes_number(index):
                name = self.sharding.name(index)
                known, path = self.store.shard(name), self.run.folder / name
                self.open.append(_Shard(index, name, known is not None and _size(path) == known[0]))
        return self.open[-1] if self.open and self.open[-1].number == index else None

    def complete(self) -> None:
        """There are no more documents in the last file."""
        if self.is_dry:
            self.open.clear()
        elif self.open:
            self.open[-1].is_complete = True
        self.write_ready()

    def write_ready(self) -> None:
        """Write the files whose documents are all there."""
        while self.open and self.open[0].is_complete and not self.open[0].waiting:
            self._write(self.open.popleft())

    def _write(self, shard: _Shard) -> None:
        path, content = self.run.folder / shard.name, shard.digest()
        known = self.store.shard(shard.name)
        if not (shard.is_whole and known and known[1] == content):
            if shard.is_whole:
                # Of what did not change, its rows.
                self.store.add_pieces(shard.name, pieces_of(path))
            write_shard(path, (self.store.piece(shard.name, done) for _, done, _ in shard.slots if done is not None))
        self.store.written(shard.name, _size(path) or 0, content, (target for target, _, _ in shard.slots))


def plan_shards(records: Iterable[Record], run: CorpusRun, sharding: Sharding) -> Iterator[Planned]:
    """What is to be done of the records, one after another. A second document with the same id is a failure."""
    yield from (plan for plan, _ in _planned(records, _Shards(run, sharding, is_dry=True)))


def _planned(records: Iterable[Record], shards: _Shards) -> Iterator[tuple[Planned, _Shard]]:
    run = shards.run
    seen = SeenNames(run.manifest.database)
    for number, record in enumerate(records):
        other = seen.take(record.id, record.id)
        shard = shards.of(number)
        if shard is None:
            continue
        mark = "" if other is None else f"#{number % shards.sharding.size}"
        entry = Entry(f"{shard.name}#{record.id}{mark}", record.place, record_digest(record), run.options)
        if (error := known_without_work(record, other, run.folder)) is not None:
            yield useless(record, entry, error, run), shard
        else:
            yield plan_of(record, entry, run, partial(_size_now, shards, shard, record.id)), shard


def _size_now(shards: _Shards, shard: _Shard, document: str, entry: Entry) -> int | None:
    """The size of a document's rows, which are where they were put, or nowhere."""
    return entry.size if shard.is_whole or shards.store.has_piece(shard.name, document) else None


def align_to_shards(records: Iterable[Record], run: CorpusRun, sharding: Sharding, tell: Tell) -> list[str]:
    """Align what is to be done of the records to files with many of them, and ``tell`` what became of each document.

    The pairs are in the order of the documents, whatever the order in which they are ready. Returns the names of files
    from an earlier run that had more documents. Raises InputError when the records cannot be read on; the files before
    are written then.
    """
    shards = _Shards(run, sharding)
    leftovers = Leftovers()
    for name in shards.store.begun():
        leftovers.remove(run.folder / name)
    working: dict[int, _Working] = {}
    numbers = count()

    def tasks() -> Iterator[tuple[str, tuple[Record, Settings]]]:
        for plan, shard in _planned(records, shards):
            place = shard.reserve()
            if plan.known is not None:
                if plan.is_new:
                    run.manifest.put([plan.entry])
                shard.fill(place, plan.entry, plan.record.id)
                tell(plan, plan.known)
                continue
            run.manifest.put([replace(plan.entry, input=b"")])
            shard.waiting += 1
            working[next(numbers)] = _Working(plan, shard, place, plan.entry)
            yield plan.record.id, (plan.record, replace(run.settings, format="jsonl"))

    def ready(number: int, done: Done | InputError) -> None:
        task = working[number]
        task.entry = _remember(task, Done(done) if isinstance(done, InputError) else done, shards)

    jobs, timeout = run.effort
    work = in_order(align_to_rows, tasks(), jobs, ready=ready, timeout=timeout)
    with closing(work) as results:
        for number, done in enumerate(results):
            if isinstance(done, InputError):  # its process died twice
                ready(number, done)
            task = working.pop(number)
            task.shard.fill(task.place, task.entry, task.plan.record.id)
            task.shard.waiting -= 1
            tell(task.plan, done if isinstance(done, InputError) else done.result)
            shards.write_ready()
    shards.complete()
    mark_finished(run.manifest, run.part)
    return [] if run.part else shards.store.names_after(sharding.name(shards.last))


@dataclass
class _Working:
    """A document that is being worked on: its place in its file, and its row of the manifest so far."""

    plan: Planned
    shard: _Shard
    place: int
    entry: Entry


def _remember(task: _Working, done: Done, shards: _Shards) -> Entry:
    """Write down what became of a document, and the rows of its pairs; its row of the manifest."""
    plan, result, settings = task.plan, done.result, shards.run.settings
    entry = replace(plan.entry, seconds=round(done.seconds, 6))
    if isinstance(result, Summary):
        entry = entry_of(entry, result, settings, len(done.rows))
        shards.store.put_piece(task.shard.name, plan.record.id, done.rows, entry)
    elif isinstance(result, InputError):
        entry = entry_of(entry, result, settings)
        shards.run.manifest.put([entry])
    return entry


def known_in_shards(run: CorpusRun) -> Iterator[bytes]:
    """Digests of the records that need no work."""
    store = ShardStore(run.manifest)
    whole: dict[str, bool] = {}

    def size(entry: Entry) -> int | None:
        name, _, document = entry.target.partition("#")
        if name not in whole:
            shard = store.shard(name)
            whole[name] = shard is not None and _size(run.folder / name) == shard[0]
        return entry.size if whole[name] or store.has_piece(name, document) else None

    return digests_known(run, size)


def align_to_rows(record: Record, settings: Settings) -> Done:
    """What becomes of a record, with the bytes of a file of its pairs in the format of the settings."""
    return timed(record, partial(_to_rows, record.id, settings))


def _to_rows(id: str, settings: Settings, inputs: Inputs) -> tuple[Summary, bytes]:
    rows = BytesIO()
    return align_to_file(inputs, rows, settings, id), rows.getvalue()


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
