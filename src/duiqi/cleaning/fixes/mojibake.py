"""Text read with the wrong encoding: find the encoding it was in, and read it again.

Two ways in. UTF-8 read as Windows-1252 or Latin-1 leaves sequences that are UTF-8 byte for byte and hardly anything
else, so each run is read again where it stands. Any other pair of encodings is judged a line at a time: the line is
turned back into bytes and read in the other encoding, and the result stands only when it is far better Chinese.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from duiqi.cleaning.edits import Change, lines_with, trimmed
from duiqi.cleaning.evidence.byte_tables import Token
from duiqi.cleaning.evidence.char_model import Plausibility, plausibility
from duiqi.cleaning.evidence.redecode import LOST, Reading, redecode
from duiqi.text.chars import HAN, count_han

# ---- UTF-8 in Latin clothing

_CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_SPECIALS = "".join(_CP1252)
_TRAIL = f"[\x80-\xbf{_SPECIALS}]"
_HIGH_LATIN = f"[\x80-\xff{_SPECIALS}]"
_HIGH = re.compile(_HIGH_LATIN)
# Runs of whole UTF-8 sequences of two, three and four bytes.
_UTF8_RUN = re.compile(f"(?:[\xc2-\xdf]{_TRAIL}|[\xe0-\xef]{_TRAIL}{{2}}|[\xf0-\xf4]{_TRAIL}{{3}})+")
# Quotes, dashes and dots that may really follow an accented letter: “Café”… is no mojibake.
_TYPOGRAPHIC = re.compile("[\xe0-\xef][‘’“”–—…•›‹‰†‡€™\xa0\xab\xbb]+")
_CONTROL = re.compile("[\x80-\x9f]")
# Letters among the trail characters: Ãª or Ãº may be real Portuguese in capitals; Ã© and Â° are not words.
_TWO_BYTE_PUNCTUATED = re.compile("[ÂÃ][^ªºƒŠŒŽšœžŸ\xa0]")
# With more high characters outside the runs than this share of those inside, the line may be in a double-byte encoding.
_MAX_OUTSIDE = 0.3
# Greek, Cyrillic and so on take two bytes; GBK read as Latin-1 holds short runs of such pairs.
_NOT_LATIN_LEAD, _WIDE_LEAD = re.compile("[\xc6-\xdf]"), re.compile("[\xe0-\xf4]")
# ” as UTF-8 is E2 80 9D; Windows-1252 has no 9D, and some readers drop it.
_CLIPPED_QUOTE = re.compile(f"â€(?!{_TRAIL})")


def find_utf8_as_latin(text: str) -> list[Change]:
    """Runs of UTF-8 that were read as Windows-1252 or Latin-1, once or several times over."""
    if not re.search("[\xc2-\xf4]", text):
        return []
    changes = []
    for run in _UTF8_RUN.finditer(text):
        read = _read_utf8(run[0])
        if read and _is_certain(run[0], read) and not _is_other_encoding(text, run.start()):
            changes.append(Change(run.start(), run.end(), read))
    for clipped in _CLIPPED_QUOTE.finditer(text):
        changes.append(Change(clipped.start(), clipped.end(), "”"))
    return sorted(changes)


def _read_utf8(run: str) -> str:
    try:
        read = latin_bytes(run).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    inner = _UTF8_RUN.fullmatch(read)
    return (_read_utf8(read) if inner else "") or read


def _is_certain(run: str, read: str) -> bool:
    if len(run) == 2:
        return bool(_TWO_BYTE_PUNCTUATED.fullmatch(run)) and (read.isalpha() or not run.startswith("Ã"))
    if _CONTROL.search(read) or (_NOT_LATIN_LEAD.match(run) and len(run) < 8 and not _WIDE_LEAD.search(run)):
        return False
    return not _TYPOGRAPHIC.fullmatch(run) or run[0] == "â"


def _is_other_encoding(text: str, offset: int) -> bool:
    """Whether the line is GBK or Big5 read as Latin-1, in which a few byte pairs happen to be UTF-8."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    inside = sum(m.end() - m.start() for m in _UTF8_RUN.finditer(line))
    outside = len(_HIGH.findall(line)) - inside
    return outside > _MAX_OUTSIDE * inside and count_han(line) == 0 and _cached_reading(line) is not None


@lru_cache(maxsize=64)
def _cached_reading(line: str) -> str | None:
    return read_again(line, plausibility())


def latin_bytes(text: str) -> bytes:
    """The bytes of text read as Windows-1252, or as Latin-1 where that has no character."""
    return bytes(_CP1252.get(c, ord(c) if ord(c) < 0x100 else 0x3F) for c in text)


# ---- other encodings, a line at a time

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
_SIGNS = re.compile(f"{LOST}|[\u3040-\u312f\uff61-\uff9f\u2500-\u257f\u0370-\u04ff]|{_HIGH_LATIN}{{4}}")
# A line is looked at when at least this many, and this share, of its characters are odd (rare, private, of another
# script, lost) and it costs this much a character. Of 28,357 clean lines 43 pass the share and none the cost (99.9%
# cost less than 7.3 nats); of 1,000 wrongly read ones 95% cost more than 12, the cheapest 9.6.
_MIN_ODD, _MIN_ODD_SHARE = 3, 0.12
_SUSPICIOUS_COST = 9.0
# A line this long of one or two characters only (ééé…) was drawn, not written.
_MONOTONOUS = 8
# A new reading must cost less than this a character, this much less than the text as it stands, and this much less in
# all (nats). Clean lines of eight characters and more cost at most 10.7.
_GOOD_COST, _MARGIN, _MIN_GAIN = 9.0, 2.5, 12.0


# At least so many Chinese characters, and at most this share of unreadable ones, make a reading.
_MIN_HAN, _MAX_UNREAD = 2, 0.2
# How many of the best drafts are searched for lost bytes.
_SEARCHED = 3
# A longer line is searched only when its beginning makes sense, and no more lines once so many bytes were searched for
# nothing: a search takes 1–3 ms a byte. No case of the development sample or of damage.py needs more.
_BEGINNING, _MAX_IN_VAIN = 300, 2_000
# Bytes may be lost without a mark; a plain reading as cheap as this (nats a character) shows that none was.
_NOTHING_LOST_COST = 6.5
# The share of bytes that may be lost. The form of UTF-8 says much about a missing byte, a double-byte encoding little.
_MAX_LOST = {"utf-8": 0.65, "gb18030": 0.2, "big5hkscs": 0.2}


def find_wrong_encoding(text: str) -> list[Change]:
    """Lines that are far better Chinese when their bytes are read in another encoding."""
    model = plausibility()
    starts = sorted({m.start() for m in _SIGNS.finditer(text)} | {m.start() for m in model.rare.finditer(text)})
    changes = []
    in_vain = 0
    for start, end in lines_with(text, starts):
        line = text[start:end]
        if _is_suspicious(line, model):
            read = read_again(line, model, search=in_vain < _MAX_IN_VAIN)
            in_vain += min(len(line), _BEGINNING) if read is None else 0
            change = trimmed(text, start, end, read) if read is not None else None
            if change:
                changes.append(change)
    return changes


_OTHER_SCRIPT = re.compile("[\u0370-\u08ff\u0900-\u1fff\uac00-\ud7a3]")
_MAX_OTHER = 0.6
_ODD = re.compile(f"[^\x00-\x7f{HAN}\u2010-\u2027\u3000-\u3002\u3008-\u3011\uff01-\uff5e·]")


def _is_suspicious(line: str, model: Plausibility) -> bool:
    # Text of another script has no Chinese characters, or few; a wrong encoding makes mostly those, or Latin ones only.
    other = len(_OTHER_SCRIPT.findall(line))
    if other > _MAX_OTHER * (other + count_han(line)):
        return False
    odd = len(_ODD.findall(line)) + len(model.rare.findall(line))
    length = len("".join(line.split()))
    if len(line) >= _MONOTONOUS and len(set(line)) <= 2:
        return False
    return odd >= _MIN_ODD and odd >= _MIN_ODD_SHARE * length and model.mean_cost(line) > _SUSPICIOUS_COST


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
    if len(draft.tokens) <= _BEGINNING:
        return True
    read, cost = redecode(draft.tokens[:_BEGINNING], draft.right, draft.wrong, model)
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
            if ord(char) >= 0x100 and char not in _CP1252:
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
