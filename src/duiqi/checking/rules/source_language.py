"""Rule ``source-language``."""

from __future__ import annotations

from duiqi.checking.codes import place_of_source, source_of
from duiqi.checking.rule import ElementRule
from duiqi.tmx import Node


class SourceLanguage(ElementRule):
    """No text of a unit is in the source language."""

    id = "source-language"
    severity = "dropped"
    effect = "Okapi finds no source text and passes over the unit"
    example = (
        '<tu srclang="de"><tuv xml:lang="zh-CN"><seg>会议</seg></tuv><tuv xml:lang="en"><seg>meeting</seg></tuv></tu>'
    )

    def unit(self, unit: Node) -> None:
        source = source_of(unit, self.progress.source)
        if source and place_of_source(unit, source) is None:
            self.add(unit.all("tuv")[0].line, f'no text is in the source language "{source}"')
