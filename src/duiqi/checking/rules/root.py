"""Rule ``root``."""

from __future__ import annotations

from duiqi.checking.rule import ElementRule
from duiqi.tmx import Node


class Root(ElementRule):
    """The outermost element is not ``<tmx>``; nothing more is checked then."""

    id = "root"
    severity = "refused"
    effect = "every program refuses the file"
    example = "<memory><header …/><body><tu>…</tu></body></memory>"

    def root(self, root: Node) -> None:
        if self.progress.roots == [root.tag] and root.tag != "tmx":
            self.add(root.line, f"the outermost element is <{root.tag}> and not <tmx>")
