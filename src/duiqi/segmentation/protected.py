"""Stretches in which no sentence ends: titles, short brackets, addresses."""

from __future__ import annotations

import re
from functools import cache

from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

URL = late_pattern(rf"(?:https?://|ftp://|www\.)[^\s{HAN}，。；：！？、（）《》“”「」<>\"]+(?<![.,;:!?'])")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.ASCII)
# By what every address has in it: most paragraphs have none.
ADDRESSES = (("://", URL), ("www.", URL), ("@", EMAIL))

TITLES = (("《", "》"), ("〈", "〉"))
BRACKETS = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"))
# A longer title is an unclosed mark, a longer bracket has sentences of its own. In the development texts the longest
# title has 31 characters; a bracket that stands inside a sentence and holds a mark has up to 103 (zh) and 81 (en).
MAX_TITLE = 60
MAX_BRACKET = 120
SENTENCE_BEFORE = re.compile(r"(?:\A|[。！？.!?…][」』”’\"')）]?)\s*\Z")


def blocked_offsets(text: str) -> bytearray:
    """A flag for each offset of ``text`` (and its end): 1 inside a title, an address, or a bracket inside a sentence.

    The offset right after the closing mark is free. A bracket that opens where a sentence begins may hold several.
    Linear in the length of the text: a closing mark is looked for only within the bounds above.
    """
    blocked = bytearray(len(text) + 1)
    for opening, closing in TITLES:
        if opening not in text:
            continue
        for match in _pairs(opening, closing, MAX_TITLE).finditer(text):
            _block(blocked, match.start(), match.end())
    for opening, closing in BRACKETS:
        if opening not in text:
            continue
        for match in _pairs(opening, closing, MAX_BRACKET).finditer(text):
            if not SENTENCE_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
                _block(blocked, match.start(), match.end())
    for mark, pattern in ADDRESSES:
        if mark not in text:
            continue
        for match in pattern.finditer(text):
            _block(blocked, match.start(), match.end())
    return blocked


@cache
def _pairs(opening: str, closing: str, longest: int) -> re.Pattern[str]:
    """The innermost pairs of two marks with at most ``longest`` characters between."""
    return re.compile(f"{re.escape(opening)}[^{re.escape(opening + closing)}]{{0,{longest}}}{re.escape(closing)}")


def _block(blocked: bytearray, start: int, end: int) -> None:
    blocked[start + 1 : end] = b"\1" * (end - start - 1)
