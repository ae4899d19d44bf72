"""Letters and digits as wide as Chinese characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.examples import is_entry
from duiqi.text.chars import HAN_CHAR
from duiqi.text.late_patterns import late_pattern

# Runs of full-width letters and digits, with the points, commas, slashes, signs of numbers and addresses between them.
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．，：／－＿＠＆＋％][０-９Ａ-Ｚａ-ｚ]+)*")
_NARROW: dict[int, str | int] = {0x3000: " ", **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
_FULL_WIDTH_ALNUM = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
# (It begins with the mark, for which a search is quick.)
_INNER = late_pattern(
    "[．／－＿＠＆＋，：](?:(?<=[０-９Ａ-Ｚａ-ｚ][．／－＿＠＆＋])(?=[０-９Ａ-Ｚａ-ｚ])"
    # The commas of a number, the colon of a time.
    "|(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))|(?<=[０-９]：)(?=[０-９]{2}(?![０-９])))"
)

# Three words of letters with wide spaces between them, in a stretch of nothing else: English set wide, not a title.
# Between the words of a whole line the spaces may be narrow.
_WIDE_WORDS = re.compile("[Ａ-Ｚａ-ｚ，．]+[\u3000 ][Ａ-Ｚａ-ｚ，．]+[\u3000 ][Ａ-Ｚａ-ｚ]{2}")
_WIDE_LINE = re.compile(
    "^[\uff01-\uff5e][\uff01-\uff5e\u3000 ]*[\uff01-\uff5e]$|[\uff01-\uff5e](?:[\uff01-\uff5e\u3000]*[\uff01-\uff5e])?",
    re.MULTILINE,
)
# Text about widths and marks means them; the ten digits by themselves are shown for what they look like.
_ABOUT = re.compile(
    "全角|半角|全形|半形|句点|句點|间隔号|間隔號|西文标点|西文標點|[Ff]ull-?width|[Hh]alf-?width|full stop|punctuation"
)
# Functions that change widths, of whose examples each has a line of its own.
_NAMED = re.compile(r"to_?(?:[Ff]ull|[Hh]alf)|(?:full|half)_?[Ww]idth *\(")
# Japanese sets its numbers so.
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
# A Chinese zero, typed as the digit.
_NUMERAL = re.compile("[〇零一二三四五六七八九]{2}０|０[〇零一二三四五六七八九]{2}")
# One of a list of characters, a line each, or in quotation marks, is listed; at an end of a range it is looked for.
_LISTED = re.compile(
    "^.$(?=\n.$)|(?<=^##).$|(?<=\n.\n).$|(?<=').(?=')|(?<=\").(?=\")|.-(?=[0-9０-９A-Za-zＡ-Ｚａ-ｚ][^\n]*\\])|(?<=[0-9０-９]-).(?=[^\n]*\\])"
    "|(?<=[|(]).(?=[^\n()]*\\)/)",
    re.MULTILINE,
)
_PATTERN = re.compile("\\[[^\\]\n]*(?:０-|Ａ-|ａ-|１２３)")
_SHOWN = re.compile("１２３４５６７８９０|０１２３４５６７８９|ＡＢＣＤＥＦＧ|ａｂｃｄｅｆｇ")
# A range of a pattern, in strings that a program puts together too.
_RANGE = re.compile("０[-－]９|Ａ[-－]Ｚ|ａ[-－]ｚ")
# One of several forms of a number, in quotation marks beside a ringed one.
_QUOTED_NUMBER, _RINGED = re.compile("(?<=[\"'])[０-９]{2}(?=[\"'])"), re.compile("[①-⓿❶-➓㈠-㊿]")
_REACH = 200
# A list of words that has so many entries in both widths, and this share of all that are wide in part (a choice; of
# lists of what is not to be said 4 of 6 and 6 of 19), has those in wide letters throughout for their width too.
_MANY_TWINS, _TWINS_SHARE = 3, 0.25
_LONGEST_ENTRY = 40
# Characters on each side of the ruins of GBK whose letters are ruins too.
_RUINED = 40


def find_full_width_letters(text: str) -> list[Change]:
    """Full-width letters and digits, and the points and signs inside their runs.

    >>> find_full_width_letters("２０２１年ＷＴＯ")
    [Change(start=0, end=4, after='2021'), Change(start=5, end=8, after='WTO')]
    >>> find_full_width_letters("全角字母Ａ与半角字母A不同。")
    []
    """
    found = [m.span() for m in _FULL_WIDTH_ALNUM.finditer(text)]
    if not found:
        return []
    found += [m.span() for m in _INNER.finditer(text)]
    merged: list[list[int]] = []
    for start, end in sorted(found):
        if merged and start == merged[-1][1]:
            merged[-1][1] = end
        else:
            merged.append([start, end])
    merged = _whole_lines(text, merged)
    changes = [Change(s, e, text[s:e].translate(_NARROW)) for s, e in merged]
    twice = _in_both_widths(text, changes)
    changes = [c for c in changes if not _is_meant(text, c.start, c.end) and _entry_at(text, c.start) not in twice]
    if "锟斤拷" in text:  # the ruins of GBK: what looks like a letter there never was one
        changes = [c for c in changes if "锟斤拷" not in text[max(0, c.start - _RUINED) : c.end + _RUINED]]
    return changes


def _whole_lines(text: str, runs: list[list[int]]) -> list[list[int]]:
    """``runs``, those of a line of words that is wide throughout as one, with its marks and spaces."""
    if not _WIDE_WORDS.search(text):
        return runs
    lines = [[*match.span()] for match in _WIDE_LINE.finditer(text) if _WIDE_WORDS.search(match[0])]
    starts = [line[0] for line in lines]
    kept = []
    for run in runs:
        at = bisect_right(starts, run[0]) - 1
        if at < 0 or run[1] > lines[at][1]:
            kept.append(run)
    return sorted(kept + lines)


def _in_both_widths(text: str, changes: Sequence[Change]) -> set[str]:
    """The lines with ``changes`` that are entries of a list which has them in narrow letters as well.

    Only entries with Chinese tell: of English, a narrow one may be what a wide one is translated as.
    """
    lines = set(text.split("\n")) if changes else set()
    wide = {line for change in changes if (line := _entry_at(text, change.start))}
    in_part = {line for line in wide if HAN_CHAR.search(line)}
    twins = {line for line in in_part if line.translate(_NARROW) in lines}
    listed = len(twins) >= _MANY_TWINS and len(twins) >= _TWINS_SHARE * len(in_part)
    return wide if listed else twins


def _entry_at(text: str, place: int) -> str:
    """The line at ``place`` if it is as short as an entry; empty if it is not."""
    before = text[max(0, place - _LONGEST_ENTRY) : place].rpartition("\n")[2]
    line = before + text[place : place + _LONGEST_ENTRY + 1].partition("\n")[0]
    return line if len(line) <= _LONGEST_ENTRY else ""


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether the run is wide on purpose. ``_REACH`` characters of its line are looked at on either side, so that long
    lines take no longer: a choice."""
    if end - start == 1 and (_LISTED.match(text, start) or is_entry(text, start)):
        return True
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    after = text[end : end + _REACH].partition("\n")[0]
    if _KANA.search(before) or _KANA.search(after) or _NUMERAL.search(text, max(0, start - 2), end + 2):
        return True
    if _RANGE.search(text, max(0, start - _REACH), end + _REACH) and _RANGE.search(before + text[start:end] + after):
        return True
    if _QUOTED_NUMBER.match(text, start) and _RINGED.search(before + after):
        return True
    if _NAMED.search(text, max(0, start - _REACH), end + _REACH):
        return True
    if "]" in after and _PATTERN.search(before + text[start:end] + after):
        return True
    return bool(_SHOWN.search(text, start, end) or _ABOUT.search(before) or _ABOUT.search(after))
