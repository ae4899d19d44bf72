"""Rule ``duplicate``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit


class Duplicate(TextRule):
    """The same pair comes before."""

    id = "duplicate"
    severity = "doubtful"
    effect = "it is looked up and shown twice"
    example = (("谢谢。", "Thanks."), ("谢谢。", "Thanks."))

    def pair(self, unit: Unit) -> str:
        return f"the same pair is in {unit.same_in}" if unit.same_in else ""
