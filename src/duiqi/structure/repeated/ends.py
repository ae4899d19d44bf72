"""The words that most lines of a document begin or end with: its source, a watermark, "read more at".

They are no part of the text, and would decide the language of short lines. Only what lines of both languages have in
common, or Chinese words on English lines, is taken for that; a name with which the sentences of one subject begin or
end is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter

from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language import language_of

# Lines that have the words in common: most of those that are long enough to, and so many at least. A share, so that
# headings may lack them.
SHARE, LINES = 0.5, 4
# Han characters (a Latin letter counts a third): shorter ends are those of words and sentences.
LENGTH = 4.0
SIZE = int(LENGTH)  # characters of the shortest
MOST = 200  # characters that are compared
# Of the lines with the last few of these words so many have all of them.
STEADY = 0.9
# What stands between the words and the text, if anything does.
MARK = re.compile(r"[^\w\s,，、.。'’]")
# Of the rests of these lines so many differ at least: else the lines are the same, and no text with something added.
DIFFERENT = 0.6


def repeated_ends(lines: Sequence[str]) -> tuple[str, str]:
    """The beginning and the end that most ``lines`` have in common, empty when there is none."""
    long = [line for line in lines if len(line) > SIZE]
    return _repeated(long, reverse=False), _repeated(long, reverse=True)[::-1]


def _repeated(long: list[str], *, reverse: bool) -> str:
    """The beginning that most of these lines have in common, read from their ends (``reverse``) or as they are."""
    least = max(LINES, int(SHARE * len(long)) + 1)
    # Most texts have no character that most lines begin with.
    if _most(map(itemgetter(-1 if reverse else 0), long)) < least:
        return ""
    # So long a beginning has four characters at least, behind the white space there.
    if reverse:
        edges = [line[max(0, len(line.rstrip()) - SIZE) :] for line in long]
    else:
        edges = [line[: len(line) - len(line.lstrip()) + SIZE] for line in long]
    if _most(edges) < least:
        return ""
    if reverse:
        long = [line[::-1] for line in long]
    ordered = sorted(long)
    head = _longest_head(ordered, least)
    bearers = [line[len(head) :] for line in ordered if line.startswith(head) and len(line) > len(head)]
    rests = [rest[::-1] if reverse else rest for rest in bearers]
    if not head or len(rests) < least or len(set(rests)) < DIFFERENT * len(rests):
        return ""
    return head if _added(head[::-1] if reverse else head, rests, at_end=reverse) else ""


def _most(texts: Iterable[str]) -> int:
    """How often the most frequent text comes."""
    return max(Counter(texts).values(), default=0)


def _longest_head(ordered: Sequence[str], least: int) -> str:
    """The beginning that ``least`` of the sorted lines have, as far as nearly all of them do; empty for a short one."""
    # Of lines in order, those that begin alike are neighbours.
    windows = zip(ordered, ordered[least - 1 :], strict=False)
    head = max((_common(first[:MOST], last[:MOST]) for first, last in windows), key=len, default="")
    if _length(head) < LENGTH:
        return ""
    shortest = next(size for size in range(1, len(head) + 1) if _length(head[:size]) >= LENGTH)
    some = sum(line.startswith(head[:shortest]) for line in ordered)
    while sum(line.startswith(head) for line in ordered) < STEADY * some:
        head = head[:-1]
    return head


def _added(words: str, rests: Sequence[str], *, at_end: bool) -> bool:
    """Whether the words are none of the text: Chinese on English lines, or parted by a mark from lines of both."""
    languages = [language_of(rest) for rest in rests]
    stripped = words.strip()
    if languages.count("en") < LINES / 2 or not stripped:
        return False
    parted = MARK.match(stripped[0] if at_end else stripped[-1])
    return count_han(words) >= LENGTH or (bool(parted) and languages.count("zh") >= LINES / 2)


def _common(first: str, last: str) -> str:
    differ = (k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b)
    return first[: next(differ, min(len(first), len(last)))]


def _length(words: str) -> float:
    return count_han(words) + len(LATIN_LETTER.findall(words)) / 3
