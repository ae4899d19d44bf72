"""A reading in bopomofo behind every character: ``漢(ㄏㄢˋ)字(ㄗˋ)``, what is left of a page's ruby without its markup.

Who explains readings gives those of a character here and there, or of an entry; in whole clauses only ruby does.
"""

from __future__ import annotations

import math
import re

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.evidence.pinyin import can_be_read
from duiqi.cleaning.processes.ruby.bopomofo import SIGNS, TONES, pinyin_of
from duiqi.text.chars import HAN, count_han

# One in a thousand documents; found when 99 to 1.
PRIOR = math.log(1e-3)
LEAST = math.log(99)
# (It begins with the bracket, for which a search is quick.)
READING = re.compile(f"[(（](?<=[{HAN}].) ?([{TONES}]?[{SIGNS}]{{1,3}}[{TONES}]?) ?[)）]")
# Of the Chinese characters of such a line so many have their reading (some have none in the table), and all brackets
# with bopomofo but one in ten hold one.
_GLOSSED, _RIGHT = 0.8, 0.9
# In nats, of a line with a mark of clauses and so many readings: 343 million characters of texts (laws, lists of
# words, dictionaries, tools for bopomofo among them) hold no reading in brackets at all.
_CLAUSE, _LEAST_READINGS = math.log(1e6), 6
_MARK = re.compile("[，。；：！？]")
_ABOUT = re.compile("注音|[讀读]音|拼音|多音|破音|ㄅㄆㄇ|[Bb]opomofo|[Zz]huyin")


def find_ruby(text: str) -> tuple[list[re.Match[str]], float]:
    """The readings of all lines in which every character has one, and the log-odds that they are ruby; none where these
    are less than 99 to 1."""
    readings = list(READING.finditer(text))
    if len(readings) < _LEAST_READINGS or _ABOUT.search(text):
        return [], PRIOR
    odds, at = PRIOR, 0
    found: list[re.Match[str]] = []
    for start, end in lines_with(text, (match.start() for match in readings)):
        first = at
        while at < len(readings) and readings[at].start() <= end:
            at += 1
        mine = readings[first:at]
        right = [match for match in mine if _is_reading(text, match)]
        if len(right) < _GLOSSED * count_han(text[start:end]) or len(right) < _RIGHT * len(mine):
            continue
        found += right
        if len(right) >= _LEAST_READINGS and _MARK.search(text, start, end):
            odds += _CLAUSE
    return (found if odds >= LEAST else []), odds


def _is_reading(text: str, match: re.Match[str]) -> bool:
    syllable = pinyin_of(match[1])
    return bool(syllable) and can_be_read(text[match.start() - 1], syllable)
