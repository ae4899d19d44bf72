"""The byte pairs of GBK, and which of them vanish because they are no character."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import candidates
from duiqi.cleaning.evidence.redecode import is_readable

_CODEC = "gb18030"
# The bytes of a character, None for each that was lost.
Pattern = tuple[int | None, int | None]


class Piece(NamedTuple):
    """A stretch of the repaired text. ``bytes`` is None where it stood so; else it is one character put together from
    slipped bytes, and the model's choice among all that have them where not both are known."""

    text: str
    bytes: Pattern | None


@lru_cache(maxsize=65536)
def gbk_bytes(char: str) -> bytes:
    """The one or two bytes of ``char`` in GBK with its private cells, b"" when it has none."""
    if char == "€":
        return b"\x80"
    try:
        encoded = char.encode(_CODEC)
    except UnicodeEncodeError:
        return b""
    return encoded if len(encoded) <= 2 else b""


@lru_cache(maxsize=65536)
def decode_pair(first: int, second: int) -> str:
    """The character of two bytes of GBK, "" when there is none or a private one."""
    try:
        char = bytes((first, second)).decode(_CODEC)
    except UnicodeDecodeError:
        return ""
    return "" if len(char) != 1 or "\ue000" <= char <= "\uf8ff" else char


@lru_cache(maxsize=256)
def vanishing(first: int) -> list[str]:
    """Characters that begin with the byte ``first`` and whose second byte can begin a pair that is no character."""
    return [c for c in candidates(_CODEC).get((first, None), []) if can_vanish(gbk_bytes(c)[1])]


@lru_cache(maxsize=1)
def all_vanishing() -> frozenset[str]:
    """Every character that can have lost its second byte to a vanished pair, for want of knowing its first."""
    return frozenset(c for first in range(0xA1, 0xFF) for c in vanishing(first))


@lru_cache(maxsize=256)
def can_vanish(first: int) -> bool:
    """Whether many pairs that begin with this byte are no characters in GBK."""
    return sum(not is_readable(first, second, "gbk") for second in range(0xA1, 0xFF)) > 8
