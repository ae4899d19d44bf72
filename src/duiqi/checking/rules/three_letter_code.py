"""Rule ``three-letter-code``."""

from __future__ import annotations

from duiqi.checking.codes import CodeRule, two_letter_code


class ThreeLetterCode(CodeRule):
    """A language code of three letters for a language that has one of two."""

    id = "three-letter-code"
    severity = "dropped"
    effect = "OmegaT does not find the text where it is the source"
    example = '<tuv xml:lang="eng"><seg>The meeting begins.</seg></tuv>'

    def code(self, code: str) -> str:
        better = two_letter_code(code)
        return f'the language code "{code}" should be "{better}"' if better else ""
