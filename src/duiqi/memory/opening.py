"""A memory's file opened, made, or brought to the present layout."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duiqi.errors import InputError
from duiqi.memory.layout import APPLICATION_ID, CACHE, SCHEMA, SINCE_2, SINCE_3, VERSION, statements
from duiqi.memory.store import LocalMemory

# Seconds that one who writes, and one who searches, waits for another who writes: adding a million pairs takes some two
# minutes, and whoever searches would rather be told.
WAIT, WAIT_TO_READ = 600, 10
UPGRADE = "bring it up to date with: align memory upgrade DB"


@contextmanager
def open_memory(path: str | os.PathLike[str], *, create: bool = False, write: bool = False) -> Iterator[LocalMemory]:
    """Open a memory to search it, with ``write`` to change it, or with ``create`` to add to it, which makes it when it
    is not there. A memory of an earlier version gets the present layout when it is opened to be changed.

    Raises InputError when it is not there, is no memory or cannot be used, and when SQLite is built without FTS5.
    """
    if not create and not os.path.exists(path):
        raise InputError("there is no such memory", path=path, advice="make it with: align memory add")
    # Not read-only: a search may have to undo what a killed process left half-written.
    address = Path(path).absolute().as_uri() + ("?mode=rwc" if create else "?mode=rw")
    try:
        database = sqlite3.connect(
            address, uri=True, isolation_level=None, timeout=WAIT if create or write else WAIT_TO_READ
        )
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute(CACHE)
            if not (create or write):
                database.execute("PRAGMA query_only = ON")
            memory = LocalMemory(database)
            if _check(database, path, create) < VERSION:
                if not (create or write):
                    raise InputError("an earlier version made this memory", path=path, advice=UPGRADE)
                memory.upgrade()
            yield memory
        finally:
            database.close()
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise InputError("another process is writing to the memory", path=path, advice="try again later") from error
        reason = "SQLite is built without full-text search (FTS5)" if "fts5" in str(error) else str(error)
        raise InputError(f"the memory cannot be used: {reason}", path=path) from error


def _check(database: sqlite3.Connection, path: str | os.PathLike[str], create: bool) -> int:
    """The version of the file's layout; a new file gets the present one."""
    # In one transaction: another process that makes it meanwhile is seen wholly or not at all.
    database.execute("BEGIN")
    with database:
        application, version = (_pragma(database, name) for name in ("application_id", "user_version"))
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if create and not tables and not application:
        # Whoever comes second finds it made.
        database.execute("BEGIN IMMEDIATE")
        with database:
            if not _pragma(database, "application_id"):
                for statement in statements(SCHEMA + SINCE_2 + SINCE_3):
                    database.execute(statement)
        return VERSION
    if application != APPLICATION_ID:
        raise InputError("is no duiqi memory", path=path, advice="name a new file, or one made by align memory add")
    if not 1 <= version <= VERSION:
        advice = "export it with the duiqi that made it, and add that to a new one"
        raise InputError(f"the memory has layout {version}, not {VERSION}", path=path, advice=advice)
    return version


def _pragma(database: sqlite3.Connection, name: str) -> int:
    (value,) = database.execute(f"PRAGMA {name}").fetchone()
    return int(value)
