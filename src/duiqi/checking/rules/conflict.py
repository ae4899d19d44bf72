"""Rule ``conflict``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit


class Conflict(TextRule):
    """The same text in the source language comes before, with another translation."""

    id = "conflict"
    severity = "doubtful"
    effect = "programs offer both, or the last one only"
    example = (("谢谢。", "Thanks."), ("谢谢。", "Thank you."))

    def pair(self, unit: Unit) -> str:
        return f"the same text is translated differently in {unit.other_in}" if unit.other_in else ""
