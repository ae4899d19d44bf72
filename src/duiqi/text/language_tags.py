"""Language tags: ``zh-Hant``, ``en_US``, ``cmn``; and what a tag is worth beside the text itself."""

from __future__ import annotations

from typing import Literal

from duiqi.model import Language
from duiqi.text.chars import count_han
from duiqi.text.language import count_words, language_of
from duiqi.text.third_language import foreign_lines

CHINESE = frozenset(("zh", "zho", "chi", "cmn", "yue", "lzh"))
ENGLISH = frozenset(("en", "eng"))


def language_of_tag(tag: str) -> Language | Literal["other"] | None:
    """The language that a tag (BCP 47, or with ``_``) names; None for an empty one."""
    primary = tag.strip().lower().replace("_", "-").split("-")[0]
    if primary in CHINESE:
        return "zh"
    if primary in ENGLISH:
        return "en"
    return "other" if primary not in ("", "und", "mul", "zxx", "x-default") else None


def told(tag: str, text: str) -> Language | Literal["other"] | None:
    """The language that a tag says ``text`` is in, unless the text itself says another one; None when it does.

    Attributes are set by templates as often as by authors, so they count where the script leaves room for them.
    """
    language, found = language_of_tag(tag), language_of(text)
    if language == "zh":
        return "zh" if found == "zh" or count_words(text) <= 2 else None
    if language == "en":
        return "en" if found != "zh" else None
    if language == "other" and (all(foreign_lines([text])) or count_words(text) + count_han(text) <= 4):
        return "other"
    return None
