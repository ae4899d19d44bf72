"""Rule ``no-header``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import Node


class NoHeader(ElementRule):
    """There is no header before the body."""

    id = "no-header"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tmx version="1.4"><body><tu>…</tu></body></tmx>'

    def root(self, root: Node) -> None:
        if root.tag == "body" and self.progress.roots[0] == "tmx" and not self.progress.headers:
            self.add(root.line, "there is no <header>")
