"""A line turned back into the bytes of the encoding that it was read in, and read in the one that it may be in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import LOST, Token, spelled
from duiqi.cleaning.evidence.char_model import Plausibility
from duiqi.cleaning.evidence.lines.foreign_letters import WIDE, is_foreign
from duiqi.cleaning.evidence.redecode import PRIVATE_GBK
from duiqi.cleaning.evidence.single_byte import CP1252, TABLES, high_characters
from duiqi.text.chars import count_han

# (read as, really). Big5 with the Hong Kong additions, GB18030, CP932 and CP949 are supersets of what names like
# "big5", "gbk", "shift-jis" and "euc-kr" mean; "latin" is Windows-1252, or Latin-1 where that has no character.
PAIRS = (
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("cp932", "utf-8"),
    ("euc_jp", "utf-8"),
    ("cp949", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("euc_jp", "gb18030"),
    ("cp932", "gb18030"),
    ("cp949", "gb18030"),
    ("euc_jp", "big5hkscs"),
    ("cp932", "big5hkscs"),
    ("cp949", "big5hkscs"),
    *((table, right) for table in ("latin", *TABLES[2:]) for right in ("gb18030", "big5hkscs")),
)
Pair = tuple[str, str]
# At least so many Chinese characters make a draft.
_MIN_HAN = 2
# The share of bytes that may be lost. The form of UTF-8 says much about a missing byte, a double-byte encoding little.
_MAX_LOST = {"utf-8": 0.65, "gb18030": 0.2, "big5hkscs": 0.2}
SINGLE_BYTE = frozenset(("latin", *TABLES))
_DOUBLE_BYTE_PAIRS = tuple(pair for pair in PAIRS if pair[0] not in SINGLE_BYTE)
_SINGLE_BYTE_PAIRS = tuple(pair for pair in PAIRS if pair[0] in SINGLE_BYTE)
# Bytes from 0x80 come in pairs, but for the second bytes of Big5 that are ASCII; accented letters stand alone.
_MAX_ALONE = {"gb18030": 0.2, "big5hkscs": 0.6}
_ALONE, _HIGH = re.compile(b"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])"), re.compile(b"[\x80-\xff]")
# Of Big5 a fifth is ASCII; of Czech, Icelandic and Turkish words with accents half and more.
_MOST_ASCII = 0.4
_PRIVATE = re.compile("[\ue000-\uf8ff]")
NOT_ASCII = re.compile("[^\x00-\x7f]+")
# Bytes on either side by which those of a character that a code page has twice are told apart (six characters), and by
# how much (nats) one must be likelier; else both are lost.
_AROUND, _TOLD = 12, 3.0


def possible_pairs(line: str) -> Sequence[Pair]:
    """The pairs without those that the characters of ``line`` rule out."""
    if WIDE.search(line):
        return _DOUBLE_BYTE_PAIRS
    return _SINGLE_BYTE_PAIRS if is_foreign(line) else PAIRS


class Draft(NamedTuple):
    """A line read again, first without regard to lost bytes."""

    wrong: str
    right: str
    tokens: list[Token]
    text: str

    @property
    def whole(self) -> bool:
        """No byte is lost or out of place."""
        return LOST not in self.text


def draft(line: str, pair: Pair, model: Plausibility) -> Draft | None:
    """``line`` turned back into the bytes of one encoding and read in another, None where that cannot be."""
    wrong, right = pair
    found = _decoded(line, pair, model)
    if found is None:
        return None
    tokens, text = found
    read_by = PRIVATE_GBK if wrong == "gb18030" and _PRIVATE.search(line) else wrong
    return Draft(read_by, right, tokens, text)


def can_be(line: str, pair: Pair, model: Plausibility) -> bool:
    """Whether there is a draft of ``line``."""
    return _decoded(line, pair, model, told=False) is not None


def _decoded(line: str, pair: Pair, model: Plausibility, *, told: bool = True) -> tuple[list[Token], str] | None:
    """The bytes of ``line``, and what they are in the other encoding, None where that cannot be. Unless they are to be
    ``told`` apart, the usual bytes of a character that has two pairs do."""
    wrong, right = pair
    tokens = tokens_of(line, pair, model, told=told)
    if tokens is None or tokens.count(None) >= _MAX_LOST[right] * len(tokens):
        return None
    data = bytes_of(tokens)
    if wrong in SINGLE_BYTE and (_share_alone(data) > _MAX_ALONE[right] or _is_of_words(line)):
        return None
    text = data.decode(right, errors="replace")
    return (tokens, text) if count_han(text) >= _MIN_HAN else None


def tokens_of(line: str, pair: Pair, model: Plausibility, *, told: bool = True) -> list[Token] | None:
    """The bytes of ``line`` in the encoding that it was read in, None for each lost one; None when it cannot have been
    read that way."""
    wrong, right = pair
    if wrong in SINGLE_BYTE:
        try:
            return list(map(_bytes_in(wrong).__getitem__, line))
        except KeyError:
            return None
    table = spelled(wrong)
    chars = set(line)
    failing = table.failing(chars)
    if failing and sum(map(line.count, failing)) > 0.02 * len(line):
        return None
    tokens = table.tokens(line)
    if not told or table.twice.keys().isdisjoint(chars):
        return tokens
    ends = accumulate(len(table[char]) for char in line)
    doubtful = [(end - 2, table.twice[char]) for char, end in zip(line, ends, strict=True) if char in table.twice]
    for position, found in doubtful:
        costs = sorted((_cost_around(tokens, position, encoded, right, model), encoded) for encoded in found)
        differ = costs[1][0] - costs[0][0] >= _TOLD
        tokens[position : position + 2] = costs[0][1] if differ else (None, None)
    return tokens


@lru_cache(maxsize=len(SINGLE_BYTE))
def _bytes_in(table: str) -> dict[str, Token]:
    """The byte of each character that there is in a single-byte encoding, None for one that was lost."""
    latin = {chr(byte): byte for byte in range(0x80, 0x100)} | CP1252
    high = latin if table == "latin" else high_characters(table)
    return {**high, **{chr(byte): byte for byte in range(0x80)}, LOST: None}


def _cost_around(tokens: Sequence[Token], position: int, encoded: bytes, right: str, model: Plausibility) -> float:
    """The cost of the text around two bytes that are ``encoded``, in step or one byte later."""
    data = [0xFF if t is None else t for t in tokens[max(0, position - _AROUND) : position]]
    data += [*encoded, *(0xFF if t is None else t for t in tokens[position + 2 : position + 2 + _AROUND])]
    steps = range(3 if right == "utf-8" else 2)
    return min(model.text_cost(bytes(data[step:]).decode(right, errors="replace")) for step in steps)


def bytes_of(tokens: Sequence[Token]) -> bytes:
    """The tokens as bytes, 0xFF, which none of the encodings has, for those that were lost."""
    return bytes([0xFF if token is None else token for token in tokens])


def _is_of_words(line: str) -> bool:
    """Whether the words with accents are mostly ASCII."""
    words = "".join(word for word in line.split() if not word.isascii())
    return len(NOT_ASCII.sub("", words)) > _MOST_ASCII * len(words)


def _share_alone(data: bytes) -> float:
    return len(_ALONE.findall(data)) / max(len(_HIGH.findall(data)), 1)
