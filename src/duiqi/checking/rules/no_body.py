"""Rule ``no-body``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule


class NoBody(ElementRule):
    """There is no body."""

    id = "no-body"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tmx version="1.4"><header …/></tmx>'

    def finish(self) -> None:
        if self.progress.roots == ["tmx"]:
            self.add(1, "there is no <body>")
