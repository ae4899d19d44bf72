"""Sentences as tokens for matching: Chinese words, English stems, and value tokens shared by both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from duiqi.text.chars import HAN_CHAR
from duiqi.words.chinese_numerals import (
    ARABIC_QUANTITY,
    CHINESE_NUMERALS,
    DIGITS,
    FORMAL_NUMERALS,
    arabic_quantity,
    chinese_tokens,
    month_token,
)
from duiqi.words.english import COVID, english_stems
from duiqi.words.jieba_opencc import cut_words, to_simplified
from duiqi.words.lexicon import Lexicon, load_lexicon
from duiqi.words.lexicon_fit import BREAK, CHINESE_FUNCTION_WORDS, END, fit_words, longest_match

__all__ = ["CHINESE_FUNCTION_WORDS", "chinese_words", "english_stems", "is_large_number"]

_WEEKDAYS = {"一": "mon", "二": "tue", "三": "wed", "四": "thu", "五": "fri", "六": "sat", "日": "sun", "天": "sun"}
_WEEKDAY = re.compile("(?:星期|礼拜|周)([一二三四五六日天])")
_LATIN = f"{COVID}|(?:[A-Za-z]\\.){{2,}}|[A-Za-z\u00c0-\u024f]+(?:['’.&-]?[A-Za-z\u00c0-\u024f]+)*"
# Arabic numerals and Latin words are taken out before jieba, which would cut them at points and apostrophes.
# Private-use marks hold their places; such characters in the text itself are dropped.
_NUMBER_MARK, _LATIN_MARK = "\ue000", "\ue001"
_TAKEN_OUT = re.compile(f"(?P<number>{ARABIC_QUANTITY})|{_LATIN}")
_FULL_WIDTH = {c + 0xFEE0: c for c in range(0x21, 0x7F) if chr(c).isalnum() or chr(c) in "%."}
_CIRCLED = {0x2460 + i: f" {i + 1} " for i in range(20)}
_DROPPED = {ord(_NUMBER_MARK): None, ord(_LATIN_MARK): None, ord("\n"): " ", ord("\r"): " "}
# Half a surrogate pair is no character; OpenCC and rjieba refuse it.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), " ")
_CHARACTERS = {**_FULL_WIDTH, **_CIRCLED, **_DROPPED, **_SURROGATES}

_NUMERAL = f"[{''.join(sorted(CHINESE_NUMERALS))}]"
_FRACTION = re.compile(f"({_NUMERAL}+)分之({_NUMERAL}*)")
_MONTH = re.compile("(十?[一二]|[三四五六七八九十])月份?")
_NUMERAL_HEAD = re.compile(f"第?({_NUMERAL}+)(.*)", re.DOTALL)
_RUN = CHINESE_NUMERALS | FORMAL_NUMERALS
# (kind, text): a "word" stands for itself, a "numeral" begins or goes on a run, a "unit" (点, 千万, 万一) only goes on
# with one, the rest look at what stands before them.
Part = tuple[str, str]
# Words without any of these are of one part.
_SPECIAL = _RUN | frozenset("第点年月周期拜")

# Words fitted at a time, some thousand sentences, to bound memory.
_AT_A_TIME = 20_000


def is_large_number(token: str) -> bool:
    """Whether a token is a number of two digits or more. Smaller ones are left out or written as words too often."""
    return token[0] == "#" and sum(map(str.isdigit, token)) > 1


def chinese_words(sentences: Sequence[str], lexicon: Lexicon | None = None) -> list[list[str]]:
    """The words of each Chinese sentence, for matching only.

    Simplified characters; jieba's words fitted to those of ``lexicon`` (default: the package's): neighbours that
    make one of its words are joined, unknown words are split by longest match. Function words are dropped;
    numerals, months and weekdays are value tokens (``#25``, ``@6``, ``@wed``); Latin words are English stems.
    """
    known = _word_set(lexicon or load_lexicon())
    taken: list[list[str]] = []
    texts = [_take_out(text, taken) for text in to_simplified([s.translate(_CHARACTERS) for s in sentences])]
    cut = cut_words(texts)
    parts = {word: _parts(word, known) for word in set().union(*cut)}
    # Stand for themselves whatever is beside them, but for numerals: most words.
    plain = {word: some[0][1] for word, some in parts.items() if len(some) == 1 and some[0][0] in ("word", "unit")}
    lines: list[list[str]] = []
    words: list[str] = []
    for pieces, tokens in zip(cut, taken, strict=True):
        if plain.keys() >= set(pieces):
            words += [plain[word] for word in pieces]
        else:
            words += _with_values((part for word in pieces for part in parts[word]), iter(tokens))
        words.append(END)
        if len(words) >= _AT_A_TIME:
            lines += fit_words(words, known)
            words = []
    return lines + fit_words(words, known)


@lru_cache(maxsize=2)
def _word_set(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words.tolist())


def _take_out(text: str, taken: list[list[str]]) -> str:
    """Replace each Arabic numeral and Latin word of ``text`` by a mark; they go to the end of ``taken``."""
    tokens: list[str] = []

    def mark(match: re.Match[str]) -> str:
        if match["number"]:
            tokens.append(arabic_quantity(match[0]))
            return _NUMBER_MARK
        tokens.append(match[0])
        return _LATIN_MARK

    marked = _TAKEN_OUT.sub(mark, text)
    taken.append(tokens)
    return marked


def _with_values(parts: Iterable[Part], taken: Iterator[str]) -> list[str]:
    """Put the taken-out tokens back, join Chinese numerals to value tokens, and see to months and decades."""
    words: list[str] = []
    run = ""
    for kind, text in parts:
        if kind == "numeral" or (run and kind == "unit"):
            if not run and words[-1:] == ["一点"] and chinese_tokens(f"一点{text}"):
                run = words.pop()  # 一点 is "a little", but not in 一点五亿
            run += text
            continue
        if len(run) > 1 and run[-1] not in DIGITS.keys() - {"零"} and kind == "word" and text[0] in DIGITS:
            # jieba cuts 八十二元 before 二元, which is also "binary".
            run, text = run + text[0], text[1:] or BREAK
        if run:
            words += _run_tokens(run)
            run = ""
        if kind == "number":
            words.append(next(taken))
        elif kind == "Latin":
            words += english_stems([next(taken)])[0]
        elif kind == "month" and words and (month := month_token(words[-1])):
            words[-1] = month
        elif kind == "decade" and words and words[-1][0] == "#":
            words = _with_decade(words)
        else:
            words.append(text)
    return words + _run_tokens(run) if run else words


def _parts(word: str, known: frozenset[str]) -> list[Part]:
    """What one of jieba's words is made of: 第三天 and 三人 are numeral and rest, 三心二意 stays whole."""
    if not word:
        return []
    if word == _NUMBER_MARK:
        return [("number", word)]
    if word == _LATIN_MARK:
        return [("Latin", word)]
    if not HAN_CHAR.match(word):
        return [("word", BREAK)]
    if _SPECIAL.isdisjoint(word):
        return [("word", word)]
    if word == "第":
        return []
    if fraction := _FRACTION.fullmatch(word):
        return [("word", token) for token in _fraction_tokens(fraction[1], fraction[2])]
    if month := _MONTH.fullmatch(word):
        return [("numeral", month[1]), ("month", "月")]
    if word[0] == "月" and word[1:] in ("", "份", "底", "初", "末", "中"):
        return [("month", "月")]
    if weekday := _WEEKDAY.fullmatch(word):
        return [("word", f"@{_WEEKDAYS[weekday[1]]}")]
    if word == "年代":
        return [("decade", word)]
    head = _NUMERAL_HEAD.fullmatch(word)
    if word in known and not _is_number(word) and _kind(word) != "unit" and not (head and _is_counted(word, head[2])):
        return [("word", word)]
    if not head:
        return [(_kind(word), word)]
    if word not in known and len(start := next(longest_match(word, known))) > len(head[1]):
        return [*_parts(start, known), *_parts(word[len(start) :], known)]
    # 第一 is "first", 一 alone is "a", and jieba may cut 第一百 after 一.
    numeral = "第一" if word[0] == "第" and head[1] == "一" else head[1]
    first = ("numeral" if numeral == "第一" else _kind(numeral), numeral)
    return [first, (_kind(head[2]), head[2])] if head[2] else [first]


def _is_counted(word: str, rest: str) -> bool:
    """Whether a known word is a numeral with little after it: 第三, 第三次, 二十多; not 第二次世界大战, 三心二意."""
    return len(rest) < 2 if word[0] == "第" else rest in ("多", "余", "来")


def _kind(text: str) -> str:
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


def _run_tokens(run: str) -> list[str]:
    """The value tokens of a run of numeral words; 点 at its end is o'clock, 两 at its end taels."""
    run, points = run.rstrip("点"), ["点"] if run.endswith("点") else []
    if len(run) > 1 and run.endswith("两"):
        run, points = run[:-1], []
    tokens = chinese_tokens(run.removeprefix("第")) if run != "一" else None
    return [*(tokens or [run]), *points]


def _with_decade(words: list[str]) -> list[str]:
    """20世纪60年代 and 六十年代 are ``#1960``, as in "the 1960s"."""
    decade = words[-1][1:]
    if decade not in {"10", "20", "30", "40", "50", "60", "70", "80", "90"}:
        return words
    if len(words) >= 3 and words[-2] == "世纪" and words[-3][1:].isdigit():
        return [*words[:-3], f"#{int(words[-3][1:]) - 1}{decade}"]
    return [*words[:-1], f"#19{decade}"]
