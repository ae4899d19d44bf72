"""Rule ``no-variant``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import Node


class NoVariant(ElementRule):
    """A unit has no text at all."""

    id = "no-variant"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = "<tu></tu>"

    def unit(self, unit: Node) -> None:
        if not unit.all("tuv"):
            self.add(unit.line, "the unit has no <tuv>")
