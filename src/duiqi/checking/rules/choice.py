"""Pairs that filters would leave out of a memory, as findings."""

from __future__ import annotations

import sqlite3

from duiqi.model import Bead, Pair
from duiqi.pairs.duplicates import Seen
from duiqi.pairs.filters import Filters, failed_filter
from duiqi.tmx.languages import score_of, segment_of, variants
from duiqi.tmx.report import Report
from duiqi.tmx.scanner import Node


class Choice:
    """The filters, and the pairs so far. The document of a pair is here the place where it stands."""

    def __init__(self, filters: Filters, tool: str) -> None:
        self._filters, self._tool = filters, tool
        # Exact duplicates are reported whether or not there are filters.
        self._seen = Seen(sqlite3.connect(""), near=True) if filters.duplicates == "near" else None

    def check(self, unit: Node, report: Report) -> None:
        """Report a unit with Chinese and English that the filters would leave out."""
        both = variants(unit)
        if len(both) < 2:
            return
        score = score_of(unit, self._tool)
        place = f"unit {report.unit:,}" if report.crowded else f"line {unit.line}"
        bead = Bead(range(1), range(1), score)
        pair = Pair(segment_of(both["zh"]), segment_of(both["en"]), score, bead, document=place)
        if not pair.zh.strip() or not pair.en.strip():
            return
        failed = failed_filter(pair, self._filters)
        if failed:
            report.add("filter", unit.line, f"the pair does not pass: {failed}")
        elif self._seen is not None:
            row = self._seen.find(pair)
            if row is None:
                self._seen.add(pair)
                return
            other = self._seen.pair(row)
            if (other.zh, other.en) != (pair.zh, pair.en):
                report.add("filter", unit.line, f"nearly the same pair is in {other.document}")
