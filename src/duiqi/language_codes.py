"""The codes of Chinese and English (BCP 47), and which of them a pair's sides may bear."""

from __future__ import annotations

import re

from duiqi.model import Language

# ISO 639-1, -2 and -3. Beside zh and en they are wrong in TMX and HTML (BCP 47), and found there.
LONG_CODES: dict[str, Language] = {**dict.fromkeys(("zho", "chi", "cmn"), "zh"), "eng": "en"}
# The country's code for the language's, and Windows' names of the scripts: no codes, and written as such.
_MISTAKEN = ("cn", "chs", "cht")
CODES: dict[str, Language] = {"zh": "zh", "en": "en", **LONG_CODES, **dict.fromkeys(_MISTAKEN, "zh")}
# Cantonese and Classical Chinese: Chinese in a document that says so. A memory may hold them beside Mandarin, where
# they are not taken for it; and in names "yue" is a person's more often than a language's.
VARIETIES = ("yue", "lzh")

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def code_problem(code: object, side: Language) -> str:
    """What is wrong with ``code`` as that of a pair's Chinese or English, and what to do about it; "" for nothing.

    >>> code_problem("xx", "zh")
    "'xx' is no code of Chinese; write it like zh-TW, zh-Hans or yue"
    """
    primary = code.lower().partition("-")[0] if isinstance(code, str) else ""
    if LANGUAGE_TAG.fullmatch(str(code)) and side == ("zh" if primary in VARIETIES else CODES.get(primary)):
        return ""
    name, like = ("Chinese", "zh-TW, zh-Hans or yue") if side == "zh" else ("English", "en, en-GB or en-US")
    return f"{code!r} is no code of {name}; write it like {like}"


def checked_code(name: str, code: str | None, side: Language) -> None:
    """Raise a ValueError where the argument ``name`` is a code, and none of that language."""
    if code is not None and (problem := code_problem(code, side)):
        raise ValueError(f"{name}: {problem}")
