"""Which characters an encoding can mean when one or more of a character's bytes are unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, product

from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, plausibility

# A byte, or None where it was lost; what stands in text for what was lost.
Token = int | None
LOST = "\ufffd"
# Beyond these, sorted by frequency, a character is a candidate only when it is known to follow the one before it.
MOST_FREQUENT = 24


@lru_cache(maxsize=4)
def candidates(codec: str) -> dict[tuple[Token, ...], list[str]]:
    """Byte pattern (with at least one None) → characters the model knows, most frequent first."""
    model = plausibility()
    chars = [c for c in model.unigrams if ord(c) > 0x7F] + list(model.simplified)
    chars.sort(key=lambda c: (model.unigrams.get(model.fold(c), UNKNOWN_COST), c))
    return _by_pattern(chars, codec)


# What texts in the encoding hold beside letters: marks, kana, ideographs, full-width forms.
_WRITTEN = (range(0x2010, 0x2028), range(0x3001, 0x3130), range(0x4E00, 0xA000), range(0xFF01, 0xFF5F))


@lru_cache(maxsize=4)
def all_candidates(codec: str) -> dict[tuple[Token, ...], list[str]]:
    """Byte pattern (with at least one None) → every character that the encoding has, known to the model or not."""
    return _by_pattern(map(chr, chain.from_iterable(_WRITTEN)), codec)


def _by_pattern(chars: Iterable[str], codec: str) -> dict[tuple[Token, ...], list[str]]:
    table: dict[tuple[Token, ...], list[str]] = {}
    for char in chars:
        try:
            encoded = char.encode(codec)
        except UnicodeEncodeError:
            continue
        if len(encoded) in (2, 3):
            for pattern in _patterns(encoded):
                table.setdefault(pattern, []).append(char)
    return table


def _patterns(encoded: bytes) -> Iterator[tuple[Token, ...]]:
    for mask in product((True, False), repeat=len(encoded)):
        if not all(mask):
            yield tuple(byte if keep else None for byte, keep in zip(encoded, mask, strict=True))


# Programs differ in some cells: those of Microsoft (cp950, cp932) read more than the standards, private ones too.
_NAMES = {"big5hkscs": ("big5", "cp950", "big5hkscs"), "cp932": ("cp932", "shift_jis")}

# The encoders that give of each character that they have the bytes that ``spellings`` gives first.
_ENCODERS = {"gb18030": "gbk", "big5hkscs": "big5"}


def spellings(char: str, codec: str) -> tuple[bytes, ...]:
    """The bytes that a reader of ``codec`` makes ``char`` of, the usual ones first; none when there are none. (CP932
    has 396 characters twice, Big5 a dozen. The four-byte part of GB18030 is no part of GBK.)"""
    if codec == "gb18030" and char == "€":
        return (b"\x80",)
    for name in _NAMES.get(codec, (codec,)):
        try:
            usual = char.encode(name)
        except UnicodeEncodeError:
            continue
        if len(usual) <= 3:
            return tuple(dict.fromkeys((usual, *_twice(name).get(char, ()))))
    return ()


class Spelled(dict[str, tuple[Token, ...]]):
    """The bytes of each character in the encoding that it was read in, found when it is asked for; None for a lost one,
    a question mark for one that the encoding does not have."""

    def __init__(self, codec: str) -> None:
        super().__init__()
        self._codec = codec
        self._encoder = _ENCODERS.get(codec, codec)
        # The characters asked for, those that the encoding does not have, and those that it has twice.
        self._asked: set[str] = set()
        self._missing: set[str] = set()
        self.twice: dict[str, tuple[bytes, ...]] = {}
        for char in _twice(_NAMES.get(codec, (codec,))[0]):
            self.__missing__(char)

    def failing(self, chars: set[str]) -> set[str]:
        """Those of ``chars`` that the encoding does not have."""
        for char in chars - self._asked:
            self.__missing__(char)
        return self._missing & chars

    def tokens(self, text: str) -> list[Token]:
        """The bytes of all of ``text``, at once where an encoder has each of its characters."""
        try:
            parts = [part.encode(self._encoder) for part in text.split(LOST)]
        except UnicodeEncodeError:
            return list(chain.from_iterable(map(self.__getitem__, text)))
        found: list[Token] = list(parts[0])
        for part in parts[1:]:
            found += (None, *part)
        return found

    def __missing__(self, char: str) -> tuple[Token, ...]:
        if char == LOST:
            tokens: tuple[Token, ...] = (None,)
        elif char < "\x80":
            tokens = (ord(char),)
        else:
            found = spellings(char, self._codec)
            tokens = tuple(found[0] if found else b"?")
            if not found:
                self._missing.add(char)
            elif len(found) > 1:
                self.twice[char] = found
        self[char] = tokens
        self._asked.add(char)
        return tokens


@lru_cache(maxsize=8)
def spelled(codec: str) -> Spelled:
    """The table of an encoding."""
    return Spelled(codec)


@lru_cache(maxsize=8)
def _twice(name: str) -> dict[str, list[bytes]]:
    """The characters that more than one pair of bytes is read as, with all of these."""
    found: dict[str, list[bytes]] = {}
    for first, second in product(range(0x81, 0x100), range(0x40, 0x100)):
        pair = bytes((first, second))
        try:
            char = pair.decode(name)
        except UnicodeDecodeError:
            continue
        if len(char) == 1:
            found.setdefault(char, []).append(pair)
    return {char: pairs for char, pairs in found.items() if len(pairs) > 1}


@lru_cache(maxsize=4)
def _candidate_sets(codec: str) -> dict[tuple[Token, ...], frozenset[str]]:
    return {pattern: frozenset(chars) for pattern, chars in candidates(codec).items()}


@lru_cache(maxsize=200_000)
def likely_candidates(codec: str, pattern: tuple[Token, ...], last: str) -> list[str]:
    """Characters that fit ``pattern``: the most frequent ones, then those known to follow ``last`` (folded)."""
    model = plausibility()
    fitting = candidates(codec).get(pattern)
    if fitting is None:
        return []
    if len(fitting) <= MOST_FREQUENT:
        return fitting
    chosen = fitting[:MOST_FREQUENT]
    members, seen = _candidate_sets(codec)[pattern], set(chosen)
    for follower in model.successors[last]:
        for char in (follower, *model.variants.get(follower, ())):
            if char in members and char not in seen:
                chosen.append(char)
                seen.add(char)
    return chosen
