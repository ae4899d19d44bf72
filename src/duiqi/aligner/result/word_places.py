"""Where in a sentence the words stand that matching made of it: it drops, joins, folds and converts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from duiqi.text.chars import HAN_CHAR
from duiqi.words.chinese_numerals import CHINESE_NUMERALS, FORMAL_NUMERALS
from duiqi.words.english import NUMERAL_WORDS, english_stems
from duiqi.words.jieba_opencc import to_simplified

Place = tuple[int, int]

# A word in Latin letters, or digits with points and commas in them and what follows them without a space.
_ENGLISH = re.compile(
    r"(?:[A-Za-z]\.){2,}|[Cc][Oo][Vv][Ii][Dd][-\u2010-\u2013 ]?19"
    r"|[A-Za-z\u00c0-\u024f]+(?:['’`][A-Za-z\u00c0-\u024f]+)*|\d+(?:[.,]\d+)*[a-z]{0,2}"
)
_BETWEEN_NUMERALS = re.compile(r"[- ]|,? and |-and-")
_CHINESE_DIGITS = f"(?:\\d+(?:[.,]\\d+)*|[{''.join(sorted(CHINESE_NUMERALS | FORMAL_NUMERALS))}])"
# A value in Chinese: 2亿5000万, 10多万, 百分之三, 三月, 星期三.
_VALUE = re.compile(
    rf"(?:星期|礼拜|周)[一二三四五六日天]|{_CHINESE_DIGITS}(?:(?:[ 多余点]|分之)?{_CHINESE_DIGITS})*月?"
)
# What would move the places of what follows, or break the lines that are converted together.
_SAME_LENGTH = {c + 0xFEE0: c for c in range(0x21, 0x7F) if chr(c).isalnum() or chr(c) in "%."} | dict.fromkeys(
    (*range(0xD800, 0xE000), ord("\n"), ord("\r")), " "
)


def chinese_places(texts: Sequence[str], words: Sequence[Sequence[str]]) -> list[list[Place | None]]:
    """For each text and each of its ``words``, in the order in which ``chinese_words`` gave them, the characters
    ``start … end`` that it was made of; None where that cannot be told."""
    plain = to_simplified([text.translate(_SAME_LENGTH) for text in texts])
    return [
        _chinese(simple, some) if len(simple) == len(text) else [None] * len(some)
        for text, simple, some in zip(texts, plain, words, strict=True)
    ]


def _chinese(text: str, words: Sequence[str]) -> list[Place | None]:
    """Words of Chinese characters stand in the text as they are; values and Latin words between them."""
    places: list[Place | None] = [None] * len(words)
    at = 0
    between: list[int] = []
    for k, word in enumerate(words):
        if not HAN_CHAR.match(word):
            between.append(k)
            continue
        start = text.find(word, at)
        end = start + len(word)
        if start < 0:
            apart = re.search(" +".join(map(re.escape, word)), text[at:])  # 全 国
            if apart is None:
                continue
            start, end = at + apart.start(), at + apart.end()
        _place_between(text, at, start, words, between, places)
        at, between = end, []
        places[k] = (start, end)
    _place_between(text, at, len(text), words, between, places)
    return places


def _place_between(
    text: str, start: int, end: int, words: Sequence[str], between: list[int], places: list[Place | None]
) -> None:
    """Values and Latin words are taken in turn, a Latin word only for its own stems."""
    waiting = list(between)
    while waiting and start < end:
        value, latin = _VALUE.search(text, start, end), _ENGLISH.search(text, start, end)
        is_latin = latin is not None and latin[0][0].isalpha() and (value is None or latin.start() < value.start())
        found = latin if is_latin else value
        if found is None:
            return
        start = found.end()
        of_it = _stems(found[0]) if is_latin else ()
        for place, k in enumerate(waiting):
            if words[k] in of_it or (not is_latin and words[k][0] in "#@"):
                places[k] = found.span()
                del waiting[: place + 1]
                break


def english_places(texts: Sequence[str], words: Sequence[Sequence[str]]) -> list[list[Place | None]]:
    """As ``chinese_places``, for the stems of ``english_stems``."""
    return [_english(text, some) for text, some in zip(texts, words, strict=True)]


def _english(text: str, words: Sequence[str]) -> list[Place | None]:
    known = frozenset(words)
    stems = [(stem, place) for place in _pieces(text) for stem in _stems_here(text[place[0] : place[1]], known)]
    if [stem for stem, _ in stems] == list(words):
        return [place for _, place in stems]
    places: list[Place | None] = [None] * len(words)
    matcher = SequenceMatcher(None, words, [stem for stem, _ in stems], autojunk=False)
    for k, at, size in matcher.get_matching_blocks():
        places[k : k + size] = [place for _, place in stems[at : at + size]]
    return places


def _stems_here(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The stems of a word alone; or as a month's name, where the sentence has that."""
    stems = _stems(word)
    if not word[0].isupper() or known.issuperset(stems):
        return stems
    month = _stems(f"in {word}")
    return month if known.issuperset(month) else stems


def _pieces(text: str) -> list[Place]:
    """The words of an English text, those of a numeral as one."""
    pieces: list[Place] = []
    numeral = False
    for match in _ENGLISH.finditer(text):
        before, numeral = numeral, _is_numeral(match[0])
        start, end = match.span()
        if before and numeral and _BETWEEN_NUMERALS.fullmatch(text, pieces[-1][1], start):
            start = pieces.pop()[0]
        pieces.append((start, end))
    return pieces


def _is_numeral(word: str) -> bool:
    return word[0].isdigit() or word.lower() in NUMERAL_WORDS


@lru_cache(maxsize=100_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(english_stems([word])[0])
