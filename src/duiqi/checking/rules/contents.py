"""Faults in the text of units: empty, the same on both sides, too long, twice there, numbers, wrong partners."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass

from duiqi.pairs.filters import same_sides
from duiqi.pairs.lexical_check import LEAST_SHARE, explained_shares, missing_numbers
from duiqi.tmx.languages import score_of, segment_of, variants
from duiqi.tmx.report import Report
from duiqi.tmx.scanner import Node

# Trados Cloud's limit a side (RWS documentation).
MAX_LENGTH = 2_000
# Scores are probabilities: a pair that scores lower is more likely wrong than right.
LEAST_SCORE = 0.5
# Units looked at together for words and numbers; one at a time takes ten times as long.
BATCH = 500
ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);")


@dataclass(frozen=True, slots=True)
class _Waiting:
    line: int
    unit: int
    crowded: bool
    zh: str
    en: str
    told: bool  # whether the pair has been called misaligned already


class Contents:
    """The units so far, those that wait to be looked at together, and where each text came first."""

    def __init__(self, source_is_chinese: bool, tool: str = "") -> None:
        self._waiting: list[_Waiting] = []
        self._source_is_chinese, self._tool = source_is_chinese, tool
        self._database = sqlite3.connect("")  # in memory while small, then a file that SQLite removes
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE unit (source BLOB, target BLOB, line INTEGER, number INTEGER, PRIMARY KEY (source, target))"
            " WITHOUT ROWID;"
        )

    @property
    def waiting(self) -> int:
        """How many units wait."""
        return len(self._waiting)

    def check(self, unit: Node, report: Report) -> None:
        """Report the faults of a unit that can be told at once."""
        for variant in unit.all("tuv"):
            text = segment_of(variant)
            if variant.all("seg") and not text.strip():
                report.add("empty", variant.line, "the text is empty")
            if len(text) > MAX_LENGTH:
                report.add("too-long", variant.line, f"the text has {len(text):,} characters")
            if ESCAPED.search(text):
                report.add(
                    "escaped-twice", variant.line, f"the text has {ESCAPED.findall(text)[0]} in it, escaped twice"
                )
            if "\ufffd" in text:
                report.add("lost-characters", variant.line, "the text has U+FFFD in it, the mark of a lost character")
        both = variants(unit)
        if len(both) < 2:
            return
        zh, en = segment_of(both["zh"]), segment_of(both["en"])
        if not zh.strip() or not en.strip():
            return
        if same_sides(zh, en) and any(char.isalpha() for char in zh):
            report.add("identical", unit.line, "both sides are the same text")
        elif max(len(zh), len(en)) <= MAX_LENGTH:
            told = self._check_score(unit, report)
            self._waiting.append(_Waiting(unit.line, report.unit, report.crowded, zh, en, told))
        self._check_earlier(unit.line, *((zh, en) if self._source_is_chinese else (en, zh)), report)
        if len(self._waiting) >= BATCH:
            self.finish(report)

    def _check_score(self, unit: Node, report: Report) -> bool:
        """Report a low score that duiqi itself has put there."""
        score = score_of(unit, self._tool)
        low = score < LEAST_SCORE
        if low:
            report.add("misaligned", unit.line, f"the score of the pair is {score:.2f}")
        return low

    def _check_earlier(self, line: int, source: str, target: str, report: Report) -> None:
        keys = _digest(source), _digest(target)
        rows = self._database.execute(
            "SELECT target, line, number FROM unit WHERE source = ? ORDER BY number", keys[:1]
        ).fetchall()
        places = [f"line {first}" if first != line else f"unit {number:,}" for _, first, number in rows]
        same = [place for place, (found, _, _) in zip(places, rows, strict=True) if found == keys[1]]
        if same:
            report.add("duplicate", line, f"the same pair is in {same[0]}")
            return
        if rows:
            report.add("conflict", line, f"the same text is translated differently in {places[0]}")
        self._database.execute("INSERT INTO unit VALUES (?, ?, ?, ?)", (*keys, line, report.unit))

    def finish(self, report: Report) -> None:
        """Look at the units that wait."""
        zh, en = [unit.zh for unit in self._waiting], [unit.en for unit in self._waiting]
        for unit, share in zip(self._waiting, explained_shares(zh, en), strict=True):
            report.unit, report.crowded = unit.unit, unit.crowded
            if share is not None and share < LEAST_SHARE and not unit.told:
                report.add(
                    "misaligned",
                    unit.line,
                    f"only {100 * share:.0f}% of the words have a translation on the other side",
                )
        for unit, missing in zip(self._waiting, missing_numbers(zh, en), strict=True):
            report.unit, report.crowded = unit.unit, unit.crowded
            for language, numbers in zip(("English", "Chinese"), missing, strict=True):
                if numbers:
                    verb = "is" if len(numbers) == 1 else "are"
                    report.add("number", unit.line, f"{' and '.join(numbers)} {verb} not in the {language} text")
        self._waiting.clear()
        report.unit, report.crowded = 0, False


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.strip().encode("utf-8", "surrogatepass"), digest_size=12).digest()
