"""Chinese read with the wrong double-byte encoding, or with a Latin one.

It is judged a line at a time: an odd line is turned back into bytes and read in another encoding, and the result stands
only when it is far better Chinese.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duiqi.cleaning.edits import Change, trimmed
from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.lines.drafts import Pair
from duiqi.cleaning.evidence.lines.foreign_letters import may_be_bytes
from duiqi.cleaning.evidence.lines.kept import kept
from duiqi.cleaning.evidence.lines.sound_lines import after_sound_label, cost_of_line
from duiqi.cleaning.evidence.lines.utf16 import find_utf16
from duiqi.cleaning.evidence.other_encodings import BEGINNING, read_again, read_marks_again
from duiqi.cleaning.processes.misread_lines import find_misread_lines
from duiqi.cleaning.processes.misread_marks import find_misread_marks
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import HAN, count_han
from duiqi.text.late_patterns import late_pattern

# A line is looked at when at least this many, and this share, of its characters are odd (rare, private, of another
# script, lost) and it costs this much a character. Of 28,357 clean lines 43 pass the share and none the cost (99.9%
# cost less than 7.3 nats); of 1,000 wrongly read ones 95% cost more than 12, the cheapest 9.6.
_MIN_ODD, _MIN_ODD_SHARE = 3, 0.12
_SUSPICIOUS_COST = 9.0
# A line of one or two characters only beside ASCII (ééé…, 哎哎哎) was drawn, or is a cry; so was one with rulings.
_MONOTONOUS = 2
_DRAWN = re.compile("[\u2500-\u259f]{2}|^\\s*[\u2500-\u259f]|[\u2500-\u259f]\\s*$")
# The signs of a syllabary one behind the other, in a table of an input method.
_LISTED = re.compile("ㄅㄆㄇㄈ|あいうえお|アイウエオ|ㄚㄛㄜㄝ|ㄱㄴㄷㄹ|абвгд|αβγδ")
# Syllables of bopomofo with digits for tones, a dictionary's.
_SPELT = re.compile("[ㄅ-ㄯˇˋˊ˙·，。：、]+")
# No more lines are searched once so many bytes were searched for nothing: a search takes 1–3 ms a byte. No case of the
# development sample or of damage.py needs more.
_MAX_IN_VAIN = 2_000
# From these log-odds on, lines that are not odd enough by themselves are read in the same way where that is likelier.
_PROVEN = 20.0


def find_wrong_encoding(text: str) -> list[Change]:
    """Lines that are Chinese when their bytes are read in the encoding that the document was in.

    >>> find_wrong_encoding("È»¶ø£¬Èç¹ûÎÒÃÇÏë´¦Àí²»Í¬µÄÊäÈë»òÊä³ö")
    [Change(start=0, end=36, after='然而，如果我们想处理不同的输入或输出', process='gb18030 read as latin', odds=244.9)]
    """
    changes = _misread_utf16(text)
    if not changes:
        changes = _misread_lines(text)
    for found in find_misread_marks(text):
        process, odds = f"{found.pair[1]} read as {found.pair[0]}", round(found.odds, 1)
        for start, end, read in found.places:
            if all(change.end <= start or end <= change.start for change in changes):
                changes.append(Change(start, end, read, process=process, odds=odds))
    return sorted(changes, key=lambda change: change.start)


def _misread_utf16(text: str) -> list[Change]:
    """UTF-16 in the other byte order, or a byte at a time."""
    model = plausibility()
    changes = []
    for found in find_utf16(text, _odd_lines(text, _MIN_ODD)):
        odds = RARE + model.text_cost(text[found.start : found.end]) - model.text_cost(found.read)
        change = trimmed(text, found.start, found.end, found.read) if odds >= FOUND else None
        if change:
            changes.append(change._replace(process=f"{found.right} read as {found.wrong}", odds=round(odds, 1)))
    return changes


def _misread_lines(text: str) -> list[Change]:
    """Whole lines that were misread."""
    lines = suspicious_lines(text)
    if not lines:
        return []
    changes: list[Change] = []
    in_vain = 0
    found = find_misread_lines([text[start:end] for start, end in lines], lines_not_ascii(text) - len(lines))
    any_proven = any(misreading.odds >= _PROVEN for misreading in found)
    odd = _odd_lines(text, 1) if any_proven else []
    left = {(start + after_sound_label(text[start:end]), end) for start, end in odd}.difference(lines)
    latin = _latin_lines(text) if any_proven else []
    for misreading in found:
        process, odds = f"{misreading.pair[1]} read as {misreading.pair[0]}", round(misreading.odds, 1)
        proven = misreading.odds >= _PROVEN
        more = sorted(left) if proven else []
        for start, end in [lines[number] for number in misreading.lines] + more:
            read = _read_again(text[start:end], misreading.pair, in_vain < _MAX_IN_VAIN, proven)
            in_vain += min(end - start, BEGINNING) if read is None else 0
            change = trimmed(text, start, end, read) if read is not None else None
            if change:
                changes.append(change._replace(process=process, odds=odds))
                left.discard((start, end))
        for start, end in latin if proven else []:
            read = read_marks_again(text[start:end], misreading.pair)
            change = trimmed(text, start, end, read) if read is not None else None
            if change and all(change.end <= other.start or other.end <= change.start for other in changes):
                changes.append(change._replace(process=process, odds=odds))
    return changes


@kept
def _read_again(line: str, pair: Pair, search: bool, proven: bool) -> str | None:
    return read_again(line, plausibility(), (pair,), search=search, proven=proven)


def suspicious_lines(text: str) -> list[tuple[int, int]]:
    """The lines (start, end) that may have been read in a wrong encoding; without a label that is sound."""
    lines = [(start, end) for start, end in _odd_lines(text, _MIN_ODD) if _may_be_misread(text[start:end])]
    return [(start + after_sound_label(text[start:end]), end) for start, end in lines]


def _may_be_misread(line: str) -> bool:
    """Whether ``line``, or what stands behind its label, may have been read in a wrong encoding."""
    begin = after_sound_label(line)
    return _is_suspicious(line[begin:])


def lines_not_ascii(text: str) -> int:
    """How many lines hold a character that is not ASCII."""
    import numpy as np

    census = census_of(text)
    return len(census.lines(np.flatnonzero(census.codes >= 0x80)))


def _odd_lines(text: str, least: int) -> list[tuple[int, int]]:
    """The lines with at least so many odd characters, by a count that passes all that the closer look would."""
    import numpy as np

    census = census_of(text)
    places = census.places(Kind.RARE | Kind.SIGN | Kind.PRIVATE | Kind.LOST | Kind.HIGH_LATIN)
    if len(places) < least:
        return []
    numbers, counts = np.unique(np.searchsorted(census.bounds[1:-1], places), return_counts=True)
    return census.spans(numbers[counts >= least])


# Of the characters of an English line at most this share are no ASCII: marks, three characters each in UTF-8.
_MOST_OTHERS = 0.2
_NOT_ASCII = re.compile("[^\x00-\x7f]+")


def _latin_lines(text: str) -> list[tuple[int, int]]:
    """English lines whose marks may be odd by themselves, in a document in which everything was misread."""
    found = []
    for line in re.finditer("[^\n]+", text):
        others = sum(map(len, _NOT_ASCII.findall(line[0])))
        if others and others <= _MOST_OTHERS * len(line[0]):
            found.append(line.span())
    return found


_OTHER_SCRIPT = late_pattern("[\u0370-\u08ff\u0900-\u1fff\uac00-\ud7a3]")
# Letters of another script to all odd and Chinese characters. Of 2,400 lines of novels misread in 40 pairs of encodings
# .2 leaves 2,277 to be looked at, .6 2,334, .8 2,356, 1 2,373; of 16,500 messages of programs in eleven languages the
# same within 20 up to .8, and nine of ten at 1.
_MAX_OTHER = 0.6
# Big5 read as CP949 has a third of such syllables.
_HANGUL, _UNWRITTEN_SHARE = re.compile("[\uac00-\ud7a3]"), 0.1
_ODD = re.compile(f"[^\x00-\x7f{HAN}\u2010-\u2027\u3000-\u3002\u3008-\u3011\uff01-\uff5e·]")


@kept
def _is_suspicious(line: str) -> bool:
    model = plausibility()
    if may_be_bytes(line):
        return True
    signs, rare = _ODD.findall(line), model.rare.findall(line)  # rare is what is private, or Han
    length = len("".join(line.split()))
    least = max(_MIN_ODD, _MIN_ODD_SHARE * length)
    odd, han = len(signs), count_han(line)
    if len({*signs, *rare}) <= _MONOTONOUS or 2 * odd + han < least or odd + len(rare) < least:
        return False
    # Text of another script has no Chinese characters, or few; a wrong encoding makes mostly those, or Latin ones only.
    others = "".join(_NOT_ASCII.findall(line))
    if len(set(others)) <= _MONOTONOUS or _DRAWN.search(line) or _LISTED.search(line) or _SPELT.fullmatch(others):
        return False
    other = len(_OTHER_SCRIPT.findall(line))
    if other > _MAX_OTHER * (odd + han) and not _has_unwritten_hangul(line):
        return False
    return cost_of_line(line) > _SUSPICIOUS_COST * length


def _has_unwritten_hangul(line: str) -> bool:
    """Whether some of the Hangul is none that Korean is written with: CP949 has 8,822 syllables beside the 2,350 of
    KS X 1001, of which running text has hardly any."""
    hangul = _HANGUL.findall(line)
    unwritten = sum(not _is_written(char) for char in hangul)
    return unwritten >= _MIN_ODD and unwritten >= _UNWRITTEN_SHARE * len(hangul)


@lru_cache(maxsize=1 << 14)
def _is_written(syllable: str) -> bool:
    return len(syllable.encode("euc_kr")) == 2  # eight bytes spell the others
