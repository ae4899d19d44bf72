"""The rules on texts over unit after unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.checking.earlier import Earlier
from duiqi.checking.report import Report
from duiqi.checking.rule import Asked, TextRule, with_own
from duiqi.checking.texts import Unit
from duiqi.model import Language

# Units looked at together for words and numbers; one at a time takes ten times as long, and 500 half as long again.
BATCH = 2_000


class TextChecker:
    """The rules, the units that wait to be looked at together, and where each text came first. ``source`` is the
    language whose texts should not have two translations."""

    def __init__(self, rules: Sequence[type[TextRule]], asked: Asked, report: Report) -> None:
        self.source: Language = "zh"
        self._report = report
        made = [rule(asked.filters, asked.termbase) for rule in rules]
        self._sides, self._batches = with_own(made, "side"), with_own(made, "batch")
        # Most units have none of the signs.
        signs = "".join(rule.signs for rule in made)
        self._has_sign = re.compile(f"[{re.escape(signs)}]").search if signs else None
        self._all = with_own(made, "text"), with_own(made, "pair")
        self._of_any = tuple([rule for rule in kind if not rule.signs] for kind in self._all)
        self._earlier = Earlier()
        self._waiting: list[Unit] = []

    @property
    def waits(self) -> bool:
        """Whether units wait, so that findings may yet come for lines already passed."""
        return bool(self._waiting)

    def see(self, unit: Unit) -> None:
        """Report what can be told of a unit at once."""
        self._report.texts = unit.zh, unit.en
        self._look_at(unit)
        self._report.texts = ("", "")

    def _look_at(self, unit: Unit) -> None:
        for side in unit.sides.values():
            for rule in self._sides:
                if message := rule.side(side):
                    self._report.add(type(rule), side.line, message)
        text_rules, pair_rules = self._to_ask(unit)
        for text in unit.texts:
            for rule in text_rules:
                if message := rule.text(text):
                    self._report.add(type(rule), text.line, message)
        if not unit.is_pair:
            return
        unit = self._earlier.see(unit, self.source)
        for rule in pair_rules:
            if message := rule.pair(unit):
                self._report.add(type(rule), unit.line, message)
        if unit.is_comparable:
            self._waiting.append(unit)
        if len(self._waiting) >= BATCH:
            self.finish()

    def _to_ask(self, unit: Unit) -> Sequence[Sequence[TextRule]]:
        """The rules on texts, and those on pairs, that a unit must be shown to."""
        texts = [text.text for text in unit.texts]
        if self._has_sign is None or not any(map(self._has_sign, texts)):
            return self._of_any
        found = set().union(*texts)
        return [[rule for rule in kind if not rule.signs or not found.isdisjoint(rule.signs)] for kind in self._all]

    def finish(self) -> None:
        """Look at the units that wait."""
        for rule in self._batches:
            for unit, message in rule.batch(self._waiting):
                self._report.unit, self._report.crowded = unit.number, unit.crowded
                self._report.texts = unit.zh, unit.en
                self._report.add(type(rule), unit.line, message)
        self._waiting.clear()
        self._report.unit, self._report.crowded, self._report.texts = 0, False, ("", "")
