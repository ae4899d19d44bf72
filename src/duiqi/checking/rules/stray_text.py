"""Rule ``stray-text``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.checking.wording import quoted
from duiqi.tmx import TEXT, Node


class StrayText(ElementRule):
    """Text that stands outside ``<seg>``."""

    id = "stray-text"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tuv xml:lang="en">The meeting<seg>The meeting begins.</seg></tuv>'

    def leave(self, element: Node) -> None:
        if element.tag not in TEXT and element.text.strip():
            own = element.own_text.strip()
            if own:
                self.add(element.line, f"the text {quoted(own)} stands in <{element.tag}>, outside <seg>")

    def outside(self, element: Node) -> None:
        if not element.tag:
            self.add(element.line, f"the text {quoted(element.text)} stands outside every unit")
