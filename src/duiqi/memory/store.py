"""The file: pairs, the documents they come from, and the full-text index over both languages."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import get_args

from duiqi.errors import InputError
from duiqi.memory.indexing import en_terms, simplified, zh_terms
from duiqi.model import Bead, BeadKind, Pair, Repaired
from duiqi.pairs.fields import SURROGATE, codes_as_values, kind_of, repair_of, unit_id, with_codes

# "duiq" in ASCII, so that a database of another program is not taken for a memory; and the layout's version.
APPLICATION_ID, VERSION = 0x64756971, 1
BATCH = 1_000

_SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE,  -- the unit's id of sixteen digits, as a signed number
    document INTEGER NOT NULL REFERENCES document,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    score REAL NOT NULL,
    numbers TEXT NOT NULL  -- sentence and paragraph numbers, as JSON
);
CREATE INDEX pair_document ON pair (document);
-- The terms of indexing.py, without the text itself.
CREATE VIRTUAL TABLE term USING fts5(zh, en, content='', tokenize="unicode61 remove_diacritics 0");
"""


@dataclass(frozen=True, slots=True)
class Added:
    """How many pairs were added, skipped because they were there, and left out because a side is empty."""

    added: int
    skipped: int
    unusable: int


class LocalMemory:
    """An open memory. Use ``open_memory``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def __len__(self) -> int:
        (count,) = self.database.execute("SELECT count(*) FROM pair").fetchone()
        return int(count)

    def add(self, pairs: Iterable[Pair]) -> Added:
        """Add pairs, all or, after an error, none. A pair that its document has already is skipped."""
        added = seen = unusable = 0
        documents: dict[str, int] = {}
        with self.database:
            units = iter(pairs)
            while batch := list(islice(units, BATCH)):
                seen += len(batch)
                batch = [pair for pair in batch if pair.zh.strip() and pair.en.strip()]
                unusable -= len(batch)
                new = [row for pair in batch if (row := self._insert(pair, documents))]
                added += len(new)
                zh = simplified([text for _, text, _ in new])
                self.database.executemany(
                    "INSERT INTO term (rowid, zh, en) VALUES (?, ?, ?)",
                    [
                        (row, _terms(zh_terms(text)), _terms(en_terms(en)))
                        for (row, _, en), text in zip(new, zh, strict=True)
                    ],
                )
        unusable += seen
        return Added(added, seen - unusable - added, unusable)

    def remove(self, documents: Iterable[str]) -> int:
        """Take documents out, all or, after an error, none; how many pairs they had. Raises InputError for a document
        that is not there."""
        removed = 0
        with self.database:
            for found in [self._document(name) for name in dict.fromkeys(documents)]:
                rows = self.database.execute("SELECT id, zh, en FROM pair WHERE document = ?", found)
                while batch := rows.fetchmany(BATCH):
                    zh = simplified([text for _, text, _ in batch])
                    # The index holds no texts, so it must be told what to take out.
                    self.database.executemany(
                        "INSERT INTO term (term, rowid, zh, en) VALUES ('delete', ?, ?, ?)",
                        [
                            (row, _terms(zh_terms(text)), _terms(en_terms(en)))
                            for (row, _, en), text in zip(batch, zh, strict=True)
                        ],
                    )
                    removed += len(batch)
                self.database.execute("DELETE FROM pair WHERE document = ?", found)
                self.database.execute("DELETE FROM document WHERE id = ?", found)
        return removed

    def _document(self, name: str) -> tuple[int]:
        found: tuple[int] | None = self.database.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        if found is None:
            names = [name for (name,) in self.database.execute("SELECT name FROM document ORDER BY name LIMIT 11")]
            some = ", ".join(map(repr, names[:10])) + (", …" if len(names) > 10 else "")
            raise InputError(f"no document is called {name!r}", advice=f"there are: {some or 'none'}")
        return found

    def _insert(self, pair: Pair, documents: dict[str, int]) -> tuple[int, str, str] | None:
        """Row and texts of a new pair; None when it is there."""
        zh, en, name = (SURROGATE.sub("", text) for text in (pair.zh, pair.en, pair.document))
        if name not in documents:
            if len(documents) > 10_000:
                documents.clear()
            self.database.execute("INSERT OR IGNORE INTO document (name) VALUES (?)", (name,))
            (documents[name],) = self.database.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        key = int.from_bytes(bytes.fromhex(unit_id(pair)), "big", signed=True)
        bead = pair.bead
        numbers = json.dumps(
            [bead.zh.start, bead.zh.stop, bead.en.start, bead.en.stop, list(pair.zh_par), list(pair.en_par)]
            + [word for word in (pair.repair, pair.kind, codes_as_values(pair)) if word],
            separators=(",", ":"),
        )
        cursor = self.database.execute(
            "INSERT OR IGNORE INTO pair (key, document, zh, en, score, numbers) VALUES (?, ?, ?, ?, ?, ?)",
            (key, documents[name], zh, en, pair.score, numbers),
        )
        return (int(cursor.lastrowid or 0), zh, en) if cursor.rowcount else None

    def pairs(self) -> Iterator[Pair]:
        """All pairs, in the order they were added."""
        rows = self.database.execute(f"{SELECT} ORDER BY pair.id")
        return (pair_of(row) for row in rows)


SELECT = (
    "SELECT pair.zh, pair.en, pair.score, pair.numbers, document.name "
    "FROM pair JOIN document ON document.id = pair.document"
)


def pair_of(row: tuple[str, str, float, str, str]) -> Pair:
    """The Pair of a row of ``SELECT``."""
    zh, en, score, numbers, document = row
    zh_start, zh_stop, en_start, en_stop, zh_par, en_par, *words = json.loads(numbers)
    codes = next((word for word in words if isinstance(word, dict)), {})
    kind, repair = ("".join(word for word in words if word in get_args(names)) for names in (BeadKind, Repaired))
    bead = Bead(range(zh_start, zh_stop), range(en_start, en_stop), score, kind=kind_of(kind))
    pair = Pair(zh, en, score, bead, tuple(zh_par), tuple(en_par), document, repair=repair_of(repair))
    return with_codes(pair, codes)


@contextmanager
def open_memory(path: str | os.PathLike[str], *, create: bool = False, write: bool = False) -> Iterator[LocalMemory]:
    """Open a memory to search it, with ``write`` to change it, or with ``create`` to add to it, which makes it when it
    is not there.

    Raises InputError when it is not there, is no memory or cannot be used, and when SQLite is built without FTS5.
    """
    if not create and not os.path.exists(path):
        raise InputError("there is no such memory", path=path, advice="make it with: align memory add")
    address = Path(path).absolute().as_uri() + ("?mode=rwc" if create else "?mode=rw" if write else "?mode=ro")
    try:
        database = sqlite3.connect(address, uri=True, timeout=10)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            _check(database, path, create)
            yield LocalMemory(database)
        finally:
            database.close()
    except sqlite3.Error as error:
        reason = "SQLite is built without full-text search (FTS5)" if "fts5" in str(error) else str(error)
        raise InputError(f"the memory cannot be used: {reason}", path=path) from error


def _check(database: sqlite3.Connection, path: str | os.PathLike[str], create: bool) -> None:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if create and not tables and not application:
        database.executescript(f"BEGIN;{_SCHEMA}COMMIT;")
        return
    if application != APPLICATION_ID:
        raise InputError("is no duiqi memory", path=path, advice="name a new file, or one made by align memory add")
    if version != VERSION:
        advice = "export it with the duiqi that made it, and add that to a new one"
        raise InputError(f"the memory has layout {version}, not {VERSION}", path=path, advice=advice)


def _terms(terms: list[str]) -> str:
    return " ".join(terms)
