"""Rule ``order``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import Node


class Order(ElementRule):
    """A second header, one after the body, or a note or property after the text that it should stand before."""

    id = "order"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tuv xml:lang="en"><seg>The meeting begins.</seg><note>checked</note></tuv>'

    def header(self, header: Node) -> None:
        if self.progress.headers > 1 or "body" in self.progress.roots:
            self.add(header.line, "a <header> stands here; there must be one, before <body>")

    def child(self, parent: Node, child: Node, after: str) -> None:
        if after and child.tag in ("note", "prop") and parent.tag in ("tu", "tuv"):
            self.add(child.line, f"<{child.tag}> stands after <{after}>; it must stand before it")
