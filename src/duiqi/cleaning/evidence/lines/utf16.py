"""UTF-16 read in the other byte order, or a byte at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.evidence.single_byte import CP1252

# Of a line with swapped bytes at most this share is ASCII (一 becomes N), and at most that one character (spaces are a
# sixth of English; a ruling, ─, becomes %); and it has so many kinds of characters at least.
_MOST_ASCII, _MOST_ALIKE, _LEAST = 0.06, 0.3, 6
# At most this share are characters of running text as the line stands, and at least that when it is swapped. Of the
# lines that pass the bounds above in 66 million characters of clean text, .5 at most is, swapped.
_MOST_BEFORE, _GOOD, _MOST_LOST = 0.75, 0.95, 0.1
_USUAL = "\t\n\r“”‘’…—·" + "".join(
    chr(code)
    for first, last in ((0x20, 0x7E), (0x3000, 0x3002), (0x3008, 0x3011), (0xFF01, 0xFF5E))
    for code in range(first, last + 1)
)


class Swapped(NamedTuple):
    """``text[start:end]`` is ``read``; ``wrong`` and ``right`` are the encodings."""

    start: int
    end: int
    read: str
    wrong: str
    right: str


def find_utf16(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Swapped]:
    """The text, where it is UTF-16 read a byte at a time; else those of ``lines`` whose bytes are swapped."""
    if "\0" in text:
        yield from _by_bytes(text)
        return
    for start, end in lines:
        line = text[start:end]
        many = len(line.encode("ascii", "ignore")) > _MOST_ASCII * len(line)
        if many or len({*line}) < _LEAST or _share(line) > _MOST_BEFORE:
            continue
        lost = line.count("\ufffd")
        if lost > _MOST_LOST * len(line):
            continue
        data = line.replace("\ufffd", "").encode("utf-16-be", "surrogatepass")
        alike = _MOST_ALIKE * len(line)
        if _share(data.decode("utf-16-le", "replace")) >= _GOOD and max(map(line.count, {*line})) <= alike:
            parts = (part.encode("utf-16-be", "surrogatepass") for part in line.split("\ufffd"))
            read = HOLE.join(part.decode("utf-16-le", "replace") for part in parts)
            yield Swapped(start, end, read.rstrip("\0"), "utf-16-be", "utf-16-le")


def _by_bytes(text: str) -> Iterator[Swapped]:
    codes = [CP1252.get(char, ord(char)) for char in text]
    if max(codes) > 0xFF:
        return
    for right in ("utf-16-le", "utf-16-be"):
        try:
            read = bytes(codes[: len(codes) // 2 * 2]).decode(right)
        except UnicodeDecodeError:
            continue
        if len(read) >= _LEAST and _share(read.removeprefix("\ufeff")) >= _GOOD:
            yield Swapped(0, len(text), read.removeprefix("\ufeff"), "latin", right)
            return


def _share(text: str) -> float:
    """How many of the characters running text holds."""
    return (len(text) - sum(map(text.count, {*text} - _usual()))) / max(len(text), 1)


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    return plausibility().common | frozenset(_USUAL)
