"""Pairs of quotation marks that became ``?``: where each stands as only a quotation mark does."""

from __future__ import annotations

import re
from collections.abc import Collection

from duiqi.text.chars import HAN

# One that opens.
_OPENS = re.compile(r"\?(?=[A-Za-z\d])(?:(?<=[\s(\[—]\?)|(?<=^\?))", re.MULTILINE)
# One that may close; surely where a comma or another question mark stands before it, or a mark of a clause behind it.
_CLOSES = re.compile(r"\?(?<=[^\s?]\?)(?:\?(?!\?))?(?=[\s.,;:)\]—]|$)", re.MULTILINE)
_SURELY = re.compile(r"[.,!…]\?$|\?\?$")
_BEHIND = re.compile(r"[,.;:]")
_STOPS = "。！？，；…"
# In Chinese; one that may open too where no colon stands before it.
_OPENS_CHINESE = re.compile(f"\\?(?=[{HAN}])(?:(?<=[：（]\\?)|(?<=^\\?))", re.MULTILINE)
_MAY_OPEN = re.compile(f"\\?(?=[{HAN}])(?<=[，。；、！？]\\?)")
_CLOSES_CHINESE = re.compile(f"\\?(?:(?<=[{_STOPS}]\\?)|(?<=[{HAN}]\\?)(?=[，。；、：！？）》]|$))", re.MULTILINE)
# A word that begins with an apostrophe.
_CLIPPED = re.compile(r"\?(?:tis|twas|em|cause|til)\b", re.IGNORECASE)
# So many characters between two marks; a choice.
_LONGEST = 400

Pairs = list[tuple[int, int]]


def english_pairs(text: str, apostrophes: Collection[int]) -> tuple[Pairs, Pairs]:
    """(start, end) of what stands between two marks, these included; and those of which one stands behind a comma,
    where no question ends. ``apostrophes`` are offsets of ``?`` that are none.

    >>> english_pairs("?Yes,? he said. ?No?", ())
    ([(0, 6), (16, 20)], [(0, 6)])
    """
    pairs: Pairs = []
    sure: Pairs = []
    opens = [match.start() for match in _OPENS.finditer(text) if not _CLIPPED.match(text, match.start())]
    for start, following in zip(opens, [*opens[1:], len(text)], strict=False):
        end = _end(text, start, following)
        closing = [match.end() for match in _CLOSES.finditer(text, start + 1, end) if match.start() not in apostrophes]
        surely = [k for k in closing if _SURELY.search(text, k - 2, k) or _BEHIND.match(text, k)]
        if len(surely) == 1 or (len(closing) == 1 and not surely and not _is_line(text, start, closing[0])):
            last = (surely or closing)[0]
            pairs.append((start, last))
            if text[last - 2] == ",":
                sure.append((start, last))
    return pairs, sure


def chinese_pairs(text: str) -> tuple[Pairs, Pairs]:
    """The same in Chinese; sure is what a mark opens behind a colon or before a line."""
    sure = [pair for match in _OPENS_CHINESE.finditer(text) for pair in _closed(text, match.start())]
    if not sure:
        return [], []
    taken = {place for start, end in sure for place in (start, end - 1)}
    pairs = list(sure)
    for match in _MAY_OPEN.finditer(text):
        for start, end in _closed(text, match.start()):
            if not taken & {start, end - 1}:
                pairs.append((start, end))
                taken |= {start, end - 1}
    return pairs, sure


def _closed(text: str, start: int) -> Pairs:
    """What the mark at ``start`` opens, where the next one closes it."""
    behind = text.find("?", start + 1, _end(text, start, len(text)))
    if behind < 0 or not _CLOSES_CHINESE.match(text, behind):
        return []
    is_question = _is_line(text, start, behind + 1) and text[behind - 1] not in _STOPS
    return [] if is_question else [(start, behind + 1)]


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether nothing else is in the line: a bullet that became ``?``, and a question."""
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _end(text: str, start: int, most: int) -> int:
    """Where the line ends, or what comes first."""
    most = min(most, start + _LONGEST)
    end = text.find("\n", start, most)
    return most if end < 0 else end
