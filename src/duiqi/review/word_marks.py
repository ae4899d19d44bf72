"""Which words of each pair translate each other, packed: a page has hundreds of thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from duiqi.aligner import word_links
from duiqi.model import Alignment

# A fifth of all links are weaker (macdev, chapters 001, 003, 005); of 50 of these that were looked at every other one
# joins words that do not translate each other.
WEAKEST = 0.1
# What JSON and HTML write as it is, one byte each. A number is written in base 45: the second half of the digits says
# that more follow.
DIGITS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "<\\")
BASE = len(DIGITS) // 2


def word_marks(alignment: Alignment) -> list[str]:
    """For each bead the words that the lexicon joins, as page/words.js reads them: four numbers a link, by place in the
    Chinese.

    They are: characters from the end of the Chinese word before to this one, its length less one, where the English
    word begins in the bead's English sentences laid end to end, its length less one. Characters as JavaScript counts
    them.
    """
    zh, en = ([sentence.text for sentence in side] for side in (alignment.zh, alignment.en))
    packed = []
    for bead, links in zip(alignment.beads, word_links(zh, en, alignment.beads), strict=True):
        zh_at, en_at = _laid(zh, bead.zh), _laid(en, bead.en)
        numbers: list[int] = []
        end = 0
        for link in links:
            zh_places, en_places = zh_at[link.zh_sentence], en_at[link.en_sentence]
            zh_from, zh_to = zh_places[link.zh_start], zh_places[link.zh_end]
            # Two values may be made of one numeral (三四十).
            if link.strength >= WEAKEST and zh_from >= end:
                en_from, en_to = en_places[link.en_start], en_places[link.en_end]
                numbers += [zh_from - end, zh_to - zh_from - 1, en_from, en_to - en_from - 1]
                end = zh_to
        packed.append(pack(numbers))
    return packed


def _laid(texts: Sequence[str], numbers: range) -> dict[int, Sequence[int]]:
    """For each of some sentences, laid end to end, where its characters begin and it ends, as JavaScript counts."""
    places: dict[int, Sequence[int]] = {}
    at = 0
    for number in numbers:
        text = texts[number]
        if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):  # most
            places[number] = range(at, at + len(text) + 1)
        else:
            places[number] = list(accumulate((1 + (char > "\uffff") for char in text), initial=at))
        at = places[number][-1]
    return places


def pack(numbers: Iterable[int]) -> str:
    """Numbers from 0 up as text."""
    return "".join([DIGITS[number] if number < BASE else _digits(number) for number in numbers])


def _digits(number: int) -> str:
    digits = DIGITS[number % BASE]
    while number := number // BASE:
        digits = DIGITS[BASE + number % BASE] + digits
    return digits
