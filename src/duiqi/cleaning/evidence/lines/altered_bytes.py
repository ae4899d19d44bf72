"""UTF-8 in a single-byte encoding whose characters were altered afterwards: by a normalisation, an editor, a page.

NFKC turns ``¼`` into ``1⁄4`` and ``´`` into a space and an accent, pages turn a no-break space into a plain one,
editors make quotation marks straight. The letter that begins a sequence says how many bytes follow, so most are told
all the same. Small letters made of capitals cannot be told from those that were small.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.evidence.single_byte import high_characters, image

# What each of these makes of characters that tables have for bytes.
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_SPACE = {"\xa0": " "}
# A text of small letters only has so many that would be as likely capitals (1 in 64 by chance).
_SMALL = 6
# A sequence cut short before the next.
_CUT_SHORT = re.compile("[\xe0-\xef][\x80-\xbf](?=[\xe0-\xef])")


def _normalised(chars: Iterable[str]) -> dict[str, str]:
    return {char: spelling for char in chars if (spelling := unicodedata.normalize("NFKC", char)) != char}


def alterations(text: str, misread: str, table: str) -> frozenset[str]:
    """Which alterations may have been made to ``text`` in which ``misread`` came through: those that left no character
    of those that they change. Where bytes were lost, a space is one."""
    kinds = {"normalised": _normalised(high_characters(table)), "straight": _STRAIGHT, "space": _SPACE}
    possible = {name for name, changed in kinds.items() if not changed.keys() & set(misread)}
    if "space" in possible and _CUT_SHORT.search(image(text, table)):
        possible -= {"space", "normalised"}
    return frozenset(possible)


@lru_cache(maxsize=32)
def _spellings(table: str, altered: frozenset[str]) -> tuple[re.Pattern[str], dict[str, list[int]]]:
    """A sequence of three bytes as ``table`` reads them, each altered or not; and the bytes that a spelling can be."""
    chars = high_characters(table)
    changed = _normalised(chars) if "normalised" in altered else {}
    changed |= (_STRAIGHT if "straight" in altered else {}) | (_SPACE if "space" in altered else {})
    bytes_of: dict[str, list[int]] = {}
    begin: set[str] = set()
    go_on: set[str] = set()
    for char, byte in chars.items():
        kind = begin if 0xE0 <= byte <= 0xEF else go_on if byte <= 0xBF else set()
        for spelling in {char, changed.get(char, char)}:
            kind.add(spelling)
            bytes_of.setdefault(spelling, []).append(byte)
    first, further = ("|".join(map(re.escape, sorted(each, key=lambda s: (-len(s), s)))) for each in (begin, go_on))
    return re.compile(f"({first})({further})({further})"), bytes_of


def altered_sequences(
    text: str, start: int, end: int, table: str, altered: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """``(start, end, what it reads)`` of each sequence of ``text[start:end]`` that spells a character, altered or not;
    a hole where it may be several."""
    pattern, bytes_of = _spellings(table, altered)
    for match in pattern.finditer(text, start, end):
        lead, *trail = ([b for b in bytes_of[match[n]] if (b >= 0xE0) == (n == 1)] for n in (1, 2, 3))
        second, third = ([b for b in each if b <= 0xBF] for each in trail)
        chars = {_decoded(bytes((a, b, c))) for a in lead for b in second for c in third} - {""}
        if chars:
            yield *match.span(), chars.pop() if len(chars) == 1 else HOLE


def _decoded(sequence: bytes) -> str:
    try:
        return sequence.decode("utf-8")
    except UnicodeDecodeError:
        return ""


@lru_cache(maxsize=32)
def _cases(table: str) -> frozenset[str]:
    """The small letters that go on a sequence, and whose capitals do."""
    go_on = {char for char, byte in high_characters(table).items() if byte <= 0xBF}
    return frozenset(char for char in go_on if char != char.upper() and char.upper() in go_on)


def are_lowered(misread: str, table: str) -> bool:
    """Whether the letters of ``misread`` that stand for bytes were made small: of some that are as often capitals none
    is one, and the comma ``ï¼Œ`` is ``ï¼œ``, which would be ``＜``."""
    if misread != misread.lower():
        return False
    small = sum(map(misread.count, _cases(table)))
    return small >= _SMALL or "ï¼œ" in misread
