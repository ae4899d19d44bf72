"""Where each text came first: digests of all units so far, in RAM while few, then in a temporary SQLite file."""

from __future__ import annotations

import hashlib
import sqlite3
from itertools import chain

from duiqi.checking.texts import Unit
from duiqi.model import Language

# Units in RAM, some 3 MB, before they go to the file together: one at a time takes five times as long.
RECENT = 5_000
# Bits for the source texts in the file, 2 MB: of a million texts that are new it is asked for one in thirty.
BITS = 1 << 24

# Digests of the source and the target text, line and number of a unit.
_Row = tuple[bytes, bytes, int, int]


class Earlier:
    """The units so far."""

    def __init__(self) -> None:
        self._recent: dict[bytes, list[_Row]] = {}  # by source text
        self._count = 0
        self._may_be_filed = bytearray(BITS // 8)
        self._database = sqlite3.connect("")  # a file that SQLite removes
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE unit (source BLOB, target BLOB, line INTEGER, number INTEGER, PRIMARY KEY (source, target))"
            " WITHOUT ROWID;"
        )

    def see(self, unit: Unit, source: Language) -> Unit:
        """The unit with ``same_in`` or ``other_in``; when it is new it is kept."""
        texts = (unit.zh, unit.en) if source == "zh" else (unit.en, unit.zh)
        key, target = _digest(texts[0]), _digest(texts[1])
        byte, bit = _bit(key)
        found = self._recent.get(key, [])
        if self._may_be_filed[byte] & bit:
            found = [*self._filed(key), *found]
        same = next((earlier for earlier in found if earlier[1] == target), None) if found else None
        if same:
            return unit._replace(same_in=_place(unit, same))
        self._recent.setdefault(key, []).append((key, target, unit.line, unit.number))
        self._count += 1
        if self._count == RECENT:
            self._file()
        return unit._replace(other_in=_place(unit, found[0])) if found else unit

    def _filed(self, key: bytes) -> list[_Row]:
        """The units of a source text that are in the file, in order."""
        asked = "SELECT source, target, line, number FROM unit WHERE source = ? ORDER BY number"
        return self._database.execute(asked, (key,)).fetchall()

    def _file(self) -> None:
        """Put the recent units into the file."""
        for key in self._recent:
            byte, bit = _bit(key)
            self._may_be_filed[byte] |= bit
        rows = chain.from_iterable(self._recent[key] for key in sorted(self._recent))
        self._database.executemany("INSERT INTO unit VALUES (?, ?, ?, ?)", rows)
        self._recent.clear()
        self._count = 0


def _place(unit: Unit, earlier: _Row) -> str:
    _, _, line, number = earlier
    return f"line {line}" if line != unit.line else f"unit {number:,}"


def _bit(key: bytes) -> tuple[int, int]:
    place = int.from_bytes(key[:4], "little") % BITS
    return place >> 3, 1 << (place & 7)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.strip().encode("utf-8", "surrogatepass"), digest_size=12).digest()
