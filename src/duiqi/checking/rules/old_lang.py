"""Rule ``old-lang``."""

from __future__ import annotations

from duiqi.checking.report import Report
from duiqi.checking.rule import ElementRule, Progress
from duiqi.tmx import Node


class OldLang(ElementRule):
    """The language stands in ``lang``, as before TMX 1.4, and not in ``xml:lang``.

    OmegaT writes its project's memory so, as TMX 1.1, and reads both. Told once in a file."""

    id = "old-lang"
    severity = "dropped"
    effect = "translate-toolkit does not see the text"
    example = '<tuv lang="en"><seg>The meeting begins.</seg></tuv>'

    def __init__(self, progress: Progress, report: Report) -> None:
        super().__init__(progress, report)
        self._is_told = False

    def variant(self, variant: Node, unit: Node) -> None:
        if not self._is_told and "xml:lang" not in variant.attributes and "lang" in variant.attributes:
            self._is_told = True
            self.add(variant.line, "<tuv> has lang and not xml:lang, here first")
