"""Pairs of quotation marks in English that became ``?``: where each stands as only a quotation mark does."""

from __future__ import annotations

import re
from collections.abc import Collection

# One that opens.
_OPENS = re.compile(r"\?(?=[A-Za-z\d])(?:(?<=[\s(\[—]\?)|(?<=^\?))", re.MULTILINE)
# One that may close; surely where a comma or another question mark stands before it, or a mark of a clause behind it.
_CLOSES = re.compile(r"\?(?<=[^\s?]\?)(?:\?(?!\?))?(?=[\s.,;:)\]—]|$)", re.MULTILINE)
_SURELY = re.compile(r"[.,!…]\?$|\?\?$")
_BEHIND = re.compile(r"[,.;:]")
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
        end = end_of_line(text, start, following)
        closing = [match.end() for match in _CLOSES.finditer(text, start + 1, end) if match.start() not in apostrophes]
        surely = [k for k in closing if _SURELY.search(text, k - 2, k) or _BEHIND.match(text, k)]
        if len(surely) == 1 or (len(closing) == 1 and not surely and not is_line(text, start, closing[0])):
            last = (surely or closing)[0]
            pairs.append((start, last))
            if text[last - 2] == ",":
                sure.append((start, last))
    return pairs, sure


def is_line(text: str, start: int, end: int) -> bool:
    """Whether nothing else is in the line: a bullet that became ``?``, and a question."""
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def end_of_line(text: str, start: int, most: int) -> int:
    """Where the line ends, or what comes first."""
    most = min(most, start + _LONGEST)
    end = text.find("\n", start, most)
    return most if end < 0 else end
