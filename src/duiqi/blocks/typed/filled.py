"""Plain text set for a screen or a printer: lines filled up to one margin, and put together again.

``cleaning/fixes/hard_wraps`` asks each passage whether it was wrapped, and leaves in doubt what looks like program text
or a list. Here the document answers: where hundreds of lines end at one margin, a line that is full goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.typed.widths import width_of
from duiqi.structure.hard_lines import WIDE, join_wrapped
from duiqi.text.chars import HAN_CHAR, list_marker_end
from duiqi.text.language import language_of
from duiqi.text.late_patterns import late_pattern

# Margins that programs wrap at, in columns: e-mail and RFCs 66 to 78, browsers 80, manuals up to 100.
NARROWEST, WIDEST = 50, 100
# So many lines of one language must go on below, and of these so many end at the margin. Below that
# the hard-wraps repair decides passage by passage.
LINES, FULL = 40, 0.6
# The ends of lines that are tried, on so many lines.
LIKELY, SAMPLE = 12, 4_000
# A Chinese line ends up to so many columns early: before a mark that may not open a line.
RAGGED = 2
# The first line of a paragraph is set in by two Han characters, or up to so many columns.
MOST_SET_IN = 8
WORD = late_pattern(rf"[^\s{WIDE.pattern[1:]}+")
STOP = re.compile("[。！？!?.：:；;…][\"'”’」』）)]*\\Z")
MARKED = re.compile(r"\s*(?:\d{1,3}[.)、．]|[(（]\d{1,3}[)）]|[a-zA-Z][.)])\s+")
# The number of a section in a list of contents, whose lines may be full.
SECTION = re.compile(r"\s*(?:\d{1,3}|[A-Z])(?:\.\d{1,3})+\.?\s+\S")
# Bullets of the second and third level as browsers in text mode write them, set in below others; elsewhere they are a
# sign and a letter. So many of one kind are no chance.
INNER_BULLET = re.compile(r"(\s{2,})([+o])(?=\s+\S)")
BULLETS = 3


class Line(NamedTuple):
    """A line of the text: where it is set in, where it ends, and how wide its first word is, in columns; whether it
    holds Chinese, and whether a space belongs behind it where the next line is joined."""

    text: str
    indent: int
    end: int
    first: int
    chinese: bool
    spaced: bool


def refilled(lines: Sequence[str]) -> list[str]:
    """The lines, those that go on below put together; as they are in a text that was not set to a margin."""
    if sum(bool(line and below) and len(line) <= WIDEST for line, below in pairwise(lines)) < LINES:
        return list(lines)
    measured = [_measured(line) for line in lines]
    margins = {chinese: _margin(measured, chinese) for chinese in (False, True)}
    if not any(margins.values()):
        return list(lines)
    groups: list[list[Line]] = []
    for line in measured:
        if groups and _goes_on(groups[-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _with_bullets(
        [
            group[0].text
            if len(group) == 1
            else " " * group[0].indent + join_wrapped([line.text.strip() for line in group])
            for group in groups
        ]
    )


def _with_bullets(lines: list[str]) -> list[str]:
    """The lines, their inner bullets replaced by one that is a bullet everywhere."""
    found = [INNER_BULLET.match(line) for line in lines]
    outer = any(list_marker_end(line.lstrip()) for line in lines)
    counts = Counter(match[2] for match in found if match)
    return [
        f"{match[1]}*{line[match.end() :]}" if match and outer and counts[match[2]] >= BULLETS else line
        for line, match in zip(lines, found, strict=True)
    ]


def _measured(line: str) -> Line:
    text = line.rstrip()
    body = text.lstrip()
    if text.isascii():
        first = len(body.split(None, 1)[0]) if body else 2
        return Line(text, len(text) - len(body), len(text), first, False, True)
    word = WORD.match(body)
    first = width_of(word[0]) if word else 2
    indent = width_of(text[: len(text) - len(body)])
    chinese, spaced = HAN_CHAR.search(body) is not None, not WIDE.match(text[-1])
    return Line(text, indent, indent + width_of(body), first, chinese, spaced)


def _margin(lines: Sequence[Line], chinese: bool) -> int:
    """The margin of the lines of a language that have another one below; 0 where there is none."""
    inner = [
        (line, below)
        for line, below in pairwise(lines)
        if line.chinese == chinese and line.text and below.text and below.indent == line.indent
    ]
    if len(inner) < LINES:
        return 0
    inner = inner[:: 1 + len(inner) // SAMPLE]
    ends = Counter(line.end for line, _ in inner)
    # Most lines are like others in all that is asked of them.
    kinds = Counter((line.end, line.spaced, below.first) for line, below in inner)
    # Where many lines end, and hardly any behind.
    best, most = 0, 0
    for margin in sorted(end for end, _ in ends.most_common(LIKELY) if NARROWEST <= end <= WIDEST):
        full = sum(count for kind, count in kinds.items() if _is_full(*kind, margin))
        over = sum(count for end, count in ends.items() if end > margin)
        if full - over > most:
            best, most = margin, full - over
    return best if most >= FULL * len(inner) else 0


def _is_full(end: int, spaced: bool, first: int, margin: int) -> bool:
    """Whether the ``first`` columns of the line below, a word or a character, had no room on a line that ends at
    ``end``."""
    if end > margin:
        return False
    return end + min(first, margin // 2) + spaced > margin or (not spaced and end >= margin - RAGGED)


def _goes_on(group: Sequence[Line], line: Line, margins: dict[bool, int]) -> bool:
    last = group[-1]
    margin = margins[last.chinese]
    if not (last.text and line.text and margin) or line.end > margin + 2:
        return False
    if not _is_full(last.end, last.spaced, line.first, margin):
        return False
    stopped = bool(STOP.search(last.text))
    indents = [last.indent, *([last.indent + _marker(last.text)] if len(group) == 1 else [])]
    # The first line of a paragraph is set in.
    if len(group) == 1 and not stopped and 0 < last.indent - line.indent <= MOST_SET_IN:
        indents.append(line.indent)
    # A space at which a program broke the line may stand in front of the rest.
    if line.indent not in indents and (stopped or line.indent - 1 not in indents):
        return False
    if list_marker_end(line.text.lstrip()) or (SECTION.match(group[0].text) and SECTION.match(line.text)):
        return False
    changes = last.chinese != line.chinese and language_of(last.text) != language_of(line.text)
    return not (stopped and (changes or MARKED.match(line.text)))


def _marker(text: str) -> int:
    """How far the text of a list entry is set in behind its bullet or number."""
    body = text.lstrip()
    numbered = MARKED.match(body)
    return numbered.end() if numbered else list_marker_end(body) or _plus(body)


def _plus(body: str) -> int:
    """Of a bullet that is no bullet elsewhere (``+ entry``, ``o entry``)."""
    match = re.match(r"[+o]\s+", body)
    return match.end() if match else 0
