"""What an open memory does: pairs go in, come out and are taken out again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from duiqi.errors import InputError
from duiqi.memory.indexing import en_words, exact_key, simplified, stems, zh_terms
from duiqi.memory.layout import SINCE_2, SINCE_3, VERSION, statements
from duiqi.model import Bead, BeadKind, Pair, Repaired
from duiqi.pairs.fields import codes_as_values, unit_id
from duiqi.pairs.from_fields import kind_of, repair_of, with_codes
from duiqi.text.chars import SURROGATE
from duiqi.tmx import WholeUnit, with_unit

# Pairs that are worked on at a time.
BATCH = 1_000
# Documents that are named to a user who asked for one that is not there, and whose numbers are kept in RAM: choices.
NAMED, KEPT = 10, 10_000


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
        documents = _Documents(self.database)
        with self._writing():
            units = iter(pairs)
            while batch := list(islice(units, BATCH)):
                seen += len(batch)
                batch = [pair for pair in batch if pair.zh.strip() and pair.en.strip()]
                unusable -= len(batch)
                zh = simplified([SURROGATE.sub("", pair.zh) for pair in batch])
                new = [
                    row for pair, text in zip(batch, zh, strict=True) if (row := self._insert(pair, text, documents))
                ]
                added += len(new)
                self.database.executemany(f"INSERT INTO {_TERM_ROW}", _terms(new))
        unusable += seen
        return Added(added, seen - unusable - added, unusable)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that holds the file from its first moment: of two that write, one waits for the other."""
        self.database.execute("BEGIN IMMEDIATE")
        with self.database:
            yield

    def remove(self, documents: Iterable[str]) -> int:
        """Take documents out, all or, after an error, none; how many pairs they had. Raises InputError for a document
        that is not there."""
        removed = 0
        with self._writing():
            for found in [self._document(name) for name in dict.fromkeys(documents)]:
                rows = self.database.execute("SELECT id, zh, en FROM pair WHERE document = ?", found)
                while batch := rows.fetchmany(BATCH):
                    # The index holds no texts, so it must be told what to take out.
                    delete = "INSERT INTO term (term, rowid, zh, en, stem) VALUES ('delete', ?, ?, ?, ?)"
                    self.database.executemany(delete, _terms(_with_simplified(batch)))
                    removed += len(batch)
                self.database.execute("DELETE FROM pair WHERE document = ?", found)
                self.database.execute("DELETE FROM document WHERE id = ?", found)
        return removed

    def upgrade(self) -> int:
        """Give a memory of an earlier version the present layout, wholly or, after an error, not at all; how many pairs
        it holds."""
        with self._writing():
            (version,) = self.database.execute("PRAGMA user_version").fetchone()
            if version < 2:
                self._index_anew()
            if version < VERSION:  # else another process was quicker
                for statement in statements(SINCE_3):
                    self.database.execute(statement)
        return len(self)

    def _index_anew(self) -> None:
        """From version 1 to version 2."""
        self.database.execute("DROP TABLE term")
        for statement in statements(SINCE_2):
            self.database.execute(statement)
        last: dict[int, int] = {}
        rows = self.database.execute("SELECT id, zh, en, document FROM pair ORDER BY id")
        while batch := rows.fetchmany(BATCH):
            plain = _with_simplified([row[:3] for row in batch])
            self.database.executemany(f"INSERT INTO {_TERM_ROW}", _terms(plain))
            for (row, zh, en), (*_, document) in zip(plain, batch, strict=True):
                values = exact_key(zh), exact_key(en), last.get(document), row
                self.database.execute("UPDATE pair SET zh_key = ?, en_key = ?, previous = ? WHERE id = ?", values)
                last[document] = row

    def _document(self, name: str) -> tuple[int]:
        found: tuple[int] | None = self.database.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        if found is None:
            asked = "SELECT name FROM document ORDER BY name LIMIT ?"
            names = [name for (name,) in self.database.execute(asked, (NAMED + 1,))]
            some = ", ".join(map(repr, names[:NAMED])) + (", …" if len(names) > NAMED else "")
            raise InputError(f"no document is called {name!r}", advice=f"there are: {some or 'none'}")
        return found

    def _insert(self, pair: Pair, simple: str, documents: _Documents) -> tuple[int, str, str] | None:
        """Row and texts of a new pair, the Chinese as ``simple`` (in Simplified characters); None when it is there."""
        zh, en, name = (SURROGATE.sub("", text) for text in (pair.zh, pair.en, pair.document))
        document = documents.number(name)
        key = int.from_bytes(bytes.fromhex(unit_id(pair)), "big", signed=True)
        bead = pair.bead
        numbers = json.dumps(
            [bead.zh.start, bead.zh.stop, bead.en.start, bead.en.stop, list(pair.zh_par), list(pair.en_par)]
            + [word for word in (pair.repair, pair.kind, codes_as_values(pair)) if word],
            separators=(",", ":"),
        )
        unit = json.dumps([pair.unit, pair.tool, pair.source]) if isinstance(pair, WholeUnit) else None
        texts = zh, en, pair.score, numbers, exact_key(simple), exact_key(en), documents.last(name), unit
        row, is_new = self._row(key, (document, *texts))
        documents.see(name, row)
        return (row, simple, en) if is_new else None

    def _row(self, key: int, values: tuple[object, ...]) -> tuple[int, bool]:
        """The row of a pair, and whether it is new. Pairs that differ only in what their units hold besides are
        different ones; a pair that was added without its unit gets it."""
        unit = values[-1]
        inserted = self.database.execute(_INSERT, (key, *values))
        if inserted.rowcount:
            return int(inserted.lastrowid or 0), True
        row, there = self.database.execute("SELECT id, unit FROM pair WHERE key = ?", (key,)).fetchone()
        if unit is None or unit == there:
            return int(row), False
        if there is None:
            self.database.execute("UPDATE pair SET unit = ? WHERE id = ?", (unit, row))
            return int(row), False
        return self._row(_signed(f"{key}\0{unit}"), values)

    def pairs(self) -> Iterator[Pair]:
        """All pairs, in the order they were added."""
        rows = self.database.execute(f"{_SELECT_WHOLE} ORDER BY pair.id")
        for *row, unit in rows:
            pair = pair_of(tuple(row))
            yield with_unit(pair, *json.loads(unit)) if unit else pair

    def source(self) -> str:
        """The source language of most units that come from a TMX, as the headers of their files say; empty where none
        does."""
        named = "SELECT json_extract(unit, '$[2]') AS code FROM pair WHERE unit IS NOT NULL AND code != ''"
        most = self.database.execute(f"SELECT code FROM ({named}) GROUP BY code ORDER BY count(*) DESC, code LIMIT 1")
        found: tuple[str] | None = most.fetchone()
        return found[0] if found else ""


class _Documents:
    """The documents of the pairs that are added: their numbers, and the row that came last in each."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._numbers: dict[str, int] = {}
        self._last: dict[str, int] = {}

    def number(self, name: str) -> int:
        if name not in self._numbers:
            if len(self._numbers) > KEPT:
                self._numbers.clear()
                self._last.clear()
            self._database.execute("INSERT OR IGNORE INTO document (name) VALUES (?)", (name,))
            found = self._database.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
            self._numbers[name] = int(found[0])
        return self._numbers[name]

    def last(self, name: str) -> int | None:
        return self._last.get(name)

    def see(self, name: str, row: int) -> None:
        self._last[name] = row


_COLUMNS = "pair.zh, pair.en, pair.score, pair.numbers, document.name, pair.id"
_FROM = "FROM pair JOIN document ON document.id = pair.document"
SELECT = f"SELECT {_COLUMNS} {_FROM}"
_SELECT_WHOLE = f"SELECT {_COLUMNS}, pair.unit {_FROM}"
_INSERT = (
    "INSERT OR IGNORE INTO pair (key, document, zh, en, score, numbers, zh_key, en_key, previous, unit)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _signed(text: str) -> int:
    """Sixty-four bits of a text, as SQLite holds them."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "big", signed=True)


def pair_of(row: tuple[str, str, float, str, str, int]) -> Pair:
    """The pair of a row of ``SELECT``."""
    zh, en, score, numbers, document, _ = row
    zh_start, zh_stop, en_start, en_stop, zh_par, en_par, *words = json.loads(numbers)
    codes = next((word for word in words if isinstance(word, dict)), {})
    kind, repair = ("".join(word for word in words if word in get_args(names)) for names in (BeadKind, Repaired))
    bead = Bead(range(zh_start, zh_stop), range(en_start, en_stop), score, kind=kind_of(kind))
    pair = Pair(zh, en, score, bead, tuple(zh_par), tuple(en_par), document, repair=repair_of(repair))
    return with_codes(pair, codes)


def neighbours(memory: LocalMemory, row: int) -> tuple[Pair | None, Pair | None]:
    """The pairs before and after that of ``row`` in its document, as they stood when they were added."""
    before = f"{SELECT} WHERE pair.id = (SELECT previous FROM pair WHERE id = ?)"
    after = f"{SELECT} WHERE pair.previous = ? ORDER BY pair.id LIMIT 1"
    found = [memory.database.execute(query, (row,)).fetchone() for query in (before, after)]
    return (pair_of(found[0]) if found[0] else None), (pair_of(found[1]) if found[1] else None)


# A text and its row in the full-text index.
_TERM_ROW = "term (rowid, zh, en, stem) VALUES (?, ?, ?, ?)"


def _terms(rows: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str, str]]:
    """What the full-text index holds of rows and their texts, the Chinese in Simplified characters."""
    terms = []
    for row, zh, en in rows:
        words = en_words(en)
        terms.append((row, " ".join(zh_terms(zh)), " ".join(words), " ".join(stems(words))))
    return terms


def _with_simplified(rows: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    zh = simplified([text for _, text, _ in rows])
    return [(row, text, en) for (row, _, en), text in zip(rows, zh, strict=True)]
