"""Rule ``source-not-first``."""

from __future__ import annotations

from duiqi.checking.codes import place_of_source, source_of
from duiqi.checking.rule import ElementRule
from duiqi.tmx import Node


class SourceNotFirst(ElementRule):
    """The text in the source language is not the first of its unit."""

    id = "source-not-first"
    severity = "dropped"
    effect = "programs that go by the order, as build_tmdb of translate-toolkit, swap the languages"
    example = '<tu><tuv xml:lang="en"><seg>meeting</seg></tuv><tuv xml:lang="zh-CN"><seg>会议</seg></tuv></tu>'

    def unit(self, unit: Node) -> None:
        source = source_of(unit, self.progress.source)
        if source and place_of_source(unit, source):
            self.add(unit.all("tuv")[0].line, f'the source language "{source}" is not the first <tuv>')
