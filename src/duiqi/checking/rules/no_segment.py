"""Rule ``no-segment``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import Node


class NoSegment(ElementRule):
    """A ``<tuv>`` has no ``<seg>``, or several."""

    id = "no-segment"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tuv xml:lang="en"></tuv>'

    def variant(self, variant: Node, unit: Node) -> None:
        segments = len(variant.all("seg"))
        if segments != 1:
            self.add(variant.line, f"<tuv> has {segments or 'no'} <seg>; it must have one")
