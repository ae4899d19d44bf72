"""A line in the encoding that makes it Chinese, out of the one that it was read in."""

from __future__ import annotations

from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import Token
from duiqi.cleaning.evidence.char_model import Plausibility
from duiqi.cleaning.evidence.latin import CP1252, latin_bytes
from duiqi.cleaning.evidence.redecode import LOST, Reading, redecode
from duiqi.text.chars import count_han

# (read as, really). Big5 with the Hong Kong additions and GB18030 are supersets of what names like "big5" and "gbk"
# mean.
PAIRS = (
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("euc_jp", "gb18030"),
    ("shift_jis", "gb18030"),
    ("latin", "gb18030"),
    ("latin", "big5hkscs"),
)
# A new reading must cost less than this a character, this much less than the text as it stands, and this much less in
# all (nats). Clean lines of eight characters and more cost at most 10.7.
_GOOD_COST, _MARGIN, _MIN_GAIN = 9.0, 2.5, 12.0
# At least so many Chinese characters, and at most this share of unreadable ones, make a reading.
_MIN_HAN, _MAX_UNREAD = 2, 0.2
# How many of the best drafts are searched for lost bytes.
_SEARCHED = 3
# A longer line is searched only when its beginning makes sense.
BEGINNING = 300
# Bytes may be lost without a mark; a plain reading as cheap as this (nats a character) shows that none was.
_NOTHING_LOST_COST = 6.5
# The share of bytes that may be lost. The form of UTF-8 says much about a missing byte, a double-byte encoding little.
_MAX_LOST = {"utf-8": 0.65, "gb18030": 0.2, "big5hkscs": 0.2}


class _Draft(NamedTuple):
    """A line read again, first without regard to lost bytes."""

    mean_cost: float
    wrong: str
    right: str
    tokens: list[Token]
    whole: bool  # no byte is lost or out of place


def read_again(line: str, model: Plausibility, *, search: bool = True) -> str | None:
    """``line`` in the encoding that makes it Chinese, or None when none does. Without ``search`` no byte was lost."""
    if "锟斤拷" in line:  # what U+FFFD in UTF-8 becomes in GBK: the text was lost before
        return None
    drafts = [draft for wrong, right in PAIRS if (draft := _draft(line, wrong, right, model))]
    drafts.sort(key=lambda d: (d.mean_cost, d.wrong))
    if drafts and drafts[0].whole and (drafts[0].mean_cost < _NOTHING_LOST_COST or drafts[0].wrong == "latin"):
        text = bytes(t for t in drafts[0].tokens if t is not None).decode(drafts[0].right)
        readings = [Reading(text, model.text_cost(text))]
    else:
        readings = [
            redecode(d.tokens, d.right, d.wrong, model) for d in drafts[:_SEARCHED] if search and _begins_well(d, model)
        ]
    if not readings:
        return None
    read, cost = min(readings, key=lambda r: r.cost)
    length = len("".join(read.split()))
    if not length or cost / length >= _GOOD_COST or cost / length >= model.mean_cost(line) - _MARGIN:
        return None
    gained = model.text_cost(line) - cost > _MIN_GAIN
    return read if gained and read.count(LOST) < _MAX_UNREAD * length else None


def _begins_well(draft: _Draft, model: Plausibility) -> bool:
    if len(draft.tokens) <= BEGINNING:
        return True
    read, cost = redecode(draft.tokens[:BEGINNING], draft.right, draft.wrong, model)
    length = len("".join(read.split()))
    return cost < _GOOD_COST * length and read.count(LOST) < _MAX_UNREAD * length


def _draft(line: str, wrong: str, right: str, model: Plausibility) -> _Draft | None:
    tokens = to_tokens(line, wrong)
    if tokens is None or tokens.count(None) >= _MAX_LOST[right] * len(tokens):
        return None
    text = bytes(0xFF if t is None else t for t in tokens).decode(right, errors="replace")
    if count_han(text) < _MIN_HAN:
        return None
    return _Draft(model.mean_cost(text), wrong, right, tokens, LOST not in text)


def to_tokens(line: str, codec: str) -> list[Token] | None:
    """The bytes of ``line`` in ``codec``, None for each lost one; None when it cannot have been read that way."""
    tokens: list[Token] = []
    failures = 0
    for char in line:
        if char == LOST:
            tokens.append(None)
        elif codec == "latin":
            if ord(char) >= 0x100 and char not in CP1252:
                return None
            tokens += latin_bytes(char)
        else:
            encoded = _encode(char, codec)
            failures += not encoded
            tokens += encoded or b"?"
    return tokens if failures <= 0.02 * len(line) else None


def _encode(char: str, codec: str) -> bytes:
    names = ("big5", "cp950", "big5hkscs") if codec == "big5hkscs" else (codec,)
    if codec == "gb18030" and char == "€":
        return b"\x80"
    for name in names:
        try:
            encoded = char.encode(name)
        except UnicodeEncodeError:
            continue
        return encoded if len(encoded) <= 3 else b""  # the four-byte part of GB18030 is no part of GBK
    return b""
