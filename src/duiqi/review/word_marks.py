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
        zh_at, en_at = _Laid(zh, bead.zh), _Laid(en, bead.en)
        numbers: list[int] = []
        end = 0
        for link in links:
            zh_from, zh_to = zh_at.places(*link.zh)
            en_from, en_to = en_at.places(*link.en)
            # Two values may be made of one numeral (三四十).
            if link.strength >= WEAKEST and zh_from >= end:
                numbers += [zh_from - end, zh_to - zh_from - 1, en_from, en_to - en_from - 1]
                end = zh_to
        packed.append(pack(numbers))
    return packed


class _Laid:
    """The sentences of a side of a bead, laid end to end."""

    def __init__(self, texts: Sequence[str], numbers: range) -> None:
        self._at: dict[int, tuple[int, Sequence[int]]] = {}
        at = 0
        for number in numbers:
            offsets = utf16_offsets(texts[number])
            self._at[number] = at, offsets
            at += offsets[-1]

    def places(self, sentence: int, start: int, end: int) -> tuple[int, int]:
        """Where characters of a sentence are."""
        at, offsets = self._at[sentence]
        return at + offsets[start], at + offsets[end]


def utf16_offsets(text: str) -> Sequence[int]:
    """Where each character begins, and the text ends, as JavaScript counts."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return range(len(text) + 1)
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def pack(numbers: Iterable[int]) -> str:
    """Numbers from 0 up as text."""
    return "".join([DIGITS[number] if number < BASE else _digits(number) for number in numbers])


def _digits(number: int) -> str:
    digits = DIGITS[number % BASE]
    while number := number // BASE:
        digits = DIGITS[BASE + number % BASE] + digits
    return digits
