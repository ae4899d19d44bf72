"""A space behind each character or word: OCR, a segmenter, letter-spacing typed by hand.

No writer puts a space before a comma. Where a text does it throughout, and between many of its characters, the spaces
are not the writer's, and all of them go.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.evidence.census import WIDE, Kind, census_of
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import HAN
from duiqi.text.code_points import told_of
from duiqi.text.late_patterns import late_pattern

# A space before a mark: in nine of ten marks of such text, in 1 of 1,300 of clean text (whose author spaces words too).
_BEFORE_MARK = math.log(0.9 * 1300)
# At least this share of the characters of a line has a space between them: of words of one to four characters, 40%.
_LEAST_SHARE, _LEAST_SPACES = 0.25, 3
_SPACE = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
GAP = f"(?<=[{WIDE}]){_SPACE}(?=[{WIDE}])"
MARK_GAP = f"(?<=[，。、；：！？]){_SPACE}|{_SPACE}(?=[，。、；：！？])"
_SPACED = late_pattern(f"(?<=[{HAN}]){_SPACE}(?=[{HAN}])")
_TIGHT = late_pattern(f"(?<=[{HAN}])(?=[{HAN}])")
_VERSE_LINES, _VERSE_LENGTH = 3, 4
_MARKS = "，。、；：！？"
_MARK_SET = frozenset(_MARKS)
_FIRST_MARK = ord(min(_MARKS))
_SPACED_MARK, _TIGHT_MARK = re.compile(f"[{_MARKS}](?<=[{HAN}]{_SPACE}.)"), re.compile(f"(?<=[{WIDE}])[{_MARKS}]")


class Spaced(NamedTuple):
    """Lines (start, end) whose spaces are not the writer's, those in which only the spaces beside marks are not, and
    the log-odds of that."""

    lines: list[tuple[int, int]]
    marked: list[tuple[int, int]]
    odds: float


def find_spaced_lines(text: str) -> Spaced | None:
    """The lines of ``text`` with spaces before their marks and between their characters; all lines with such spaces
    when hardly any is without."""
    if not _has_spaced_mark(text):
        return None
    marked = lines_with(text, (match.start() for match in _SPACED_MARK.finditer(text)))
    marked = [span for span in marked if _has_spaced_marks(text[slice(*span)])]
    spaced = {span for span in marked if _is_spaced(text[slice(*span)])}
    odds = RARE + _BEFORE_MARK * sum(len(_SPACED_MARK.findall(text[slice(*span)])) for span in marked)
    if odds < FOUND:
        return None
    others = [match.span() for match in re.finditer("[^\n]+", text) if match.span() not in spaced]
    others = [span for span in others if _has_only_spaces(text[slice(*span)])]
    if len(others) <= len(spaced):
        spaced.update(others)
    return Spaced(sorted(spaced), [span for span in marked if span not in spaced], odds)


def _has_spaced_mark(text: str) -> bool:
    """Whether any mark has a space before it: in most texts none has."""
    import numpy as np

    census = census_of(text)
    codes = np.append(census.codes, np.uint32(0))
    for spaces in (census.spaces, census.places(Kind.ODD_SPACE)):
        behind = codes[spaces + 1]
        if told_of(_MARK_SET.__contains__, behind[behind >= _FIRST_MARK]).any():
            return True
    return False


def _is_spaced(line: str) -> bool:
    spaces = len(_SPACED.findall(line))
    return spaces >= _LEAST_SPACES and spaces >= _LEAST_SHARE * (spaces + len(_TIGHT.findall(line)))


def _has_spaced_marks(line: str) -> bool:
    return len(_SPACED_MARK.findall(line)) > 3 * len(_TIGHT_MARK.findall(line))


def _has_only_spaces(line: str) -> bool:
    """Whether spaces stand between characters of ``line``, and before each of its marks."""
    return _SPACED.search(line) is not None and _TIGHT_MARK.search(line) is None and not _is_verse(line)


def _is_verse(line: str) -> bool:
    """Whether the spaces part three and more stretches of one length, as the lines of a poem."""
    lengths = {*map(len, line.split())}
    return len(line.split()) >= _VERSE_LINES and len(lengths) == 1 and max(lengths) >= _VERSE_LENGTH
