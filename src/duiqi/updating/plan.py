"""What is to become of each new pair: the memory is read once, nothing is written.

New pairs and the units that have their source texts are kept in a temporary SQLite file, so that the room in RAM grows
with neither.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Literal

from duiqi.io.xml import XML_ILLEGAL
from duiqi.model import Language, Pair
from duiqi.pairs.packing import packed, unpacked

# What happens to a unit whose source text is there with another translation. auto: replaced when it came from the same
# document, duiqi made it and no other program changed it since; else kept.
Changed = Literal["auto", "replace", "keep", "add"]

TO_WRITE = "SELECT row, action, content FROM new WHERE action IN ('add', 'replace') ORDER BY row"


class Plan:
    """New pairs, and after ``match_unit`` and ``decide`` what becomes of each: its action."""

    def __init__(self, source: Language) -> None:
        self.source = source
        self.counts: Counter[str] = Counter()
        self._database = sqlite3.connect("")  # in RAM while small, then a file that SQLite removes
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE new (row INTEGER PRIMARY KEY, source BLOB, target BLOB, content TEXT, action TEXT,"
            "  unit INTEGER, UNIQUE (source, target));"
            "CREATE INDEX action ON new (action, row); CREATE INDEX unit ON new (unit) WHERE unit IS NOT NULL;"
            "CREATE TABLE old (unit INTEGER PRIMARY KEY, source BLOB, own_document TEXT, stays INTEGER);"
            "CREATE INDEX old_source ON old (source);"
        )

    def add(self, pairs: Iterable[Pair]) -> None:
        """Take the new pairs. A pair that comes twice counts as skipped the second time, one that has no text on a side
        as unusable."""
        for pair in map(_without_illegal, pairs):
            if not pair.zh.strip() or not pair.en.strip():
                self.counts["unusable"] += 1
                continue
            keys = self._keys(pair.zh, pair.en)
            cursor = self._database.execute(
                "INSERT OR IGNORE INTO new (source, target, content, action) VALUES (?, ?, ?, 'add')",
                (*keys, packed(pair)),
            )
            self.counts["read"] += 1
            self.counts["skipped"] += not cursor.rowcount

    def match_unit(self, unit: int, zh: str, en: str, own_document: str) -> None:
        """Compare unit number ``unit`` of the memory with the new pairs; ``own_document`` is its document when duiqi
        made it and nobody has changed it."""
        source, target = self._keys(zh, en)
        rows = self._database.execute("SELECT row, target FROM new WHERE source = ?", (source,)).fetchall()
        if not rows:
            return
        same = next((row for row, other in rows if other == target), None)
        if same is not None:
            skipped = self._database.execute(
                "UPDATE new SET action = 'skip' WHERE row = ? AND action = 'add'", (same,)
            ).rowcount
            self.counts["skipped"] += skipped
        self._database.execute("INSERT INTO old VALUES (?, ?, ?, ?)", (unit, source, own_document, same is not None))

    def decide(self, changed: Changed) -> None:
        """Choose what becomes of the pairs whose source text the memory has with another translation."""
        pending = self._database.execute(
            "SELECT row, source, content FROM new WHERE action = 'add' AND source IN (SELECT source FROM old)"
            " ORDER BY row"
        ).fetchall()
        for row, source, content in pending:
            document = unpacked(content).document
            units = self._database.execute(
                "SELECT unit, own_document, stays FROM old WHERE source = ? ORDER BY unit", (source,)
            ).fetchall()
            same_document = [bool(document) and other == document for _, other, _ in units]
            free = [
                unit
                for (unit, _, stays), own in zip(units, same_document, strict=True)
                if not stays and (changed == "replace" or (changed == "auto" and own))
            ]
            if free:
                self._database.execute("UPDATE new SET action = 'replace', unit = ? WHERE row = ?", (free[0], row))
                self._database.execute("UPDATE old SET stays = 1 WHERE unit = ?", (free[0],))
                self.counts["replaced"] += 1
            elif changed in ("add", "replace") or (changed == "auto" and all(same_document)):
                # Two translations of one text in the same document, or the user wants both.
                self.counts["beside another"] += 1
            else:
                self._database.execute("UPDATE new SET action = 'conflict' WHERE row = ?", (row,))
                self.counts["conflicting"] += 1
        (self.counts["added"],) = self._database.execute("SELECT count(*) FROM new WHERE action = 'add'").fetchone()

    def to_write(self) -> Iterator[Pair]:
        """After ``decide``: the pairs to be added and those that replace others."""
        for _, _, content in self._database.execute(TO_WRITE):
            yield unpacked(content)

    def leave_out(self, reason: str, wrong: Callable[[Pair], bool]) -> None:
        """After ``decide``: give up the pairs to be written that are ``wrong``, and count them under ``reason``."""
        rows = self._database.execute(TO_WRITE)
        found = [(row, action) for row, action, content in rows if wrong(unpacked(content))]
        for row, action in found:
            self._database.execute("UPDATE new SET action = 'left out', unit = NULL WHERE row = ?", (row,))
            self.counts["added" if action == "add" else "replaced"] -= 1
            self.counts[reason] += 1

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.counts["added"] or self.counts["replaced"])

    def replacement(self, unit: int) -> Pair | None:
        """The pair that takes the place of unit number ``unit``."""
        row = self._database.execute("SELECT content FROM new WHERE unit = ?", (unit,)).fetchone()
        return unpacked(row[0]) if row else None

    def pairs(self, action: Literal["add", "conflict"]) -> Iterator[Pair]:
        """The pairs that are added, or that conflict with the memory, in the order of the input."""
        for (content,) in self._database.execute("SELECT content FROM new WHERE action = ? ORDER BY row", (action,)):
            yield unpacked(content)

    def _keys(self, zh: str, en: str) -> tuple[bytes, bytes]:
        source, target = (zh, en) if self.source == "zh" else (en, zh)
        return _digest(source), _digest(target)


def _without_illegal(pair: Pair) -> Pair:
    """The pair free of what XML cannot hold."""
    zh, en = XML_ILLEGAL.sub("", pair.zh), XML_ILLEGAL.sub("", pair.en)
    return pair if (zh, en) == (pair.zh, pair.en) else replace(pair, zh=zh, en=en)


def _digest(text: str) -> bytes:
    """Of the text without the white space around it and with XML's line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()
