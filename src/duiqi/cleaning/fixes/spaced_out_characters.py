"""Chinese with a space behind each character or word, English with one before each mark, or justified by them."""

from __future__ import annotations

import math
import re

from duiqi.cleaning.edits import Change, lines_with, trimmed
from duiqi.cleaning.evidence.census import WIDE, census_of
from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, plausibility
from duiqi.cleaning.processes.justified import find_justified
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.cleaning.processes.spaced_out import GAP, MARK_GAP, find_spaced_lines
from duiqi.text.chars import ASCII_LETTER, count_han
from duiqi.text.late_patterns import late_pattern

_GAP, _MARK_GAP = late_pattern(GAP), re.compile(MARK_GAP)
# All characters of a line apart, its figures and Latin letters too; more than one space is one of the writer's.
_EACH_APART, _NARROW = re.compile("[ \u00a0]*\\S(?:[ \u00a0]+\\S)*[ \u00a0]*"), re.compile("(?<=\\S)[ \u00a0](?=\\S)")
# A line of single characters with one space between them, six at least.
_SPACED = late_pattern(f"^[ \\t]*([{WIDE}](?: [{WIDE}]){{5,}})[ \\t]*$", re.MULTILINE)
# Joined, such a line must read like Chinese (nats a character): 99.9% of clean lines cost less than 7.3, common
# characters in random order 8. Lists can be cheaper (东 西 南 北: 4.6), but are short and hold no punctuation.
_JOINED_COST, _MIN_JOINED = 7.5, 12
# Nor do its characters cost less behind one another than alone in a list of words of one character (-0.8 to 0.5 nats on
# average; running text 0.9 to 2.4).
_LINKED = 0.7
_PUNCTUATION = re.compile("[，。、；：！？“”]")


def find_spaced_out(text: str) -> list[Change]:
    """Lines whose spaces are not the writer's, and lines in which every character has one behind it.

    >>> find_spaced_out("贯 彻 落 实 会 议 精 神 加 强 合 作")
    [Change(start=1, end=22, after='彻落实会议精神加强合')]
    >>> find_spaced_out("公司 成立 于 上海 ， 很 大 。")
    [Change(start=2, end=17, after='成立于上海，很大', process='spaced out', odds=7.2)]
    >>> find_spaced_out("I t   w a s   t h e   b e g i n n i n g   o f   M a y .")[0].after
    't was the beginning of May'
    >>> find_spaced_out("甲 乙 丙 丁 戊 己 庚 辛")
    []
    """
    changes: list[Change] = []
    found = find_spaced_lines(text)
    done = set()
    for gap, lines in ((_GAP, found.lines), (_MARK_GAP, found.marked)) if found else ():
        for start, end in lines:
            done.add(start)
            line = text[start:end]
            every = _EACH_APART.fullmatch(line) is not None
            change = trimmed(text, start, end, _NARROW.sub("", line) if every else gap.sub("", line))
            if change and found:
                changes.append(change._replace(process="spaced out", odds=round(found.odds, 1)))
    gaps = _lines_with_gaps(text)
    changes += find_spaced_letters(text, gaps)
    for start, end in gaps:
        match = _SPACED.match(text, start, end)
        if match and start not in done and _reads_well(match[1][::2]):
            change = trimmed(text, match.start(1), match.end(1), match[1][::2])
            if change:
                changes.append(change)
    changes = changes or find_tokens(text) or narrow_gaps(text)
    return sorted(changes, key=lambda change: change.start)


def narrow_gaps(text: str) -> list[Change]:
    """One space for each of the wide gaps in justified lines."""
    found = find_justified(text)
    if found is None:
        return []
    return [Change(start + 1, end, "", process="justified", odds=round(found.odds, 1)) for start, end in found.gaps]


# English as segmenters write it: a space before each mark, at the ends of lines too. Of the commas and last stops of
# such text nine in ten have one, of clean text one in a thousand (as for Chinese). Only lines with one of the commonest
# words count, and two commas and two stops of them are asked for: commands end with ` .`, queries with ` ?`, and French
# has a space before its question marks.
_TOKEN = re.compile("(?<=[A-Za-z\\d)\\]\"'”’]) (?:,(?= |$)|[.?!](?= ?[\"'”’]?$))", re.MULTILINE)
_TIGHT_TOKEN = re.compile("[A-Za-z\\d](?:,(?= |$)|[.?!](?=[\"'”’]?$))", re.MULTILINE)
_EACH_TOKEN, _EACH_TIGHT, _LEAST_COMMAS, _LEAST_STOPS = math.log(0.9 * 1000), math.log(0.1), 2, 2
_LAST_STOPS = tuple(f" {stop}{quote}\n" for stop in ".?!" for quote in ("", '"', ' "', "”", " ”", "'", " '", "’", " ’"))
# What belongs to the word before it, or behind it; a hyphen between words, as Moses writes it.
_TO_BEFORE = re.compile(
    "(?<=\\S) +(?=(?:[,.;:?!)\\]”]|\\.{3})[\"'”’]?(?: |$)|['’](?:s|re|ve|ll|d|m|t)\\b|n['’]t\\b)|(?<=[(\\[“]) +"
)
_HYPHEN = re.compile(" @([-/])@ ")
_QUOTED = re.compile('(?<!\\S)" ([^"]+) "(?!\\w)')


def find_tokens(text: str) -> list[Change]:
    """The spaces that a segmenter put into English, in the lines of prose that have one before a mark.

    >>> find_tokens("He was , I know .\\nWe had to stay , all the same .")[0].after
    ', I know'
    """
    if text.count(" ,") < _LEAST_COMMAS or sum(map(f"{text}\n".count, _LAST_STOPS)) < _LEAST_STOPS:
        return []
    lines: list[tuple[int, int]] = []
    commas = stops = 0
    for start, end in lines_with(text, (match.start() for match in _TOKEN.finditer(text))):
        if _is_prose(text[start:end]):
            marks = [match[0] for match in _TOKEN.finditer(text, start, end)]
            commas += marks.count(" ,")
            stops += len(marks) - marks.count(" ,")
            lines.append((start, end))
    odds = RARE + _EACH_TOKEN * (commas + stops) + _EACH_TIGHT * len(_TIGHT_TOKEN.findall(text))
    if commas < _LEAST_COMMAS or stops < _LEAST_STOPS or odds < FOUND:
        return []
    changes = []
    for start, end in lines:
        joined = _QUOTED.sub(r'"\1"', _HYPHEN.sub(r"\1", text[start:end]))
        change = trimmed(text, start, end, _TO_BEFORE.sub("", joined))
        if change:
            changes.append(change._replace(process="spaced out", odds=round(odds, 1)))
    return changes


def _is_prose(line: str) -> bool:
    """Whether a line is English, with one of the commonest words in it."""
    return count_han(line) <= len(ASCII_LETTER.findall(line)) and not _WORDS.isdisjoint(line.lower().split(" "))


# One space between letters, more between words.
_LETTERS = re.compile("^ *([!-~](?: [!-~])*(?: {2,}[!-~](?: [!-~])*)+) *$", re.MULTILINE)
# The commonest words of English, a fourth of running text. That a row of letters in a table should spell one of two
# letters has odds of one in 26.
_WORDS = frozenset(("and", "as", "at", "be", "for", "had", "he", "her", "his", "in", "is", "it", "not", "of", "on"))
_WORDS |= {"she", "that", "the", "they", "this", "to", "was", "we", "with", "you"}
_WORD = math.log(26)


def find_spaced_letters(text: str, lines: list[tuple[int, int]]) -> list[Change]:
    """English with a space between all letters: all lines that are nothing else, where one of ``lines`` (start, end)
    is, and common words in them show that it is that."""
    if not any(_LETTERS.match(text, start, end) for start, end in lines):
        return []
    found = []
    odds = RARE
    for match in _LETTERS.finditer(text):
        words = [word.replace(" ", "") for word in re.split(" {2,}", match[1])]
        odds += _WORD * sum(word.lower() in _WORDS for word in words)
        found.append((*match.span(1), " ".join(words)))
    if odds < FOUND:
        return []
    changes = (trimmed(text, *each) for each in found)
    return [change._replace(process="spaced out", odds=round(odds, 1)) for change in changes if change]


def _lines_with_gaps(text: str) -> list[tuple[int, int]]:
    """The lines in which every second character is a space, five times at least."""
    import numpy as np

    census = census_of(text)
    second = np.diff(census.spaces) == 2
    five = second[:-3] & second[1:-2] & second[2:-1] & second[3:]
    return census.spans(census.lines(census.spaces[np.flatnonzero(five)]))


def _reads_well(joined: str) -> bool:
    if len(joined) < _MIN_JOINED and not _PUNCTUATION.search(joined):
        return False
    model = plausibility()
    alone = sum(model.unigrams.get(char, UNKNOWN_COST) for char in model.fold(joined))
    cost = model.text_cost(joined)
    return cost < _JOINED_COST * len(joined) and alone - cost > _LINKED * len(joined)
