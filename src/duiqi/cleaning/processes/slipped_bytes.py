"""A replacement or loss of single bytes in GBK text, blind to characters: every later pair begins one byte late.

Its traces: runs whose bytes, paired one byte later, spell Chinese that chance does not explain; glosses whose opening
bracket went with half a character (``女?dāng)y手``); question marks where no writer puts one (``規?；``, ``央?A算``).
Where the replacement was one of punctuation, commas are half-width all through.
"""

from __future__ import annotations

import math
import re

from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.evidence.pinyin import LETTERS
from duiqi.cleaning.evidence.slips.runs import Run, slip_runs
from duiqi.cleaning.processes.odds import RARE, log_odds
from duiqi.text.chars import HAN

# (They begin with the question mark, for which a search is quick.)
# Log-likelihood ratios of marks: one slip in three leaves the first, one in ten the others; in 9.8 million Chinese
# characters of clean text 0, 4 and 0 were seen (one is assumed where none was). ``上午?|下午?`` is a
# pattern of a program; ``?,,`` and ``12,…?,…`` are cells of a table whose questions end in a straight mark.
_MARKS = (
    (re.compile(f"\\?(?<=[{HAN}]\\?)[{LETTERS}]{{1,8}} ?\\)"), math.log(1 / 3 / 1e-7)),
    (re.compile(f"\\?(?<=[{HAN}]\\?)(?:[；，！。：、]|[;:,](?![;:,]))(?=\\S)"), math.log(0.1 / 4e-7)),
    (re.compile(f"\\?(?<=[{HAN}]\\?)[@-{{}}~](?=[{HAN}])"), math.log(0.1 / 1e-6)),
)
_ROW = re.compile("[0-9]+,")
# A run right behind a question mark: a third of those of damaged text, one in 300 elsewhere.
_BEHIND_MARK = math.log(100)
# Runs that say less are no evidence: classical poetry is full of pairs of rare characters (up to 9.7 each).
_LEAST_EVIDENCE = 10.0
# Nor do those in lists of words or characters, which no sentence is near: in four of clean text (homophones, names, two
# of frequencies) runs say up to 25, and some hundred are longer than chance has them in prose.
_NEAR = 80
_SENTENCE = re.compile(f"[{HAN}][”’」』）)]?[，。、；：！？,.;:!?](?![0-9])")
# Words of hiragana, so many near: Japanese. Of slipped pairs one in 50 is a kana, by itself.
_HIRAGANA, _LEAST_WORDS = re.compile("[ぁ-ゖ]{2,}"), 3
# Toned glosses: in a third of the pages that are damaged so, in 4 of 6,693 clean texts.
_GLOSSED = math.log(1 / 3 / 6e-4)
# Half-width commas throughout: in half of them, in 1.6% of clean texts.
_HALF_WIDTH, _HALF_WIDTH_SHARE = math.log(0.5 / 0.016), 0.75
_COMMA = re.compile(f"(?<=[{HAN}])[,，](?=[{HAN}])")
_GLOSS = re.compile(f"(?<=[{HAN}])[(（][ \u00a0]?[{LETTERS}]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][{LETTERS}]*[ \u00a0]?[)）]")


def find_slips(text: str) -> float:
    """The log-odds that single bytes of ``text`` were replaced or lost."""
    odd = census_of(text).present & (Kind.RARE | Kind.SIGN)
    runs = [(run, run.evidence + _mark_before(text, run)) for run in (slip_runs(text) if odd else ())]
    places = [evidence for run, evidence in runs if evidence >= _LEAST_EVIDENCE and _is_in_prose(text, run)]
    if "?" in text:
        for pattern, evidence in _MARKS:
            places += [evidence for found in pattern.finditer(text) if not _is_in_row(text, found.start())]
    if not places:
        return -math.inf
    prior = RARE
    if _GLOSS.search(text):
        prior += _GLOSSED
    commas = _COMMA.findall(text)
    if len(commas) > 1 and commas.count(",") >= _HALF_WIDTH_SHARE * len(commas):
        prior += _HALF_WIDTH
    return log_odds(prior, len(text), places)


def _is_in_prose(text: str, run: Run) -> bool:
    around = text[max(0, run.start - _NEAR) : run.start], text[run.end : run.end + _NEAR]
    return any(_SENTENCE.search(side) for side in around) and not is_japanese(text, run.start, run.end)


def is_japanese(text: str, start: int, end: int) -> bool:
    """Whether the place stands in Japanese, whose kana are no traces of slipped bytes."""
    return len(_HIRAGANA.findall(text, max(0, start - _NEAR), end + _NEAR)) >= _LEAST_WORDS


def _is_in_row(text: str, place: int) -> bool:
    """Whether the line is a row of a table that begins with its number."""
    return _ROW.match(text, text.rfind("\n", 0, place) + 1, place) is not None


def _mark_before(text: str, run: Run) -> float:
    return _BEHIND_MARK if "?" in text[max(0, run.start - 2) : run.start] else 0.0
