"""What one of jieba's words is made of: 第三天 is a numeral and the rest, 三心二意 stays whole."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Literal, NamedTuple

from duiqi.text.chars import HAN, HAN_CHAR
from duiqi.words.chinese_numerals import CHINESE_NUMERALS, DIGITS, FORMAL_NUMERALS, chinese_tokens
from duiqi.words.lexicon_fit import BREAK, longest_match


class Part(NamedTuple):
    """A part of a word. A "word" stands for itself, a "numeral" begins or goes on a run, a "unit" (点, 千万, 万一) only
    goes on with one; a "number" and a "Latin" word are marks, which hold the place of what was taken out of the text; a
    "month" and a "decade" look at what stands before them."""

    kind: Literal["word", "numeral", "unit", "number", "Latin", "month", "decade"]
    text: str


# Private-use marks that hold the places of Arabic numerals and Latin words.
NUMBER_MARK, LATIN_MARK = "\ue000", "\ue001"

_WEEKDAYS = {"一": "mon", "二": "tue", "三": "wed", "四": "thu", "五": "fri", "六": "sat", "日": "sun", "天": "sun"}
_WEEKDAY = re.compile("(?:星期|礼拜|周)([一二三四五六日天])")
_NUMERAL = f"[{''.join(sorted(CHINESE_NUMERALS))}]"
_FRACTION = re.compile(f"({_NUMERAL}+)分之({_NUMERAL}*)")
_MONTH = re.compile("(十?[一二]|[三四五六七八九十])月份?")
_MONTH_REST = frozenset(["月", "月份", "月底", "月初", "月末", "月中"])
_NUMERAL_HEAD = re.compile(f"第?({_NUMERAL}+)(.*)", re.DOTALL)
_RUN = CHINESE_NUMERALS | FORMAL_NUMERALS
# Words without any of these are of one part.
_SPECIAL = "".join(sorted(_RUN | frozenset("第点年月周期拜")))
_PLAIN = re.compile(f"^(?![{_SPECIAL}])[{HAN}][^\\n{_SPECIAL}]*$", re.MULTILINE)


def plain_among(words: Iterable[str]) -> list[str]:
    """Those of some words, none with a line break inside, that are plainly one, as most are: in one search."""
    return _PLAIN.findall("\n".join(words))


def parts_of_word(word: str, known: Container[str]) -> tuple[Part, ...]:
    """The parts of one of jieba's words; ``known`` are the words of the lexicon."""
    if word == NUMBER_MARK:
        return (Part("number", word),)
    if word == LATIN_MARK:
        return (Part("Latin", word),)
    if not word or word == "第":
        return ()
    if plain_among([word]):
        return (Part("word", word),)
    if not HAN_CHAR.match(word):
        return (Part("word", BREAK),)
    parts = _fraction_or_date(word)
    return tuple(_numeral_and_rest(word, known) if parts is None else parts)


def _fraction_or_date(word: str) -> list[Part] | None:
    """百分之三, 六月底, 星期三, 年代; None for any other word."""
    if fraction := _FRACTION.fullmatch(word):
        return [Part("word", token) for token in _fraction_tokens(fraction[1], fraction[2])]
    if month := _MONTH.fullmatch(word):
        return [Part("numeral", month[1]), Part("month", "月")]
    if word in _MONTH_REST:
        return [Part("month", "月")]
    if weekday := _WEEKDAY.fullmatch(word):
        return [Part("word", f"@{_WEEKDAYS[weekday[1]]}")]
    return [Part("decade", word)] if word == "年代" else None


def _numeral_and_rest(word: str, known: Container[str]) -> list[Part]:
    """A known word whole, unless it is a number; of others the numeral that they begin with, and the rest."""
    head = _NUMERAL_HEAD.fullmatch(word)
    if word in known and not _is_number(word) and _kind(word) != "unit" and not (head and _is_counted(word, head[2])):
        return [Part("word", word)]
    if not head:
        return [Part(_kind(word), word)]
    if word not in known and len(start := longest_match(word, known)[0]) > len(head[1]):
        return [*parts_of_word(start, known), *parts_of_word(word[len(start) :], known)]
    # 第一 is "first", 一 alone is "a", and jieba may cut 第一百 after 一.
    numeral = "第一" if word[0] == "第" and head[1] == "一" else head[1]
    first = Part("numeral" if numeral == "第一" else _kind(numeral), numeral)
    return [first, Part(_kind(head[2]), head[2])] if head[2] else [first]


def _is_counted(word: str, rest: str) -> bool:
    """Whether a known word is a numeral with little after it: 第三, 第三次, 二十多; not 第二次世界大战, 三心二意."""
    return len(rest) < 2 if word[0] == "第" else rest in ("多", "余", "来")


def _kind(text: str) -> Literal["word", "numeral", "unit"]:
    if text == "点" or (CHINESE_NUMERALS.issuperset(text) and chinese_tokens(text) is None):
        return "unit"
    return "numeral" if _RUN.issuperset(text) else "word"


def _is_number(word: str) -> bool:
    """三 and 二十 are numbers though the lexicon has them; 一一, 三三两两 and 九一一 are words when it does."""
    digits_only = len(word) > 1 and DIGITS.keys() >= set(word)
    return CHINESE_NUMERALS.issuperset(word) and not digits_only and chinese_tokens(word) is not None


def _fraction_tokens(denominator: str, numerator: str) -> list[str]:
    """百分之三 is 3, 三分之二 is 2/3; 百分之 alone leaves the numeral that follows."""
    if numerator == "百":
        return ["#100"]
    tokens, parts = chinese_tokens(numerator), chinese_tokens(denominator)
    if not tokens or denominator == "百" or not parts:
        return tokens or ([numerator] if numerator else [])
    return [f"{tokens[0]}/{parts[0][1:]}"]
