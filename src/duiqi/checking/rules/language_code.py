"""Rule ``language-code``."""

from __future__ import annotations

from duiqi.checking.codes import SCHEMA_CODE, CodeRule, two_letter_code
from duiqi.checking.rule import REFUSES_SCHEMA


class LanguageCode(CodeRule):
    """What stands for the language is no code."""

    id = "language-code"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tuv xml:lang="en_US"><seg>The meeting begins.</seg></tuv>'

    def code(self, code: str) -> str:
        if two_letter_code(code) or SCHEMA_CODE.fullmatch(code):
            return ""
        return f'"{code[:40]}" is no language code; they are written like zh-CN'
