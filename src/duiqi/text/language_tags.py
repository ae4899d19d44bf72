"""The one table of language names and codes: ``zh-Hant``, ``en_US``, ``cmn``, ``中文``; and what a tag is worth beside
the text itself.

Tags (BCP 47, or with ``_``) stand in attributes, and may have any subtags. Names stand where people and programs label
a text: the head of a column, the name of a file. A key of front matter ends in a tag's first part.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from duiqi.language_codes import CODES, VARIETIES
from duiqi.model import Language
from duiqi.text.chars import count_han
from duiqi.text.language import count_words, language_of
from duiqi.text.script import SIMPLIFIED, TRADITIONAL
from duiqi.text.third_language import foreign_lines

_UNKNOWN = ("", "und", "mul", "zxx", "x")

_CHINESE = ("chinese", "中文", "汉语", "漢語", "中", "简体", "簡體", "繁体", "繁體", "简体中文", "繁體中文")
_ENGLISH = ("english", "英文", "英语", "英語", "英")
# Every name but for codes with subtags that are not here (``en-AU``).
NAMES: dict[str, Language] = {
    **CODES,
    **{f"zh-{subtag}": "zh" for subtag in (*SIMPLIFIED, *TRADITIONAL)},
    **dict.fromkeys(("en-us", "en-gb"), "en"),
    **dict.fromkeys((*_CHINESE, "中文原文", "中文译文", "中文譯文"), "zh"),
    **dict.fromkeys((*_ENGLISH, "英文原文", "英文译文", "英文譯文"), "en"),
}
# A code with script and region only: "chi-square" and "en-suite" are words, "zh-en" is both languages.
_NAME_LIKE_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-(?!zh|en)(?:[a-z]{2}|\d{3}))?")


def folded_tag(tag: str) -> str:
    """The tag as tags are compared: in lower case, with hyphens."""
    return tag.strip().lower().replace("_", "-")


def primary_subtag(tag: str) -> str:
    """The first part of a tag, in lower case: ``zh`` of ``zh_TW``."""
    return folded_tag(tag).split("-")[0]


# Asked for every text of a memory; a hostile one may have any number of codes.
@lru_cache(maxsize=1_024)
def side_of_tag(tag: str) -> Language | None:
    """The side of a pair that text with this tag stands on; None for any other language."""
    return CODES.get(primary_subtag(tag))


def language_of_tag(tag: str) -> Language | Literal["other"] | None:
    """The language of a document's text with this tag; None for a tag that names none."""
    primary = primary_subtag(tag)
    if primary in VARIETIES:
        return "zh"
    return CODES.get(primary) or ("other" if primary not in _UNKNOWN else None)


def language_of_name(name: str) -> Language | None:
    """The language that a column or file so named is in; None when the name is none of a language."""
    name = folded_tag(name)
    tag = _NAME_LIKE_TAG.fullmatch(name)
    return NAMES.get(name) or (CODES.get(tag[1]) if tag else None)


# A Chinese tag holds for text without Chinese of so many words at most, a name; a tag of a third language for text that
# does not tell, of so many words and Chinese characters at most. Choices.
FEW_WORDS, FEW_OF_OTHERS = 2, 4


def language_from_tag(tag: str, text: str) -> Language | Literal["other"] | None:
    """The language that a tag says ``text`` is in, unless the text itself says another one; None when it does.

    Attributes are set by templates as often as by authors, so they count where the script leaves room for them.
    """
    language, found = language_of_tag(tag), language_of(text)
    if language == "zh":
        return "zh" if found == "zh" or count_words(text) <= FEW_WORDS else None
    if language == "en":
        return "en" if found != "zh" else None
    if language == "other" and (all(foreign_lines([text])) or count_words(text) + count_han(text) <= FEW_OF_OTHERS):
        return "other"
    return None
