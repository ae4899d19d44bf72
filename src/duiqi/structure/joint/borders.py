"""To which of two sentences on a line the marks, figures and names at their border belong."""

from __future__ import annotations

import re

from duiqi.text.language import count_words
from duiqi.text.skipping import behind

CLOSING = re.compile(r"[。！？；：….!?;:”’」』）》\"')\]\s]*")
# Marks that begin what follows them, and those of which only the count of the ones before tells whether they do; an
# apostrophe inside a word is none. A sign of a currency goes with its figure.
STRAIGHT = re.compile(r"[\"']")
APOSTROPHE = re.compile(r"(?<=[A-Za-z])'(?=[A-Za-z])")
OPENING = frozenset("“‘「『（《([\"'$£€")
AMOUNT = re.compile(r"[$£€]\d[\d,.]*\s*\Z")
# What a Chinese sentence may end with behind its last character: ``支付30%；``, ``15%. Prices rose``.
FIGURES = re.compile(r"[^\s。！？；]{0,20}[。！？；]|\d[\d,.]{0,15}[%％‰]?[.!?](?=\s?[\"“]?[A-Z])")
# And what it may begin with behind an English one: ``It grew by a third. 2021年``, ``He has one. iPhone 15是``.
BEGINS = re.compile(
    r"(?<=[.!?\"”’)])(?:\s+(?:[^\s.!?]|\.(?=\d)){1,20}){1,3}\s*\Z"
    r"|(?<=[A-Za-z)][.!?])[(（]?\d[\d,]{0,15}(?:\.\d{1,9})?\s?[%％]?\s*\Z"
    r"|(?<=[^\d\s][.!?;\"”’)])\s*[(（]?\d{1,3}(?:\.\d{1,3}){0,3}[.．)）、]\s*\Z"
)
SHORTENED = re.compile(
    r"(?:\b(?:[A-Z]|Mrs?|Ms|Dr|Prof|St|Nos?|Inc|Ltd|Co|Corp|Jr|Sr|[Ff]igs?|[Vv]ol|[Cc]hap|[Ss]ec|[Aa]rt|vs|etc|al)|\.[A-Za-z])\.\Z"
)


def behind_marks(line: str, start: int, end: int) -> int:
    """Where what follows a part ``start:end`` begins: behind the marks that close it."""
    return border(line, start, behind(CLOSING, line, end))


def border(line: str, start: int, cut: int) -> int:
    """``cut`` before the marks that belong to what follows it: those that open, and a currency's sign before a figure.

    ``start`` is where the part before it begins: straight quotation marks are counted from there.
    """
    first = cut
    while first > start and (line[first - 1] in OPENING or line[first - 1].isspace()):
        first -= 1
    if first == cut:
        return cut
    before = APOSTROPHE.sub("", line[start:first])
    for place in range(first, cut):
        mark = line[place]
        if STRAIGHT.match(mark) and before.count(mark) % 2:
            before += mark  # it closes what is before
            first = place + 1
        elif mark in "$£€" and not line[place + 1 : place + 2].isdigit():
            first = place + 1
    return first


def behind_sentence(line: str, start: int, end: int, limit: int | None = None) -> int:
    """Where English begins behind a Chinese sentence that has its last Han character at ``end``, no farther than
    ``limit``: the figures it may end with are its own."""
    return behind_marks(line, start, behind(FIGURES, line, end, len(line) if limit is None else limit))


def before_sentence(line: str, start: int, cut: int) -> int:
    """Where a Chinese sentence begins behind an English one that has no Han character before ``cut``: with the figures
    or the name before that, if the English ended before these."""
    own = BEGINS.search(line, start, cut)
    if own and count_words(line[start : own.start()]) > 1 and not SHORTENED.search(line[start : own.start()]):
        return border(line, start, own.start() + len(own[0]) - len(own[0].lstrip()))
    return border(line, start, cut)
