"""Rule ``unknown-code``."""

from __future__ import annotations

from duiqi.checking.codes import SCHEMA_CODE, CodeRule, two_letter_code
from duiqi.language_codes import LANGUAGE_TAG


class UnknownCode(CodeRule):
    """A language code of the right form that no language has."""

    id = "unknown-code"
    severity = "dropped"
    effect = "programs may not know the language"
    example = '<tuv xml:lang="English"><seg>The meeting begins.</seg></tuv>'

    def code(self, code: str) -> str:
        if two_letter_code(code) or not SCHEMA_CODE.fullmatch(code) or LANGUAGE_TAG.fullmatch(code):
            return ""
        return f'"{code[:40]}" is no known language code; they are like zh-CN'
