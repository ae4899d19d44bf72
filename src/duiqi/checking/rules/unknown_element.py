"""Rule ``unknown-element``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import CHILDREN, Node


class UnknownElement(ElementRule):
    """An element that may not stand where it does."""

    id = "unknown-element"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tuv xml:lang="en"><comment>checked</comment><seg>The meeting begins.</seg></tuv>'

    def child(self, parent: Node, child: Node, after: str) -> None:
        if child.tag not in CHILDREN.get(parent.tag, ()):
            self.add(child.line, f"<{child.tag}> may not stand in <{parent.tag}>")

    def outside(self, element: Node) -> None:
        if element.tag:
            self.add(element.line, f"<{element.tag}> may not stand here")
