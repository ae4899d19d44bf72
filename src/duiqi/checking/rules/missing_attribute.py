"""Rule ``missing-attribute``."""

from __future__ import annotations

from duiqi.checking.report import Report
from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule, Progress
from duiqi.tmx import REQUIRED, Node


class MissingAttribute(ElementRule):
    """An element has not the attribute that it must have."""

    id = "missing-attribute"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = "<tuv><seg>The meeting begins.</seg></tuv>"

    def __init__(self, progress: Progress, report: Report) -> None:
        super().__init__(progress, report)
        # Whether it need not be told that the language stands in lang, as it does in TMX 1.1.
        self._is_old = False

    def element(self, element: Node) -> None:
        needed = REQUIRED.get(element.tag)
        if needed and needed not in element.attributes:
            self.add(element.line, f"<{element.tag}> has no {needed}")

    def root(self, root: Node) -> None:
        if root.tag == "tmx" and root.attributes.get("version") == "1.1":
            self._is_old = True

    def variant(self, variant: Node, unit: Node) -> None:
        if "xml:lang" in variant.attributes:
            return
        if "lang" not in variant.attributes:
            self.add(variant.line, "<tuv> has no xml:lang")
        elif not self._is_old:
            self._is_old = True  # told once: all of a file are so
            self.add(variant.line, "<tuv> has lang and not xml:lang, here first")
