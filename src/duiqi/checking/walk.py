"""The rules on elements over the pieces of a TMX file."""

from __future__ import annotations

from collections.abc import Sequence

from duiqi.checking.rule import ElementRule, with_own
from duiqi.tmx import CHILDREN, Node


class Walk:
    """Takes the rules to every element, in the order of the file."""

    def __init__(self, rules: Sequence[ElementRule]) -> None:
        self._attributes, self._elements, self._children, self._leaves = (
            with_own(rules, name) for name in ("attribute", "element", "child", "leave")
        )

    def through(self, element: Node) -> None:
        """Look at an element and all in it. What may not stand where it does is not looked into."""
        self.start(element)
        allowed, after = CHILDREN.get(element.tag, ()), ""
        for child in element.children:
            for rule in self._children:
                rule.child(element, child, after)
            if child.tag in allowed:
                after = child.tag if child.tag in ("tuv", "seg") else after
                self.through(child)
        for rule in self._leaves:
            rule.leave(element)

    def start(self, element: Node) -> None:
        """Look at an element only."""
        for name, value in element.attributes.items():
            for rule in self._attributes:
                rule.attribute(element, name, value)
        for rule in self._elements:
            rule.element(element)
