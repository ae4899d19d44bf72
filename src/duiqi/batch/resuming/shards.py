"""What the manifest knows of files with many documents: what went into each, and the rows that wait for the others.

A file is written when all its documents are there; until then the rows of each are kept in the manifest, so that a kill
costs no more than the documents that were being worked on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from duiqi.batch.resuming.manifest import INSERT, Entry, Manifest, row_of
from duiqi.batch.resuming.part import Part


class ShardStore:
    """The part of a manifest that is about shards. ``name`` is a file's path in the folder."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest, self._database = manifest, manifest.database

    def shard(self, name: str) -> tuple[int, bytes] | None:
        """The size of a file, and a digest of what went into it; None when it was not written."""
        query = "SELECT size, content FROM shards WHERE name = ?"
        row = self._database.execute(query, (name,)).fetchone()
        if row is None and self._manifest.before:
            row = self._manifest.before.database.execute(query, (name,)).fetchone()
        return (row[0], row[1]) if row else None

    def names_after(self, name: str) -> list[str]:
        """The files that were written and come after this one, which ends as they do."""
        names = (found for (found,) in self._database.execute("SELECT name FROM shards ORDER BY length(name), name"))
        ending = name[name.index(".") :]
        return [found for found in names if found.endswith(ending) and (len(found), found) > (len(name), name)]

    def begun(self) -> list[str]:
        """The files that were not written when a run ended, and those that were being written anew."""
        return [name for (name,) in self._database.execute("SELECT DISTINCT shard FROM pieces")]

    def has_piece(self, shard: str, document: str) -> bool:
        """Whether the rows of a document wait."""
        return self._piece(shard, document) is not None

    def piece(self, shard: str, document: str) -> bytes:
        """The rows of a document that wait; none when there are none."""
        return self._piece(shard, document) or b""

    def _piece(self, shard: str, document: str) -> bytes | None:
        query = "SELECT rows FROM pieces WHERE shard = ? AND document = ?"
        row = self._database.execute(query, (shard, document)).fetchone()
        if row is None and self._manifest.before:
            row = self._manifest.before.database.execute(query, (shard, document)).fetchone()
        return row[0] if row else None

    def put_piece(self, shard: str, document: str, rows: bytes, entry: Entry) -> None:
        """Remember the rows of a document, and what became of it."""
        with self._manifest.changing() as database:
            database.execute("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", (shard, document, rows))
            database.execute(INSERT, row_of(entry))

    def add_pieces(self, shard: str, pieces: Iterable[tuple[str, bytes]]) -> None:
        """Remember the rows of documents, but for those whose rows wait already."""
        with self._manifest.changing() as database:
            database.executemany(
                "INSERT OR IGNORE INTO pieces VALUES (?, ?, ?)", ((shard, document, rows) for document, rows in pieces)
            )

    def written(self, shard: str, size: int, content: bytes, targets: Iterable[str]) -> None:
        """A file was written that holds the documents with these targets: none of its rows waits any more, and what is
        known of documents that went into it before is forgotten."""
        with self._manifest.changing() as database:
            database.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", (shard, size, content))
            database.execute("DELETE FROM pieces WHERE shard = ?", (shard,))
            database.execute("CREATE TEMP TABLE IF NOT EXISTS kept (target PRIMARY KEY) WITHOUT ROWID")
            database.execute("DELETE FROM kept")
            database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((target,) for target in targets))
            database.execute(
                "DELETE FROM documents WHERE target >= ? AND target < ? AND target NOT IN (SELECT target FROM kept)",
                _within(shard),
            )


class SeenNames:
    """The names that documents of a run have taken, on the disk, so that memory does not grow with them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS seen (name PRIMARY KEY, id) WITHOUT ROWID")
        self._database.execute("DELETE FROM seen")

    def take(self, name: str, id: str) -> str | None:
        """Take a name for a document; None when it was free, else the id of the document that has it."""
        row = self._database.execute("SELECT id FROM seen WHERE name = ?", (name,)).fetchone()
        if row is None:
            with self._database:
                self._database.execute("INSERT INTO seen VALUES (?, ?)", (name, id))
        return row[0] if row else None


def mark_finished(manifest: Manifest, part: Part | None) -> None:
    """The run, or the part of one, has gone through all its documents."""
    with manifest.changing() as database:
        if part:
            database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, 1)", (part.number, part.of))
        else:
            database.execute("DELETE FROM parts")


def unfinished_parts(manifest: Manifest) -> Iterator[tuple[Part, bool]]:
    """The parts of runs that have not gone through all their documents, each with whether it has begun."""
    rows = manifest.database.execute("SELECT number, of_parts, finished FROM parts").fetchall()
    finished = {(number, of): bool(done) for number, of, done in rows}
    for of in sorted({of for _, of in finished}):
        for number in range(1, of + 1):
            if not finished.get((number, of), False):
                yield Part(number, of), (number, of) in finished


def _within(name: str) -> tuple[str, str]:
    """The bounds of the targets of documents in a file: ``name#id``."""
    return f"{name}#", f"{name}$"
