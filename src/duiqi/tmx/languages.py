"""Which language each variant of a unit is in, and whether its code and its text agree."""

from __future__ import annotations

import re

from duiqi.model import Language
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language_tags import LANGUAGE_TAG, LONG_CODES, folded_tag, primary_subtag, side_of_tag
from duiqi.text.script import other_script
from duiqi.tmx.report import Report
from duiqi.tmx.scanner import Node

# What the schema takes for a code (xs:language).
SCHEMA_CODE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
THREE_LETTERS = {code: "zh-CN" if language == "zh" else "en" for code, language in LONG_CODES.items()}


def code_of(variant: Node) -> str:
    """The language code of a ``<tuv>`` as written."""
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang") or ""


def segment_of(variant: Node) -> str:
    """The text of a ``<tuv>``, without inline codes."""
    segments = variant.all("seg")
    return segments[0].text if segments else ""


def variants(unit: Node) -> dict[Language, Node]:
    """The first Chinese and the first English ``<tuv>``."""
    found: dict[Language, Node] = {}
    for variant in unit.all("tuv"):
        language = side_of_tag(code_of(variant))
        if language:
            found.setdefault(language, variant)
    return found


def score_of(unit: Node, tool: str) -> float:
    """The score that duiqi has put there; 1 where there is none."""
    if unit.attributes.get("creationtool", tool) != "duiqi":
        return 1.0
    text = next((prop.text for prop in unit.all("prop") if prop.attributes.get("type") == "x-score"), "")
    return min(float(text), 1.0) if re.fullmatch(r"[01](\.\d+)?", text) else 1.0


class Codes:
    """The codes met so far; each fault of a code is told once, where it comes first."""

    def __init__(self, source: str) -> None:
        self.source = source.strip()
        self._seen: dict[Language, str] = {}
        self._told: set[str] = set()

    def check(self, unit: Node, report: Report) -> None:
        """Report the language faults of a unit."""
        all_variants = unit.all("tuv")
        primaries = [primary_subtag(code_of(variant)) for variant in all_variants]
        for variant, primary in zip(all_variants, primaries, strict=True):
            # Several variants of a language in one unit are meant to be told apart.
            self._check_code(variant, report, alone=primaries.count(primary) == 1)
        if len({code_of(variant).lower() for variant in all_variants}) == 1:
            report.add(
                "one-language", unit.line, f"the unit has text in {code_of(all_variants[0]) or 'no language'} only"
            )
        source = unit.attributes.get("srclang", self.source)
        if source and source != "*all*" and all_variants:
            self._check_source(source, all_variants, report)
        for language, variant in variants(unit).items():
            _check_text(language, variant, report)

    def _check_code(self, variant: Node, report: Report, alone: bool) -> None:
        code = code_of(variant)
        primary = primary_subtag(code)
        if code in self._told or not code:
            return
        self._told.add(code)
        if primary in THREE_LETTERS:
            report.add(
                "three-letter-code", variant.line, f'the language code "{code}" should be "{THREE_LETTERS[primary]}"'
            )
        elif not SCHEMA_CODE.fullmatch(code):
            report.add("language-code", variant.line, f'"{code[:40]}" is no language code; they are written like zh-CN')
        elif not LANGUAGE_TAG.fullmatch(code):
            report.add("unknown-code", variant.line, f'"{code[:40]}" is no known language code; they are like zh-CN')
        language = side_of_tag(code)
        if language and alone:
            first = self._seen.setdefault(language, code)
            if folded_tag(first) != folded_tag(code):
                name = "Chinese" if language == "zh" else "English"
                report.add("mixed-codes", variant.line, f'{name} is "{code}" here and "{first}" before')

    def _check_source(self, source: str, all_variants: list[Node], report: Report) -> None:
        codes = [code_of(variant) for variant in all_variants]
        matching = [at for at, code in enumerate(codes) if folded_tag(code) == folded_tag(source)] or [
            at for at, code in enumerate(codes) if primary_subtag(code) == primary_subtag(source)
        ]
        if not matching:
            told = f'no text is in the source language "{source}"'
            report.add("source-language", all_variants[0].line, told)
        elif matching[0] != 0:
            report.add(
                "source-not-first", all_variants[0].line, f'the source language "{source}" is not the first <tuv>'
            )


def _check_text(language: Language, variant: Node, report: Report) -> None:
    text = segment_of(variant)
    han, latin = count_han(text), len(LATIN_LETTER.findall(text))
    if language == "en":
        if han > latin:
            report.add("wrong-language", variant.line, "the English text is Chinese")
        return
    # A few words in Latin letters, a name or an abbreviation, are good Chinese.
    if not han and latin > 20 and " " in text.strip():
        report.add("wrong-language", variant.line, "the Chinese text has no Chinese character")
    script = other_script(text, code_of(variant))
    if script:
        report.add("script", variant.line, f'{script} characters under "{code_of(variant)}"')
