"""Rule ``not-well-formed``."""

from __future__ import annotations

from duiqi.checking.rule import ElementRule
from duiqi.tmx import TmxPiece


class NotWellFormed(ElementRule):
    """The markup is broken, so that the unit is lost; the next one is checked again."""

    id = "not-well-formed"
    severity = "refused"
    effect = "every program refuses the file, or what follows"
    example = '<tu><tuv xml:lang="zh-CN"><seg>会议</seg></tu>'

    def broken(self, piece: TmxPiece, line: int) -> None:
        self.add(line, f"the XML is broken ({piece.problem})", piece.column)
