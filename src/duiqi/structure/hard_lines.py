"""Lines that a format or a page wrapped, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.text.chars import HAN
from duiqi.text.language import language_of

# Han, kana and full-width punctuation: no space belongs between two of these, wherever a line ends. Radicals too, which
# stand for characters in the text of many PDF files.
WIDE = re.compile(f"[{HAN}\u2e80-\u2fdf\u3001-\u30ff\uff01-\uff60]")
WIDE_MARK = re.compile("[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60，。！？“”‘’…—]")
ASCII_MARKS = "!%()*,.:;<>?[]{}~\"'"
# "inter-" at a line end and "national" at the next; not "Sino-" and "US", not a dash.
HYPHENATED = re.compile("[A-Za-z]{2}[-\u00ad\u2010]\\Z")
# A path or address that was broken behind a slash: "/usr/" and "local", not "read /" and "write".
SLASHED = re.compile(r"[\w/:]/\Z")


def join_wrapped(lines: Sequence[str], *, dehyphenate: bool = False) -> str:
    """One line from several: no space between Chinese characters, nor between one and a mark or figure, one elsewhere.

    ``dehyphenate`` undoes a hyphen at a line end before a lower-case letter (compounds lose theirs as well; which of
    the two a hyphen was cannot be told without a dictionary).
    """
    if len(lines) == 1:
        return lines[0].strip(" \t")
    parts: list[str] = []
    end = ""  # the last three characters: what is joined may be long
    for line in lines:
        line = line.strip(" \t")
        if not line:
            continue
        if dehyphenate and HYPHENATED.search(end) and line[0].islower():
            parts[-1], end = parts[-1][:-1], end[:-1]
            parts.append(line)
        elif SLASHED.search(end) and re.match("[a-z]", line):
            parts.append(line)
        else:
            parts += [glue(end[-1:], line[0]), line]
        end = (end + line if len(line) < 3 else line)[-3:]
    return "".join(parts)


def glue(before: str, after: str) -> str:
    """What belongs between two characters that a line break parted."""
    if not before or not after or before in "([{（［｛" or after in ")]}）］｝":
        return ""
    wide = bool(WIDE.match(before)), bool(WIDE.match(after))
    if any(wide) and (before in ASCII_MARKS or after in ASCII_MARKS):
        return ""
    # 6月18 at a line end and 日 at the next: a figure belongs to the measure word behind it.
    if any(wide) and (before.isdigit() or after.isdigit()):
        return ""
    # The curly quotation marks of both languages are the same characters; they take no space beside Chinese.
    if all(wide) or (any(wide) and (WIDE_MARK.match(before) or WIDE_MARK.match(after))):
        return ""
    return " "


def join_by_language(lines: Sequence[str]) -> list[str]:
    """Wrapped lines joined as long as the language stays the same; lines without letters go with those before."""
    groups: list[list[str]] = []
    current = None
    for line in lines:
        language = language_of(line)
        if groups and (language is None or current is None or language == current):
            groups[-1].append(line)
        else:
            groups.append([line])
        current = language or current
    return [join_wrapped(group) for group in groups]
