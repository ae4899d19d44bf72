"""Rule ``identical``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit


class Identical(TextRule):
    """Both sides are the same text, but for case and white space, and not only numbers or marks."""

    id = "identical"
    severity = "doubtful"
    effect = "nothing was translated"
    example = (("Belt and Road", "Belt and Road"),)

    def pair(self, unit: Unit) -> str:
        return "both sides are the same text" if unit.is_same else ""
