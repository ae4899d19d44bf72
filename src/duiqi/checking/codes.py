"""Language codes as the rules on them, and repair, look at them."""

from __future__ import annotations

import re

from duiqi.checking.report import Report
from duiqi.checking.rule import ElementRule, Progress
from duiqi.language_codes import LANGUAGE_TAG, LONG_CODES
from duiqi.text.language_tags import NAMES, folded_tag, primary_subtag
from duiqi.tmx import Node, code_of

# What the schema takes for a code (xs:language).
SCHEMA_CODE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
THREE_LETTERS = {code: "zh-CN" if language == "zh" else "en" for code, language in LONG_CODES.items()}


class CodeRule(ElementRule):
    """A rule on a language code by itself: a code's fault is told once, where it comes first."""

    def __init__(self, progress: Progress, report: Report) -> None:
        super().__init__(progress, report)
        self._met: set[str] = set()

    def variant(self, variant: Node, unit: Node) -> None:
        code = code_of(variant)
        if code and code not in self._met:
            self._met.add(code)
            message = self.code(code)
            if message:
                self.add(variant.line, message)

    def code(self, code: str) -> str:
        """What is wrong with a code, or nothing."""
        raise NotImplementedError


def two_letter_code(code: str) -> str:
    """The code that should stand for one of three letters; empty for other codes."""
    return THREE_LETTERS.get(primary_subtag(code), "")


def source_of(unit: Node, source: str) -> str:
    """The source language of a unit, by default the header's; empty when it has none, or no text."""
    found = unit.attributes.get("srclang", source)
    return found if found != "*all*" and unit.all("tuv") else ""


def place_of_source(unit: Node, source: str) -> int | None:
    """Which of a unit's texts, from 0, is the first in the source language; None when there is none."""
    codes = [folded_tag(code_of(variant)) for variant in unit.all("tuv")]
    source = folded_tag(source)
    if source in codes:
        return codes.index(source)
    languages = [code.split("-")[0] for code in codes]
    language = source.split("-")[0]
    return languages.index(language) if language in languages else None


def standard_code(code: str) -> str:
    """The code as tools know it: ``zh_CN`` is zh-CN, ``zho`` zh, ``English`` en; others stay as they are."""
    code = code.strip().replace("_", "-")
    first, *rest = code.split("-")
    standard = two_letter_code(first)
    if standard:
        code = "-".join([standard.split("-")[0], *rest]) if rest else standard
    if LANGUAGE_TAG.fullmatch(code) or code == "*all*":
        return code
    return NAMES.get(re.split(r"\W", code.lower())[0], code)
