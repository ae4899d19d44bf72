"""Plain text set for a screen or a printer: lines filled up to one margin, and put together again.

``cleaning/fixes/hard_wraps`` asks each passage whether it was wrapped, and leaves in doubt what looks like program text
or a list. Here the document answers: where hundreds of lines end at one margin, a line that is full goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from duiqi.blocks.typed.widths import narrow
from duiqi.structure.hard_lines import WIDE, Known, hyphens_kept, join_wrapped
from duiqi.text.chars import CLOSED, STOP, STOPS, is_han, list_marker_end
from duiqi.text.code_points import told_of
from duiqi.text.language import language_of
from duiqi.text.line_facts import LineFacts

if TYPE_CHECKING:
    from duiqi.text.line_facts import Flags, Places

# Margins that programs wrap at, in columns: e-mail and RFCs 66 to 78, browsers 80, manuals up to 100.
NARROWEST, WIDEST = 50, 100
# So many lines of one language must go on below, and of these so many end at the margin. Below that
# the hard-wraps repair decides passage by passage.
LINES, FULL = 40, 0.6
# Or so many where program text stands between, which has lines of any length: of some twelve lines that end at the
# margin at most one goes over it. (Manuals of programs .32 to .43, at most .07 over; source code
# .04 to .12.)
FULL_AMONG_CODE, OVER = 0.3, 0.08
# The ends of lines that are tried, on so many lines.
LIKELY, SAMPLE = 12, 4_000
# A Chinese line ends up to so many columns early: before a mark that may not open a line.
RAGGED = 2
# The first line of a paragraph is set in by two Han characters, or up to so many columns.
MOST_SET_IN = 8
STOPPED = frozenset(STOPS + CLOSED)
# Ends a line of quoted-printable that goes on: ``escape_sequences`` reads it.
SOFT_BREAK = frozenset("=")
# What stands for something that is no line begins with this.
PLACEHOLDER = "\0"
QUOTED = ">"
MARKED = re.compile(r"\s*(?:\d{1,3}[.)、．]|[(（]\d{1,3}[)）]|[a-zA-Z][.)])\s+")
# The number of a section in a list of contents, whose lines may be full.
SECTION = re.compile(r"\s*(?:\d{1,3}|[A-Z])(?:\.\d{1,3})+\.?\s+\S")
# Bullets of the second and third level as browsers in text mode write them (lynx ``+`` and ``o``, w3m ``☆``), set in
# below others; elsewhere they are a sign and a letter. So many of one kind are no chance.
INNER_BULLET = re.compile(r"(\s{2,})([+o☆★◎△▲])(?=\s+\S)")
BULLETS = 3


class Measured(NamedTuple):
    """For each line its text without the space behind it; in columns where it is set in and where it ends; whether it
    holds Chinese, and whether a space belongs behind it where the next line is joined."""

    texts: Sequence[str]
    indents: Sequence[int]
    ends: Sequence[int]
    chinese: Sequence[bool]
    spaced: Sequence[bool]


def refilled(facts: LineFacts, known: Known = frozenset) -> list[str]:
    """The lines, those that go on below put together; as they are in a text that was not set to a margin. ``known``
    tells English words."""
    import numpy as np

    lines = _with_bullets(facts.lines)
    lengths = facts.ends - facts.starts
    inner = (lengths[:-1] > 0) & (lengths[1:] > 0) & (lengths[:-1] <= WIDEST)
    if np.count_nonzero(inner) < LINES:
        return lines
    columns = _columns(facts)
    margins = [_margin(columns, chinese) for chinese in (False, True)]
    if not any(margins):
        return lines
    measured = _measured(lines, columns)
    candidates = np.flatnonzero(_may_go_on(columns, margins))
    candidates = candidates[~facts.at(facts.last[candidates - 1] - 1, SOFT_BREAK)]
    sure = _surely_go_on(facts, columns, candidates).tolist()
    seams = _seams(facts)
    refilled: list[str] = []
    done = 0
    kept = hyphens_kept(lines, known)
    for start, end in _groups(measured, zip(candidates.tolist(), sure, strict=True)):
        refilled += measured.texts[done:start]
        wrapped = [text.strip() for text in measured.texts[start:end]]
        between = seams[start + 1 : end]
        alike = between == between[:1] * len(between) and between[0] < len(SEAMS)
        joined = SEAMS[between[0]].join(wrapped) if alike else join_wrapped(wrapped, dehyphenate=True, compounds=kept)
        refilled.append(" " * measured.indents[start] + joined)
        done = end
    return [*refilled, *measured.texts[done:]]


def _with_bullets(lines: Sequence[str]) -> list[str]:
    """The lines, their inner bullets replaced by one that is a bullet everywhere."""
    found = {k: match for k, line in enumerate(lines) if line[:1] == " " and (match := INNER_BULLET.match(line))}
    counts = Counter(match[2] for match in found.values())
    bulleted = list(lines)
    if counts and max(counts.values()) >= BULLETS and any(list_marker_end(line.lstrip()) for line in lines):
        for k, match in found.items():
            if counts[match[2]] >= BULLETS:
                bulleted[k] = f"{match[1]}*{lines[k][match.end() :]}"
    return bulleted


class _Columns(NamedTuple):
    """The same in arrays, whether each line shows anything, and how wide its first word is."""

    shown: Flags
    indent: Places
    end: Places
    first: Places
    chinese: Flags
    spaced: Flags


def _measured(lines: Sequence[str], columns: _Columns) -> Measured:
    told = columns.indent, columns.end, columns.chinese, columns.spaced
    return Measured(list(map(str.rstrip, lines)), *(each.tolist() for each in told))


def _is_wide(char: str) -> bool:
    return WIDE.match(char) is not None


def _columns(facts: LineFacts) -> _Columns:
    import numpy as np

    # A character of ASCII takes one column.
    others = np.flatnonzero(facts.codes >= 0x80)
    more = np.concatenate(([0], np.cumsum(told_of(narrow, facts.codes[others]).astype(np.intp) - 1)))

    def column(places: Places) -> Places:
        found: Places = places + more[np.searchsorted(others, places)]
        return found

    wide = facts.all_of(_is_wide)
    # Where a word ends: before space, and before what any line may begin with.
    wide_at = np.append(np.flatnonzero(wide), len(wide))
    word_end = np.minimum(facts.word_ends(facts.first), wide_at[np.searchsorted(wide_at, facts.first)])
    left = column(facts.starts)
    return _Columns(
        shown=~facts.blank,
        indent=np.where(facts.blank, 0, column(facts.first) - left),
        end=column(facts.last) - left,
        first=np.where(word_end > facts.first, column(word_end) - column(facts.first), 2),
        chinese=facts.hold(facts.all_of(is_han)),
        spaced=facts.blank | ~wide[facts.last - 1],
    )


def _margin(lines: _Columns, chinese: bool) -> int:
    """The margin of the lines of a language that have another one below; 0 where there is none."""
    import numpy as np

    beside = (lines.chinese[:-1] == chinese) & lines.shown[:-1] & lines.shown[1:]
    inner = np.flatnonzero(beside & (lines.indent[:-1] == lines.indent[1:]))
    if len(inner) < LINES:
        return 0
    inner = inner[:: 1 + len(inner) // SAMPLE]
    end, first, spaced = lines.end[inner], lines.first[inner + 1], lines.spaced[inner]
    ends = Counter(end.tolist())
    # Where many lines end, and hardly any behind.
    best, most, some = 0, 0, False
    for margin in sorted(each for each, _ in ends.most_common(LIKELY) if NARROWEST <= each <= WIDEST):
        full = int(np.count_nonzero(_are_full(end, first, spaced, margin)))
        over = int(np.count_nonzero(end > margin))
        if full - over > most:
            best, most, some = margin, full - over, over <= OVER * full
    return best if most >= (FULL_AMONG_CODE if some else FULL) * len(inner) else 0


def _are_full(end: Places, first: Places, spaced: Flags, margin: int | Places) -> Flags:
    """Of which lines, that end at ``end``, the ``first`` columns of the line below, a word or a character, had no room
    before the margin."""
    import numpy as np

    no_room = end + np.minimum(first, margin // 2) + spaced > margin
    return (end <= margin) & (no_room | (~spaced & (end >= margin - RAGGED)))


def _may_go_on(lines: _Columns, margins: Sequence[int]) -> Flags:
    """For each line whether the one above is so full that it may go on in it."""
    import numpy as np

    margin = np.array(margins)[lines.chinese[:-1].astype(np.intp)]
    full = _are_full(lines.end[:-1], lines.first[1:], lines.spaced[:-1], margin)
    fits = (margin > 0) & (lines.end[1:] <= margin + 2)
    return np.concatenate(([False], lines.shown[:-1] & lines.shown[1:] & fits & full))


def _surely_go_on(facts: LineFacts, lines: _Columns, candidates: Places) -> Flags:
    """Of which candidates ``_goes_on`` says yes whatever stands in them: set in like the line above, which does not end
    a sentence, and begun by a letter that is no number of a section."""
    first = facts.first[candidates]
    stopped = facts.at(facts.last[candidates - 1] - 1, STOPPED)
    numbered = facts.told_at(first, _may_number) & (facts.at(first + 1, _STOPS) | facts.told_at(first, str.isdecimal))
    alike = lines.indent[candidates] == lines.indent[candidates - 1]
    found: Flags = alike & ~stopped & ~numbered & facts.told_at(first, str.isalnum)
    return found


def _may_number(char: str) -> bool:
    return char.isdecimal() or (char.isascii() and char.isupper())


# What stands between a line and the one above, where both characters at the break say it; behind these what they do not
# say.
SEAMS = ("", " ")
_STOPS = frozenset(".")
_NO_SPACE_BEHIND, _NO_SPACE_BEFORE = frozenset("-/([{"), frozenset("/)]}")


def _seams(facts: LineFacts) -> bytes:
    """For each line which of ``SEAMS`` ``join_wrapped`` puts before it, a further number where more is asked for."""
    import numpy as np

    before, after = facts.last[:-1] - 1, facts.first[1:]
    ascii_both = (facts.codes[before] < 0x80) & (facts.codes[after] < 0x80)
    spaced = ascii_both & ~facts.at(before, _NO_SPACE_BEHIND) & ~facts.at(after, _NO_SPACE_BEFORE)
    joint = facts.told_at(before, _is_wide) & facts.told_at(after, _is_wide)
    return np.concatenate(([2], np.where(joint, 0, np.where(spaced, 1, 2)))).astype(np.uint8).tobytes()


def _groups(lines: Measured, candidates: Iterable[tuple[int, bool]]) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of the lines that are put together. The ``candidates`` may be further ones of them, or surely
    are."""
    start = end = -1
    for line, sure in candidates:
        first = start if line == end else line - 1
        if sure or _goes_on(lines, first, line):
            if line != end and start >= 0:
                yield start, end
            start, end = first, line + 1
    if start >= 0:
        yield start, end


def _goes_on(lines: Measured, first: int, line: int) -> bool:
    """Whether a line goes on with those from ``first`` to the one above it, which is full."""
    above, text = lines.texts[line - 1], lines.texts[line]
    # (Of lines with marks of quoted mail the hard-wraps repair puts those together that have as many.)
    if text[0] == PLACEHOLDER or text.lstrip()[0] == QUOTED:
        return False
    alone = first == line - 1
    stopped = above[-1] in STOPPED and STOP.search(above) is not None
    indent, above_indent = lines.indents[line], lines.indents[line - 1]
    indents = [above_indent, *([above_indent + _marker(above)] if alone else [])]
    # The first line of a paragraph is set in.
    if alone and not stopped and 0 < above_indent - indent <= MOST_SET_IN:
        indents.append(indent)
    # A space at which a program broke the line may stand in front of the rest.
    if indent not in indents and (stopped or indent - 1 not in indents):
        return False
    if list_marker_end(text.lstrip()) or (SECTION.match(lines.texts[first]) and SECTION.match(text)):
        return False
    if not stopped:
        return True
    changes = lines.chinese[line - 1] != lines.chinese[line] and language_of(above) != language_of(text)
    return not (changes or MARKED.match(text))


def _marker(text: str) -> int:
    """How far the text of a list entry is set in behind its bullet or number."""
    body = text.lstrip()
    numbered = MARKED.match(body)
    return numbered.end() if numbered else list_marker_end(body)
