"""Rule ``filter``."""

from __future__ import annotations

import sqlite3

from duiqi.checking.rule import TextRule
from duiqi.checking.termbase import Termbase
from duiqi.checking.texts import Unit
from duiqi.model import Bead, Pair
from duiqi.pairs.duplicates import Seen
from duiqi.pairs.filters import Filters, failed_filter


class Filter(TextRule):
    """The pair does not pass a filter, or nearly the same pair comes before.

    With the [options that choose pairs](convert.md#which-pairs), such as ``--max-ratio 2 --duplicates near``, the pairs
    that ``align convert`` would leave out with them. Without, nothing of the kind is reported.
    """

    id = "filter"
    severity = "doubtful"
    effect = "align convert leaves it out with these options"
    example = (("会议结束了。", "The meeting has ended, and the delegations left the country by the evening."),)

    def __init__(self, filters: Filters | None, termbase: Termbase | None = None) -> None:
        super().__init__(filters, termbase)
        # Exact duplicates are reported whether or not there are filters.
        near = filters is not None and filters.duplicates == "near"
        self._seen = Seen(sqlite3.connect(""), near=True) if near else None

    def pair(self, unit: Unit) -> str:
        if self.filters is None:
            return ""
        # The document of a pair is here the place where it stands.
        pair = Pair(unit.zh, unit.en, unit.score, Bead(range(1), range(1), unit.score), document=unit.place)
        failed = failed_filter(pair, self.filters)
        if failed:
            return f"the pair does not pass: {failed}"
        return self._near(pair) if self._seen else ""

    def _near(self, pair: Pair) -> str:
        assert self._seen is not None
        row = self._seen.find(pair)
        if row is None:
            self._seen.add(pair)
            return ""
        other = self._seen.pair(row)
        same = (other.zh, other.en) == (pair.zh, pair.en)
        return "" if same else f"nearly the same pair is in {other.document}"
