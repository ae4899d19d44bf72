"""A reading behind every character or word: ``漢(ㄏㄢˋ)字(ㄗˋ)``, ``汉字(hànzì)``, what is left of a page's ruby
without its markup.

Who explains readings gives those of a character here and there, or of an entry; in whole clauses only ruby does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import repeat

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.evidence.pinyin import LETTERS, readings, split_tone
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.cleaning.processes.ruby.bopomofo import SIGNS, TONES, pinyin_of
from duiqi.text.chars import HAN, count_han

# (It begins with the bracket, for which a search is quick.)
READING = re.compile(
    f"[(（](?<=[{HAN}].) ?((?:[{TONES}]?[{SIGNS}]{{1,3}}[{TONES}]? ?){{1,4}}|[{LETTERS}1-5 '’-]{{1,40}}?) ?[)）]",
    re.IGNORECASE,
)
# A word and its reading.
_LONGEST = 8
# Of the Chinese characters of such a line so many have their reading (some have none in the table), and all brackets
# with letters of readings but one in ten hold one.
_GLOSSED, _RIGHT = 0.8, 0.9
# In nats, of a line with a mark of clauses and so many readings: 343 million characters of texts (laws, lists of
# words, dictionaries, tools for bopomofo among them) hold no reading in brackets at all.
_CLAUSE, _LEAST_READINGS = math.log(1e6), 6
_MARK = re.compile("[，。；！？]")
_LEAST_MATCHES = 3
# (Looking for each by itself takes a fifth of the time of a pattern of all.)
_ABOUT = "注音", "讀音", "读音", "拼音", "多音", "破音", "ㄅㄆㄇ", "bopomofo", "Bopomofo", "zhuyin", "Zhuyin"


def find_ruby(text: str, brackets: Sequence[int]) -> tuple[list[re.Match[str]], float]:
    """The readings of all lines in which every character has one, and the log-odds that they are ruby; none where these
    are less than 99 to 1. ``brackets`` are those that open behind a character."""
    matches = list(filter(None, map(READING.match, repeat(text), brackets)))
    if len(matches) < _LEAST_MATCHES or any(word in text for word in _ABOUT):
        return [], RARE
    odds, at = RARE, 0
    found: list[re.Match[str]] = []
    for start, end in lines_with(text, (match.start() for match in matches)):
        first = at
        while at < len(matches) and matches[at].start() <= end:
            at += 1
        mine = {match: _read(text, match) for match in matches[first:at]}
        right = [match for match, read in mine.items() if read]
        read = sum(mine.values())
        if read < _GLOSSED * count_han(text[start:end]) or len(right) < _RIGHT * len(mine):
            continue
        found += right
        if read >= _LEAST_READINGS and _MARK.search(text, start, end):
            odds += _CLAUSE
    return (found if odds >= FOUND else []), odds


def _read(text: str, match: re.Match[str]) -> int:
    """How many of the characters before the brackets are read as they say, 0 for none."""
    written = match[1]
    if re.search(f"[{SIGNS}]", written):
        syllables = [pinyin_of(syllable) for syllable in written.split()]
        letters = "".join(syllables) if all(syllables) else ""
    else:
        letters, _ = split_tone(written.lower())
    if not letters:
        return 0
    start = match.start()
    for count in range(1, _LONGEST + 1):
        chars = text[max(0, start - count) : start]
        if count_han(chars) < count:
            return 0
        if _spell(letters, chars):
            return count
    return 0


def _spell(letters: str, chars: str) -> bool:
    """Whether ``letters`` are readings of ``chars``, one behind the other, whatever their tones."""
    ends = {0}
    for char in chars:
        syllables = {known.rstrip("12345") for known in readings().get(char, ())} | ({"r"} if char in "儿兒" else set())
        ends = {end + len(syllable) for end in ends for syllable in syllables if letters.startswith(syllable, end)}
    return len(letters) in ends
