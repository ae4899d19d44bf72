"""Rule ``mixed-codes``."""

from __future__ import annotations

from duiqi.checking.report import Report
from duiqi.checking.rule import ElementRule, Progress
from duiqi.model import LANGUAGE_NAMES, Language
from duiqi.text.language_tags import folded_tag, primary_subtag, side_of_tag
from duiqi.tmx import Node, code_of


class MixedCodes(ElementRule):
    """Chinese or English has one code here and another before.

    Several texts of a language in one unit are meant to be told apart, so their codes do not count."""

    id = "mixed-codes"
    severity = "dropped"
    effect = "Trados passes over pairs whose languages differ from the memory's"
    example = (
        '<tu><tuv xml:lang="zh-CN"><seg>会议</seg></tuv><tuv xml:lang="en"><seg>meeting</seg></tuv></tu>'
        '<tu><tuv xml:lang="zh-CN"><seg>代表</seg></tuv><tuv xml:lang="en-GB"><seg>delegate</seg></tuv></tu>'
    )

    def __init__(self, progress: Progress, report: Report) -> None:
        super().__init__(progress, report)
        self._met: set[str] = set()
        self._first: dict[Language, str] = {}

    def variant(self, variant: Node, unit: Node) -> None:
        code = code_of(variant)
        if code in self._met or not code:
            return
        self._met.add(code)
        language = side_of_tag(code)
        alike = [other for other in unit.all("tuv") if primary_subtag(code_of(other)) == primary_subtag(code)]
        if language and len(alike) == 1:
            first = self._first.setdefault(language, code)
            if folded_tag(first) != folded_tag(code):
                self.add(variant.line, f'{LANGUAGE_NAMES[language]} is "{code}" here and "{first}" before')
