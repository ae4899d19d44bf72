"""Rule ``wrong-language``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Text
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han

# A Chinese side may have so many letters and no character: a few words that stay English. A choice.
LETTERS = 20


class WrongLanguage(TextRule):
    """The Chinese has no Chinese character, or the English is Chinese.

    A few words in Latin letters, a name or an abbreviation, are good Chinese.
    """

    id = "wrong-language"
    severity = "doubtful"
    effect = "the translator gets text in the wrong language"
    example = (("The meeting will be held tomorrow.", "会议明天举行。"),)

    def side(self, side: Text) -> str:
        text = side.text
        if side.language == "en":
            is_chinese = not text.isascii() and count_han(text) > len(LATIN_LETTER.findall(text))
            return "the English text is Chinese" if is_chinese else ""
        if HAN_CHAR.search(text) or " " not in text.strip() or len(LATIN_LETTER.findall(text)) <= LETTERS:
            return ""
        return "the Chinese text has no Chinese character"
