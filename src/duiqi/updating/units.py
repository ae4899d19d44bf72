"""Units as an update compares them: those of the memory, and digests of texts in place of the texts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from duiqi.inline import without
from duiqi.io.xml import XML_ILLEGAL
from duiqi.model import Pair


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A unit of the memory, number ``number`` from 0 on. ``document``, ``id``, ``numbers`` (of its sentences) and
    ``score`` are what duiqi wrote there, empty in what others made; ``edited``: a person or another program has changed
    it since; ``now`` is the id that its texts have now."""

    number: int
    zh: str
    en: str
    document: str = ""
    id: str = ""
    numbers: str = ""
    score: float = 1.0
    edited: bool = False
    now: str = ""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that duiqi made: the ``id`` that it was given (8 bytes), the digest of its texts, its document."""

    id: bytes
    content: bytes
    document: str


def without_illegal(pair: Pair) -> Pair:
    """The pair free of what XML cannot hold."""
    if not XML_ILLEGAL.search(pair.zh) and not XML_ILLEGAL.search(pair.en):
        return pair
    zh, zh_codes = without(pair.zh, pair.zh_codes, XML_ILLEGAL)
    en, en_codes = without(pair.en, pair.en_codes, XML_ILLEGAL)
    return replace(pair, zh=zh, en=en, zh_codes=zh_codes, en_codes=en_codes)


def text_digest(text: str) -> bytes:
    """Of the text without the white space around it and with XML's line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def content_digest(source: bytes, target: bytes) -> bytes:
    """Of both texts, whichever is the source."""
    return hashlib.blake2b(min(source, target) + max(source, target), digest_size=8).digest()


def one_line(unit: MemoryUnit) -> str:
    """As a message shows it."""
    return f"{unit.zh} | {unit.en}"
