"""Lines of a text with their offsets, and which of them are drawn or name other versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.text.chars import list_marker_end
from duiqi.text.late_patterns import late_pattern
from duiqi.text.line_facts import LineFacts

# A line between two parts of a text, drawn with marks (Markdown, reStructuredText): not text.
RULE = re.compile(r"\s*([-=*_~#+])(?:\s*\1){2,}\s*")
# A line of a table that is all bars and rules (``+---+---+``, ``├───┼───┤``, ``=====  ====``), or of dashes.
DRAWN = re.compile(r"\s*(?:[-=_~+|\u2013-\u2015\u2500-\u257f]\s*){3,}")

# What ends a line for ``str.splitlines`` beside the line feed; behind a carriage return that is no further line.
_OTHER_LINE_ENDS = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
# Links to the other versions of a document, by their names: ``English | 简体中文``, no translation of each other.
_VERSION = (
    r"[\[(（]?(?:中文|(?:简体|簡體|繁体|繁體|正體)(?:中文)?|英文|英语|英語|Chinese|English|日本語|한국어|Deutsch|Español"
    r"|Français|Italiano|Português|Русский|Türkçe|العربية|Tiếng Việt)"
    r"(?:\s?[(（](?:简体|簡體|繁体|繁體)[)）])?(?:版|\sversion)?[\])）]?"
)
SWITCH_LENGTH = 200  # in characters: twenty languages
# What such a line begins with.
OF_VERSIONS = frozenset("[(（中简簡繁正英日한CcEeDdFfIiıİPpРрTtا")
VERSIONS = late_pattern(rf"\s*{_VERSION}(?:\s*[|｜/／·•∙,，、&-]?\s*{_VERSION})+\s*", re.IGNORECASE)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of each line of ``text`` without its line end; lines end where ``str.splitlines`` says."""
    start = 0
    for line, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        yield start, start + len(line)
        start += len(whole)


def content(text: str, start: int, end: int) -> tuple[int, int]:
    """``start, end`` narrowed to what is left without list bullets and the white space around; may be empty."""
    line = text[start:end].rstrip()
    return start + min(list_marker_end(line), len(line)), start + len(line)


def written_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """``(start, first, end)`` of each line that holds text: what is between ``first`` and ``end`` is left of it without
    list bullets and the white space around. Drawn rules and links to other versions hold none."""
    import numpy as np

    facts = LineFacts(text)
    if facts.one_of(_OTHER_LINE_ENDS).any():
        facts = LineFacts(text.translate(dict.fromkeys(map(ord, _OTHER_LINE_ENDS), "\n")))
    starts, firsts, ends = facts.starts, facts.first.copy(), facts.last
    held = ~facts.blank
    # Most begin with a letter or a figure: no bullet, no rule.
    plain = facts.told_at(firsts, str.isalnum)
    switches = plain & facts.at(firsts, OF_VERSIONS) & (ends - firsts <= SWITCH_LENGTH)
    for k in np.flatnonzero(switches).tolist():
        held[k] = VERSIONS.fullmatch(text, firsts[k], ends[k]) is None
    for k in np.flatnonzero(held & ~plain).tolist():
        line = facts.lines[k].rstrip()
        first = list_marker_end(line)
        firsts[k] = starts[k] + first
        held[k] = first < len(line) and not is_rule(line) and not is_switch(line[first:] if first else line)
    return zip(starts[held].tolist(), firsts[held].tolist(), ends[held].tolist(), strict=True)


def is_rule(line: str) -> bool:
    """True when ``line`` is only a drawn line, as ``-----`` or ``* * *``."""
    return not line[:1].isalnum() and (RULE.fullmatch(line) is not None or DRAWN.fullmatch(line) is not None)


def is_switch(line: str) -> bool:
    """True when ``line`` only names languages, two or more: links to other versions of the document."""
    return line[:1] in OF_VERSIONS and len(line) <= SWITCH_LENGTH and VERSIONS.fullmatch(line) is not None
