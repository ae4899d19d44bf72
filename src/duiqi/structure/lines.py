"""Lines of a text with their offsets, and which of them are drawn or name other versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.text.chars import list_marker_end
from duiqi.text.late_patterns import late_pattern

# A line between two parts of a text, drawn with marks (Markdown, reStructuredText): not text.
RULE = re.compile(r"\s*([-=*_~#+])(?:\s*\1){2,}\s*")
# A line of a table that is all bars and rules (``+---+---+``, ``├───┼───┤``, ``=====  ====``), or of dashes.
DRAWN = re.compile(r"\s*(?:[-=_~+|\u2013-\u2015\u2500-\u257f]\s*){3,}")

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
    start = 0
    for whole in text.splitlines(keepends=True):
        if line := whole.rstrip():
            # Most begin with a letter or a figure: no bullet, no rule.
            plain = line[0].isalnum()
            first = 0 if plain else list_marker_end(line)
            if first < len(line) and (plain or not is_rule(line)) and not is_switch(line[first:] if first else line):
                yield start, start + first, start + len(line)
        start += len(whole)


def is_rule(line: str) -> bool:
    """True when ``line`` is only a drawn line, as ``-----`` or ``* * *``."""
    return not line[:1].isalnum() and (RULE.fullmatch(line) is not None or DRAWN.fullmatch(line) is not None)


def is_switch(line: str) -> bool:
    """True when ``line`` only names languages, two or more: links to other versions of the document."""
    return line[:1] in OF_VERSIONS and len(line) <= SWITCH_LENGTH and VERSIONS.fullmatch(line) is not None
