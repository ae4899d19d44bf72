"""The number that a paragraph begins with, in the forms in which both languages write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from duiqi.text.late_patterns import late_pattern
from duiqi.text.skipping import behind

Key = tuple[int, ...]
# The numbers that a paragraph may begin with, by their form.
Forms = Mapping[str, Key]
# Forms: verse 3:16, section 3.1.2, figures 12. (12) 12) and alone, list 一、 (一), and words with a number.
FIGURES = ("figure", "bracketed", "half bracketed", "alone", "listed")
# Parts of a text in which numbers begin anew.
CHAPTERS = ("part", "chapter")
# A number, a name of a book before it and brackets are in so many characters: 第一百二十三条之一, Habakkuk 3:16.
LONGEST = 40

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "[零〇○一二两三四五六七八九十百千]{1,9}"
_HAN = "[\u4e00-\u9fff]"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_OPEN, _CLOSE = r"[\[(【〔]?", r"[\])】〕]?"
_BOOK = rf"(?:(?:[1-3] ?)?[A-Z][a-z]{{1,15}}\.?|{_HAN}{{1,7}})"
_UNIT = {
    **dict.fromkeys("条條", "article"),
    **dict.fromkeys("款项項则則段", "paragraph"),
    **dict.fromkeys("节節", "section"),
    **dict.fromkeys("章回", "chapter"),
    **dict.fromkeys("篇编編卷部", "part"),
}
_WORD = {
    **dict.fromkeys(("article", "art."), "article"),
    **dict.fromkeys(("paragraph", "para.", "¶", "clause", "item"), "paragraph"),
    **dict.fromkeys(("section", "sec.", "§", "rule", "regulation"), "section"),
    "chapter": "chapter",
    **dict.fromkeys(("part", "book", "volume"), "part"),
}
_PATTERNS = {
    # The name of a book may stand before it; 10:30:00 is a time.
    "verse": late_pattern(rf"{_OPEN}(?:{_BOOK} ?)?([0-9]{{1,3}}):([0-9]{{1,3}})(?![0-9:]){_CLOSE}"),
    "dotted": late_pattern(
        rf"{_OPEN}§? ?([0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{1,4}})(?=\s|\.?(?:[\])】〕、:]|{_HAN}|[A-Z])|\.\s)"
    ),
    "figure": re.compile(r"([0-9]{1,4})[.、](?![0-9.])"),
    "bracketed": re.compile(r"\(([0-9]{1,4})\)"),
    "half bracketed": re.compile(r"([0-9]{1,4})\)"),
    # A number of verses; 5月 and 1998 are dates.
    "alone": late_pattern(rf"([0-9]{{1,3}})(?:\s+(?=[^0-9\s])|(?={_HAN}|[“「『\"]))(?!\s*[年月日号號岁歲%])"),
    "listed": re.compile(rf"\(?({_CHINESE})(?:、|\))"),
}
# 第三条规定 and “Article 3 of the …” speak of an article, they do not begin one; Section 3.1.2 is none with one number.
_CHINESE_WORD = re.compile(
    rf"第 ?({_CHINESE}|[0-9]{{1,4}}) ?([{''.join(_UNIT)}])(?:之({_CHINESE}))?"
    "(?!第|规定|規定|的|和|或|、|至|到|中|所|及|以|与|與)"
)
_ENGLISH_WORD = re.compile(
    rf"({'|'.join(re.escape(word) for word in _WORD)})\s*([0-9]{{1,4}}|[ivxlc]{{1,8}}\b)(?:[-–]([0-9]{{1,2}})\b)?"
    r"(?!\.[0-9])"
    r"(?=[\])】]*(?:\Z|[.:,)–—-]|\s+(?:[-–—]|[\W0-9A-Z])))",
)
# How a paragraph begins that has a number, but for one behind the name of a book: most are told from it in a moment.
_BEGINNING = re.compile(
    rf"\W?(?:[0-9第§¶]|{_CHINESE}|(?:{'|'.join(word for word in _WORD if word.isalpha())}|art|sec|para)\b)", re.I
)
_VERSE = re.compile("[0-9]:[0-9]")
_FIRST_WORD, _NEXT_WORD = re.compile(r"\w*"), re.compile(r"\W*\w*")
# What it begins with, behind one mark perhaps: words with these letters; other characters, also as they are before
# full-width ones are made plain and small ones of the same letter; and marks, which are asked themselves.
_FIRST_THREE = frozenset(word[:3] for word in (*_WORD, "art", "sec", "para") if word.isalpha())
_WIDE = frozenset(map(chr, _FULL_WIDTH))
_FIRST = frozenset("0123456789第零〇一二两三四五六七八九十百千\u0130\u0131\u017f").union(_WIDE)
_SIGNS = frozenset("§¶○")


def numbers_of(paragraph: str) -> Forms:
    """The number at the beginning of a paragraph by the forms that it may have; mostly none.

    >>> numbers_of("第二十三条之一　国家"), numbers_of("[3:16] 神爱世人"), numbers_of("Article 3 of the law")
    ({'article': (23, 1)}, {'verse': (3, 16)}, {})
    """
    text = paragraph[:LONGEST].lstrip()
    if ":" not in text and "：" not in text and not _may_begin(text[:4]):
        return {}
    if not text.isascii() and not _WIDE.isdisjoint(text):
        text = text.translate(_FULL_WIDTH)
    if not _BEGINNING.match(text) and not _VERSE.search(text):
        return {}
    found: dict[str, Key] = {}
    for form, pattern in _PATTERNS.items():
        match = pattern.match(text)
        if match:
            parts = match[1].split(".") if form == "dotted" else match.groups()
            found[form] = tuple(_value(part) for part in parts)
    if match := _CHINESE_WORD.match(text):
        found[_UNIT[match[2]]] = _key(match[1], match[3])
    elif match := _ENGLISH_WORD.match(_small_word(text)):
        found[_WORD[match[1]]] = _key(match[2], match[3])
    return found


@lru_cache(maxsize=1 << 12)  # many begin alike
def _may_begin(text: str) -> bool:
    """Whether ``_BEGINNING`` may match, told by the first four characters: of most words by three."""
    if not _SIGNS.isdisjoint(text[:2]):
        return True
    start = text[:3] if text[:1].isalnum() else text[1:4]
    if start.isascii() and start[:1].isalpha():
        return start.lower() in _FIRST_THREE
    return start[:1] in _FIRST


def follows(key: Key, before: Key) -> bool:
    """Whether a number comes next after the one before.

    >>> [follows(key, (1, 2)) for key in ((1, 3), (2,), (2, 1), (1, 2, 1), (1, 4), (3,))]
    [True, True, True, True, False, False]
    """
    if key == (*before, 1):
        return True
    level = next((k for k, (new, old) in enumerate(zip(key, before, strict=False)) if new != old), len(before))
    return level < min(len(key), len(before)) and key[level] == before[level] + 1 and set(key[level + 1 :]) <= {1}


def _small_word(text: str) -> str:
    """The text with its first word, if it begins with a capital, and a Roman number behind it in small letters."""
    first = behind(_FIRST_WORD, text)
    second = behind(_NEXT_WORD, text, first)
    if first and not text[0].isupper():
        return ""
    return text[:first].lower() + text[first:second].lower() + text[second:]


def _key(number: str, further: str | None) -> Key:
    return (_value(number), _value(further)) if further else (_value(number),)


def _value(number: str) -> int:
    if number.isascii():
        return int(number) if number.isdigit() else _roman(number.upper())
    if not any(unit in number for unit in _UNITS):
        return int("".join(str(_DIGITS[character]) for character in number))
    total = digit = 0
    for character in number:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-value if value < max(values[k:]) else value for k, value in enumerate(values))
