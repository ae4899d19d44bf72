"""What duiqi has put into a memory, remembered beside it, so that what a person deletes there stays deleted.

A memory cannot tell a unit that was deleted from one that never was. So ``m.tmx.ids``, an SQLite database beside
``m.tmx``, holds the id, content and document of every unit that duiqi put there. A unit it knows that the memory has no
more was deleted. The database is also the lock: who holds it may update the memory, others wait.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from duiqi.errors import InputError
from duiqi.updating.units import KnownUnit

SUFFIX = ".ids"
# Seconds to wait for another update of the same memory: what a million new pairs take to be aligned and written.
WAIT = 3600.0
_VERSION = 1


class Record:
    """The database of one memory, locked."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TEMP TABLE present (id BLOB PRIMARY KEY) WITHOUT ROWID")

    def see(self, ids: Iterable[bytes]) -> None:
        """Tell it which ids the memory has now."""
        self._database.executemany("INSERT OR IGNORE INTO present VALUES (?)", ((id,) for id in ids))

    def was_deleted(self, unit: KnownUnit, names: Iterable[str]) -> bool:
        """After ``see``: whether the unit was in the memory and is no more, under its id or, as the document may have
        been renamed, by its content in a document of one of ``names``."""
        gone = "SELECT 1 FROM ids WHERE id = ? AND id NOT IN present"
        if self._database.execute(gone, (unit.id,)).fetchone():
            return True
        renamed = (
            "SELECT 1 FROM ids JOIN documents ON ids.document = documents.number"
            " WHERE content = ? AND name = ? AND id NOT IN present"
        )
        return any(self._database.execute(renamed, (unit.content, name)).fetchone() for name in names)

    def documents(self) -> set[str]:
        """The documents of which it has any unit."""
        held = "SELECT name FROM documents WHERE number IN (SELECT document FROM ids)"
        return {name for (name,) in self._database.execute(held)}

    def forget(self, ids: Iterable[bytes]) -> None:
        """Drop what an update itself takes out of the memory, and write that down at once: before the memory is
        written, so that a kill between the two does not make a deletion by a person of it."""
        self._database.executemany("DELETE FROM ids WHERE id = ?", ((id,) for id in ids))
        self._database.commit()

    def keep(self, units: Iterable[KnownUnit]) -> None:
        """Add what the memory has. Nothing is written when all of it is known."""
        numbers: dict[str, int] = dict(self._database.execute("SELECT name, number FROM documents").fetchall())
        for unit in units:
            number = numbers.setdefault(unit.document, len(numbers))
            if number == len(numbers) - 1:
                self._database.execute("INSERT OR IGNORE INTO documents VALUES (?, ?)", (unit.document, number))
            self._database.execute("INSERT OR IGNORE INTO ids VALUES (?, ?, ?)", (unit.id, unit.content, number))
        self._database.commit()


def record_path(memory: str | os.PathLike[str]) -> Path:
    """Where the ids of ``memory`` are remembered."""
    real = Path(os.path.realpath(memory))
    return real.with_name(real.name + SUFFIX)


@contextmanager
def locked_record(memory: str | os.PathLike[str], wait: float = WAIT) -> Iterator[Record]:
    """The record of ``memory``, made when there is none, and locked until the block ends; a memory that is not there
    has an empty one. Raises InputError when another update holds it for more than ``wait`` seconds."""
    path = record_path(memory)
    with _errors_named(memory, path), _locked(path, wait) as database:
        _prepare(database)
        if not os.path.exists(memory):
            database.execute("DELETE FROM ids")
        try:
            yield Record(database)
        finally:
            if not database.execute("SELECT 1 FROM ids").fetchone():
                path.unlink(missing_ok=True)  # nothing to remember: the update failed, or added nothing


@contextmanager
def _locked(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """The database at ``path``, locked."""
    while True:
        with closing(sqlite3.connect(path, timeout=wait)) as database:
            opened = _identity(path)
            try:
                database.execute("PRAGMA locking_mode = EXCLUSIVE")  # kept over commits, until it is closed
                database.execute("BEGIN EXCLUSIVE")
                # Who had the lock before may have removed the file, having nothing to remember: what is written to it
                # would be lost, and a third would not wait. SQLite looks before it writes.
                database.execute("CREATE TABLE trial (x)")
            except sqlite3.OperationalError:
                if opened is not None and _identity(path) == opened:
                    raise
                continue
            database.rollback()
            database.execute("BEGIN EXCLUSIVE")
            yield database
            return


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that took its name; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def _errors_named(memory: str | os.PathLike[str], path: Path) -> Iterator[None]:
    """What SQLite raises, as InputErrors that name the memory or its record."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise InputError("another update of it is running", path=memory, advice="try again later") from error
        raise InputError(
            f"cannot be read or written: {error}", path=path, advice="check that its folder may be written to"
        ) from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"is no record of a memory's units ({error})",
            path=path,
            advice="move it away; what was deleted from the memory before is then forgotten",
        ) from error


@contextmanager
def read_record(memory: str | os.PathLike[str]) -> Iterator[Record]:
    """A copy of the record of ``memory`` in RAM, for a run that writes nothing."""
    path = record_path(memory)
    with _errors_named(memory, path), closing(sqlite3.connect(":memory:")) as database:
        if os.path.exists(path) and os.path.exists(memory):
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as there:
                there.backup(database)
        _prepare(database)
        yield Record(database)


def _prepare(database: sqlite3.Connection) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise sqlite3.DatabaseError("it was written by a newer duiqi")
    if version == 0:
        database.execute("CREATE TABLE documents (name TEXT PRIMARY KEY, number INTEGER)")
        database.execute(
            "CREATE TABLE ids (id BLOB PRIMARY KEY, content BLOB, document INTEGER) WITHOUT ROWID",
        )
        database.execute("CREATE INDEX content ON ids (content)")
        database.execute(f"PRAGMA user_version = {_VERSION}")
