"""Where each text came first: digests of all units so far, in a temporary SQLite file."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace

from duiqi.checking.texts import Unit
from duiqi.model import Language


class Earlier:
    """The units so far."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # in RAM while small, then a file that SQLite removes
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE unit (source BLOB, target BLOB, line INTEGER, number INTEGER, PRIMARY KEY (source, target))"
            " WITHOUT ROWID;"
        )

    def see(self, unit: Unit, source: Language) -> Unit:
        """The unit with ``same_in`` or ``other_in``; when it is new it is kept."""
        texts = (unit.zh, unit.en) if source == "zh" else (unit.en, unit.zh)
        keys = _digest(texts[0]), _digest(texts[1])
        rows = self._database.execute(
            "SELECT target, line, number FROM unit WHERE source = ? ORDER BY number", keys[:1]
        ).fetchall()
        places = [f"line {line}" if line != unit.line else f"unit {number:,}" for _, line, number in rows]
        same = [place for place, (target, _, _) in zip(places, rows, strict=True) if target == keys[1]]
        if same:
            return replace(unit, same_in=same[0])
        self._database.execute("INSERT INTO unit VALUES (?, ?, ?, ?)", (*keys, unit.line, unit.number))
        return replace(unit, other_in=places[0]) if places else unit


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.strip().encode("utf-8", "surrogatepass"), digest_size=12).digest()
