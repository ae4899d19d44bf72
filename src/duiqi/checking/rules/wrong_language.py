"""Rule ``wrong-language``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Text
from duiqi.text.chars import LATIN_LETTER, count_han


class WrongLanguage(TextRule):
    """The Chinese has no Chinese character, or the English is Chinese.

    A few words in Latin letters, a name or an abbreviation, are good Chinese.
    """

    id = "wrong-language"
    severity = "doubtful"
    effect = "the translator gets text in the wrong language"
    example = (("The meeting will be held tomorrow.", "会议明天举行。"),)

    def side(self, side: Text) -> str:
        han, latin = count_han(side.text), len(LATIN_LETTER.findall(side.text))
        if side.language == "en":
            return "the English text is Chinese" if han > latin else ""
        if not han and latin > 20 and " " in side.text.strip():
            return "the Chinese text has no Chinese character"
        return ""
