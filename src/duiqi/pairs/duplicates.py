"""Pairs that come more than once, exactly or nearly, across documents.

What has been seen is kept in a temporary SQLite file, so memory does not grow with the pairs. Near-duplicates are
found by MinHash (Broder 1997) with one permutation (Li, Owen and Zhang 2012): shingles of both sides fall into
thirty-two bins, the least hash of each bin is kept, and pairs that share four neighbouring bins are compared in full.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from typing import Literal
from zlib import crc32

from duiqi.model import Pair
from duiqi.pairs.packing import packed, unpacked

Duplicates = Literal["all", "exact", "near"]
Keep = Literal["best", "first"]

# Shingles of three characters; pairs are near-duplicates when 85% of their shingles are the same (Jaccard). Of .6–.95
# swept on Tatoeba's pairs, those at .85 are one sentence with another pronoun or mark; at .7 some say something else
# (who goes where; tests/benchmarks/duplicates.py).
SHINGLE, NEAR = 3, 0.85
# Eight bands of four bins find a pair at .85 with probability 1 - (1 - .85⁴)⁸ = .997, and compare few others.
BINS, BAND = 32, 4
# Pairs compared with a new one for each band.
MAX_COMPARED = 20
# Shingle sets held in memory, some ten kilobytes each.
CACHED = 4_096

_DIGITS = re.compile(r"\d+")
_WORDLESS = re.compile(r"[\W_]+")


def without_duplicates(
    pairs: Iterable[Pair], duplicates: Literal["exact", "near"], keep: Keep, left_out: Counter[str]
) -> Iterator[Pair]:
    """Each pair once, where its first like stood; of several the one with the highest score, or the first.

    ``exact`` compares Chinese and English as they are; ``near`` without regard to case, punctuation and full width,
    and with a few characters different, but never pairs whose digits differ. Null beads all pass.
    """
    name = "duplicates" if duplicates == "exact" else "near-duplicates"
    with closing(sqlite3.connect("")) as database:  # a file that SQLite makes and removes, in memory while small
        seen = Seen(database, duplicates == "near")
        for pair in pairs:
            row = None if pair.bead.is_null else seen.find(pair)
            if row is None:
                seen.add(pair)
            else:
                left_out[name] += 1
                if keep == "best":
                    seen.improve(row, pair)
        yield from seen.pairs()


class Seen:
    """The pairs so far, and how to find one again."""

    def __init__(self, database: sqlite3.Connection, near: bool) -> None:
        self._database, self._near = database, near
        self._shingles_of = lru_cache(CACHED)(lambda row: _shingles(self.pair(row)))
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
            "CREATE TABLE pair (row INTEGER PRIMARY KEY, score REAL, content BLOB);"
            "CREATE TABLE mark (mark BLOB, row INTEGER, PRIMARY KEY (mark, row)) WITHOUT ROWID;"
        )

    def find(self, pair: Pair) -> int | None:
        """The row of an earlier pair like this one."""
        if self._near:
            self._shingles = _shingles(pair)
            self._marks = _near_marks(pair, self._shingles)
        else:
            self._marks = [_digest(pair.zh, pair.en)]
        for mark in self._marks:
            rows = self._database.execute(
                "SELECT row FROM mark WHERE mark = ? ORDER BY row LIMIT ?", (mark, MAX_COMPARED)
            )
            for (row,) in rows.fetchall():
                if not self._near or self._is_like(row):
                    return int(row)
        return None

    def add(self, pair: Pair) -> None:
        """Keep a pair; the marks are those of the ``find`` before."""
        row = self._database.execute(
            "INSERT INTO pair (score, content) VALUES (?, ?)", (pair.score, packed(pair))
        ).lastrowid
        if not pair.bead.is_null:
            self._database.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", [(m, row) for m in self._marks])

    def improve(self, row: int, pair: Pair) -> None:
        """Put ``pair`` in the place of a pair with a lower score."""
        self._database.execute(
            "UPDATE pair SET score = ?, content = ? WHERE row = ? AND score < ?",
            (pair.score, packed(pair), row, pair.score),
        )

    def pairs(self) -> Iterator[Pair]:
        """All that were kept, in order."""
        for (content,) in self._database.execute("SELECT content FROM pair ORDER BY row"):
            yield unpacked(content)

    def _is_like(self, row: int) -> bool:
        other = self._shingles_of(row)
        return len(other & self._shingles) >= NEAR * len(other | self._shingles)

    def pair(self, row: int) -> Pair:
        """The pair in a row."""
        (content,) = self._database.execute("SELECT content FROM pair WHERE row = ?", (row,)).fetchone()
        return unpacked(content)


def _digest(*texts: str) -> bytes:
    data = "\0".join(texts).encode("utf-8", errors="surrogatepass")
    return hashlib.blake2b(data, digest_size=12).digest()


def _plain(text: str) -> str:
    return _WORDLESS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _shingles(pair: Pair) -> set[str]:
    text = f"{_plain(pair.zh)}\0{_plain(pair.en)}"
    return {text[at : at + SHINGLE] for at in range(max(len(text) - SHINGLE + 1, 1))}


def _numbers(pair: Pair) -> list[str]:
    return [match for text in (pair.zh, pair.en) for match in _DIGITS.findall(unicodedata.normalize("NFKC", text))]


def _near_marks(pair: Pair, shingles: set[str]) -> list[bytes]:
    """One mark a band: the least hashes of two neighbouring bins. An empty bin borrows from the next one."""
    least = [1 << 32] * BINS
    for shingle in shingles:
        value = crc32(shingle.encode("utf-8", errors="surrogatepass"))
        place = value % BINS
        least[place] = min(least[place], value)
    filled = [next(v for v in least[at:] + least[:at] if v < 1 << 32) for at in range(BINS)]
    numbers = " ".join(_numbers(pair))
    return [_digest(str(at), str(filled[at : at + BAND]), numbers) for at in range(0, BINS, BAND)]
