"""What is to become of each new pair: the memory is read once, nothing is written.

New pairs and the units that have their source texts are kept in a temporary SQLite file, so that the room in RAM grows
with neither.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Literal

from duiqi.io.xml import legal
from duiqi.model import Language, Pair
from duiqi.pairs.fields import unit_id
from duiqi.pairs.packing import packed, unpacked
from duiqi.updating.deciding import Changed, decide, replace_unit
from duiqi.updating.record import Record
from duiqi.updating.tables import TABLES
from duiqi.updating.units import KnownUnit, MemoryUnit, content_digest, one_line, text_digest, without_illegal

# Why a new pair is not written though the memory has it not: it has another translation, or a person deleted it.
Kept = Literal["conflict", "deleted"]

TO_WRITE = "SELECT row, action, content FROM new WHERE action IN ('add', 'replace') ORDER BY row"


class Plan:
    """New pairs, and after ``match_unit`` and ``decide`` what becomes of each: its action."""

    def __init__(self, source: Language) -> None:
        self.source = source
        self.counts: Counter[str] = Counter()
        self._database = sqlite3.connect("")  # in RAM while small, then a file that SQLite removes
        self._database.executescript(TABLES)
        self._renamed: dict[str, set[str]] = {}

    def add(self, pairs: Iterable[Pair]) -> None:
        """Take the new pairs, and those that people rejected. A pair that comes twice counts as skipped the second
        time, one that has no text on a side as unusable."""
        for pair in map(without_illegal, pairs):
            if not pair.zh.strip() or not pair.en.strip():
                self.counts["unusable"] += 1
                continue
            keys = self._keys(pair.zh, pair.en)
            if pair.bead.checked == "rejected":
                rejected = bytes.fromhex(unit_id(pair)), *keys, legal(pair.document)
                self._database.execute("INSERT OR IGNORE INTO rejected VALUES (?, ?, ?, ?)", rejected)
                continue
            cursor = self._database.execute(
                "INSERT OR IGNORE INTO new (source, target, id, document, content, was, action)"
                " VALUES (?, ?, ?, ?, ?, ?, 'add')",
                (*keys, bytes.fromhex(unit_id(pair)), legal(pair.document), packed(pair), pair.was),
            )
            self.counts["read"] += 1
            self.counts["skipped"] += not cursor.rowcount

    def match_unit(self, unit: MemoryUnit) -> None:
        """Compare a unit of the memory with the new pairs."""
        source, target = self._keys(unit.zh, unit.en)
        if unit.id:
            known = bytes.fromhex(unit.id)
            content = content_digest(source, target)
            own = unit.number, known, content, unit.document, unit.edited, unit.numbers, unit.score
            self._database.execute("INSERT INTO own VALUES (?, ?, ?, ?, ?, ?, ?)", own)
            if self._take_edit(unit):
                return
            if unit.edited:
                self._keep_edited(unit, known, target)
        rows = self._database.execute("SELECT row, target, document FROM new WHERE source = ?", (source,)).fetchall()
        if not rows:
            return
        same = next(((row, document) for row, other, document in rows if other == target), None)
        if same is not None:
            skipped = self._database.execute(
                "UPDATE new SET action = 'skip' WHERE row = ? AND action IN ('add', 'conflict')", (same[0],)
            ).rowcount
            self.counts["skipped"] += skipped
            if unit.document and not unit.edited and unit.document != same[1]:
                self._database.execute(
                    "INSERT INTO same VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET pairs = pairs + 1",
                    (same[1], unit.document),
                )
        own_document = "" if unit.edited else unit.document
        self._database.execute(
            "INSERT INTO old VALUES (?, ?, ?, ?, ?)",
            (unit.number, source, own_document, same is not None, one_line(unit)),
        )

    def _take_edit(self, unit: MemoryUnit) -> bool:
        """A new pair that a person made of this very unit takes its place, whoever changed the unit before."""
        source, target = self._keys(unit.zh, unit.en)
        # Not by the index on the action, which nearly all have (+action): this is asked for every unit.
        row = self._database.execute(
            "SELECT row FROM new"
            " WHERE was != '' AND was IN (?, ?) AND +action = 'add' AND NOT (source = ? AND target = ?)",
            (unit.id, unit.now, source, target),
        ).fetchone()
        if row is None:
            return False
        self._database.execute(
            "INSERT INTO old VALUES (?, ?, ?, 0, ?)", (unit.number, source, unit.document, one_line(unit))
        )
        replace_unit(self._database, self.counts, unit.number, row[0], bytes.fromhex(unit.id))
        return True

    def _keep_edited(self, unit: MemoryUnit, known: bytes, target: bytes) -> None:
        """New pairs that say what the unit said before a person changed its source text."""
        self._database.execute(
            "UPDATE new SET action = 'conflict', kept = ?"
            " WHERE +action = 'add' AND (id = ? OR (target = ? AND document = ?))",
            (one_line(unit), known, target, unit.document),
        )

    def decide(self, changed: Changed, record: Record | None = None, restore: bool = False) -> None:
        """Choose what becomes of the pairs whose source text the memory has with another translation, and of those that
        it had once: with ``record``, what was deleted stays so, unless ``restore``."""
        self._renamed = decide(self._database, self.counts, changed, record, restore)

    def prune(self, documents: Set[str]) -> None:
        """After ``decide``: give up the unchanged units of ours whose document is not among ``documents``, nor has been
        renamed."""
        stay = set(map(legal, documents)) | {name for names in self._renamed.values() for name in names} | {""}
        marks = ", ".join("?" * len(stay))
        self._database.execute(
            "INSERT OR IGNORE INTO pruned SELECT unit FROM own WHERE NOT edited"
            f" AND document NOT IN ({marks}) AND unit NOT IN (SELECT unit FROM new WHERE unit IS NOT NULL)",
            sorted(stay),
        )
        (self.counts["pruned"],) = self._database.execute("SELECT count(*) FROM pruned").fetchone()

    def is_pruned(self, unit: int) -> bool:
        """Whether unit number ``unit`` is to go."""
        return self._database.execute("SELECT 1 FROM pruned WHERE unit = ?", (unit,)).fetchone() is not None

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
        return bool(self.counts["added"] or self.counts["replaced"] or self.counts["pruned"])

    def replacement(self, unit: int) -> Pair | None:
        """The pair that takes the place of unit number ``unit``."""
        row = self._database.execute("SELECT content FROM new WHERE unit = ?", (unit,)).fetchone()
        return unpacked(row[0]) if row else None

    def pairs(self, action: Literal["add"] | Kept) -> Iterator[Pair]:
        """The pairs that are added, that conflict with the memory, or that were deleted from it, in the order of the
        input."""
        for (content,) in self._database.execute("SELECT content FROM new WHERE action = ? ORDER BY row", (action,)):
            yield unpacked(content)

    def kept_texts(self) -> Iterator[str]:
        """What the memory has in place of each of ``pairs("conflict")``."""
        for (text,) in self._database.execute("SELECT kept FROM new WHERE action = 'conflict' ORDER BY row"):
            yield text or ""

    def given_up(self) -> Iterator[bytes]:
        """The ids that the update takes out of the memory."""
        gone = "SELECT id FROM own WHERE unit IN pruned OR unit IN (SELECT unit FROM new WHERE action = 'replace')"
        for (id,) in self._database.execute(gone):
            yield id

    def known_units(self) -> Iterator[KnownUnit]:
        """The units of ours that the memory has once it is written, or that were deleted from it."""
        stay = (
            "SELECT id, content, document FROM own"
            " WHERE unit NOT IN pruned AND unit NOT IN (SELECT unit FROM new WHERE action = 'replace')"
        )
        for id, content, document in self._database.execute(stay):
            yield KnownUnit(id, content, document)
        written = (
            "SELECT id, source, target, document FROM rejected UNION ALL SELECT id, source, target, document FROM new"
            " WHERE action IN ('add', 'deleted') OR (action = 'replace' AND unit IN (SELECT unit FROM own))"
        )
        for id, source, target, document in self._database.execute(written):
            yield KnownUnit(id, content_digest(source, target), document)

    def _keys(self, zh: str, en: str) -> tuple[bytes, bytes]:
        source, target = (zh, en) if self.source == "zh" else (en, zh)
        return text_digest(source), text_digest(target)
