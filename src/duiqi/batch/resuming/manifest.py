"""What became of each document of an output folder, remembered in it: an SQLite database, ``.duiqi.sqlite``.

Beside it lies ``.duiqi.lock``, a database without content, which a run keeps locked from its first document to its
last: a second run on the same folder is told so. The two are apart so that the manifest can be read during a run. The
lock is the process's: it is gone when the process is, in whatever way that ends.
"""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from duiqi.batch.resuming.names import as_stored, as_told
from duiqi.batch.resuming.part import Part, parts_of
from duiqi.errors import InputError
from duiqi.export import OUTPUT_FORMATS
from duiqi.io.files import make_folder

NAME, LOCK = ".duiqi.sqlite", ".duiqi.lock"
# Seconds that a reader waits for a run that writes a row, which takes milliseconds.
WAIT = 10.0
# Seconds that a part of a run waits for a lock: a whole run that is refused holds it for less than a millisecond.
WAIT_AS_PART = 1.0
# Of the tables; version 1 had that of the documents only.
_VERSION = 2

# pending: it is being worked on, or the run was ended before; passed over: there is nothing in it to align.
OutcomeKind = Literal["pending", "done", "failed", "passed over"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of the document whose output is ``target``, a path under the output folder with ``/``.

    ``document``: the names of its files; ``input``: a digest of what they held; ``options``: the signature of the run;
    ``size``: the bytes of the output; ``pairs`` and ``doubtful`` as in the summary; ``seconds`` that the work took;
    ``error``: the message, for who reads it; ``told``: the summary, or the error, as JSON, and while the document is
    pending what it is to be done for.
    """

    target: str
    document: str
    input: bytes = b""
    options: str = ""
    outcome: OutcomeKind = "pending"
    size: int = 0
    pairs: int = 0
    doubtful: int = 0
    seconds: float = 0.0
    error: str = ""
    told: str = ""


_COLUMNS = tuple(field.name for field in fields(Entry))
# Of files with many documents: what they hold, as they were written, and what is still to go into them; and which parts
# of a run have gone through all that is theirs.
_OTHER_TABLES = (
    "shards (name PRIMARY KEY, size, content)",
    "pieces (shard, document, rows, PRIMARY KEY (shard, document))",
    "parts (number, of_parts, finished, PRIMARY KEY (number, of_parts))",
)
INSERT = f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * len(_COLUMNS))})"


def row_of(entry: Entry) -> tuple[object, ...]:
    """What ``INSERT`` takes."""
    return tuple(map(as_stored, astuple(entry)))


def _entry(row: tuple[Any, ...]) -> Entry:
    target, document, digest, *rest = row
    told: list[Any] = [as_told(value) for value in rest]
    return Entry(as_told(target), as_told(document), digest, *told)


class Manifest:
    """The database of one output folder, or of a part of a run, which also knows what was known ``before`` it. Every
    change is written down when it is made."""

    def __init__(self, database: sqlite3.Connection, path: Path | None = None, before: Manifest | None = None) -> None:
        self.database, self.before = database, before
        self._path = path
        self._file = _identity(path)

    def entry(self, target: str) -> Entry | None:
        """What is known of the document with this output."""
        row = self.database.execute("SELECT * FROM documents WHERE target = ?", (as_stored(target),)).fetchone()
        if row is None and self.before:
            return self.before.entry(target)
        return _entry(row) if row else None

    def entries(self) -> Iterator[Entry]:
        """All that is known, in the order of the outputs' names."""
        for row in self.database.execute("SELECT * FROM documents ORDER BY target"):
            yield _entry(row)

    def put(self, entries: Iterable[Entry]) -> None:
        """Remember these instead of what was known of the documents; all of them or none.

        Raises InputError when the file is not there any more: what was remembered in it would be lost.
        """
        with self.changing() as database:
            database.executemany(INSERT, map(row_of, entries))

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """The database for a change that is made wholly or not at all. Raises InputError as ``put`` does."""
        if self._path is not None and _identity(self._path) != self._file:
            raise InputError(
                "was removed during the run, and with it what became of the documents",
                path=self._path,
                advice="run it again",
            )
        with self.database:
            yield self.database


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another that took its name; None when there is none."""
    try:
        stat = os.stat(path) if path else None
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if stat else None


@contextmanager
def locked_manifest(folder: Path, part: Part | None = None) -> Iterator[Manifest]:
    """The manifest of ``folder``, or of a part of a run, which is made when it is not there, locked until the block
    ends. Several parts may be at work, each with its own; else one run, which first takes in what parts did.

    Raises InputError when another run has it, when it cannot be written, and for what is no manifest.
    """
    path = folder / (part.manifest if part else NAME)
    with _errors_named(path):
        make_folder(folder)
        with ExitStack() as stack:
            stack.enter_context(_lock(folder / LOCK, shared=part is not None))
            if part:
                stack.enter_context(_lock((folder / part.manifest).with_suffix(".lock")))
            database = stack.enter_context(closing(sqlite3.connect(path, timeout=WAIT)))
            # Written ahead: a row a document without waiting for the disk, and none is lost when the process dies.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            _prepare(database)
            if not part:
                _take_in_parts(database, folder)
            yield Manifest(database, path, stack.enter_context(read_manifest(folder)) if part else None)
            # One plain file is left, which can be read where nothing may be written. A reader may be in the way of
            # that; then it is left to the next run.
            database.execute("PRAGMA busy_timeout = 0")
            try:
                database.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise


@contextmanager
def read_manifest(folder: Path) -> Iterator[Manifest]:
    """The manifest of ``folder`` as it is now, also during a run; an empty one when there is none. It is not changed.

    Raises InputError for what is no manifest.
    """
    path = folder / NAME
    with _errors_named(path):
        name = f"{path.resolve().as_uri()}?mode=ro" if os.path.exists(path) else "file::memory:"
        with closing(sqlite3.connect(name, timeout=WAIT, uri=True)) as database:
            if _check(database):
                yield Manifest(database)
                return
        # A run that has just begun has no table yet.
        with closing(sqlite3.connect(":memory:")) as empty:
            _prepare(empty)
            yield Manifest(empty)


def _take_in_parts(database: sqlite3.Connection, folder: Path) -> None:
    """Remember what the parts of a run did, and remove their own manifests. None of them is at work."""
    for part in parts_of(folder):
        path = folder / part.manifest
        with closing(sqlite3.connect(path, timeout=WAIT)) as own:
            _prepare(own)
        database.execute("ATTACH DATABASE ? AS part", (os.fsencode(path),))
        with database:
            database.execute("DELETE FROM pieces WHERE shard IN (SELECT name FROM part.shards)")
            for table in ("documents", "shards", "pieces"):
                database.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM part.{table}")
            database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, 0)", (part.number, part.of))
            database.execute("INSERT OR REPLACE INTO parts SELECT * FROM part.parts")
        database.execute("DETACH DATABASE part")
        for left in folder.glob(f"{glob.escape(part.manifest.removesuffix('.sqlite'))}.*"):
            left.unlink(missing_ok=True)


@contextmanager
def _lock(path: Path, *, shared: bool = False) -> Iterator[None]:
    wait = WAIT_AS_PART if shared else 0.0
    with closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN" if shared else "BEGIN EXCLUSIVE")
            if shared:  # it is taken by the first reading
                lock.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise InputError(
                "another run is writing to it",
                path=path.parent,
                advice="wait for its end, or give another folder with -o; align status shows how far it is",
            ) from error
        yield


@contextmanager
def _errors_named(path: Path) -> Iterator[None]:
    """What SQLite raises, as InputErrors that name the manifest."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise InputError(
            f"cannot be read or written: {error}",
            path=path,
            advice="check that its folder is there, may be written to and has room",
        ) from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"is no manifest of a folder's outputs ({error})",
            path=path,
            advice="remove it; all documents are then aligned anew",
        ) from error


def _prepare(database: sqlite3.Connection) -> None:
    if _check(database) < _VERSION:
        columns = ", ".join(name if name != "target" else "target PRIMARY KEY" for name in _COLUMNS)
        with database:
            for table in (f"documents ({columns})", *_OTHER_TABLES):
                database.execute(f"CREATE TABLE IF NOT EXISTS {table} WITHOUT ROWID")
            database.execute(f"PRAGMA user_version = {_VERSION}")


def _check(database: sqlite3.Connection) -> int:
    """The version of the database's tables; 0 when it has none yet."""
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise sqlite3.DatabaseError("it was written by a newer duiqi")
    return version


def target_name(target: Path, folder: Path) -> str:
    """What an output is called in the manifest of ``folder``."""
    return target.relative_to(folder).as_posix()


def files_of(target: Path, format: str) -> list[Path]:
    """The files of which an output consists."""
    name = os.fspath(target).removesuffix(f".{format}")
    return [Path(f"{name}{ending}") for ending in OUTPUT_FORMATS[format].endings] or [target]


def size_of(target: Path, format: str) -> int | None:
    """How many bytes the files of an output have; None when one is not there."""
    try:
        return sum(path.stat().st_size for path in files_of(target, format))
    except OSError:
        return None
