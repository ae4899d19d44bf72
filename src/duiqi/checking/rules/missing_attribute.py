"""Rule ``missing-attribute``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import REQUIRED, Node


class MissingAttribute(ElementRule):
    """An element has not the attribute that it must have."""

    id = "missing-attribute"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = "<tuv><seg>The meeting begins.</seg></tuv>"

    def element(self, element: Node) -> None:
        needed = REQUIRED.get(element.tag)
        if needed and needed not in element.attributes:
            self.add(element.line, f"<{element.tag}> has no {needed}")

    def variant(self, variant: Node, unit: Node) -> None:
        if "xml:lang" not in variant.attributes and "lang" not in variant.attributes:
            self.add(variant.line, "<tuv> has no xml:lang")
