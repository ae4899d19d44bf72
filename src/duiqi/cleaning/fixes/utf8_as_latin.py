"""UTF-8 read as Windows-1252 or Latin-1.

It leaves sequences that are UTF-8 byte for byte and hardly anything else, so each run is read again where it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.latin import HIGH_LATIN, TRAIL, latin_bytes
from duiqi.cleaning.evidence.other_encodings import read_again
from duiqi.text.chars import count_han

_HIGH = re.compile(HIGH_LATIN)
# Runs of whole UTF-8 sequences of two, three and four bytes.
_UTF8_RUN = re.compile(f"(?:[\xc2-\xdf]{TRAIL}|[\xe0-\xef]{TRAIL}{{2}}|[\xf0-\xf4]{TRAIL}{{3}})+")
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
_CLIPPED_QUOTE = re.compile(f"â€(?!{TRAIL})")


def find_utf8_as_latin(text: str) -> list[Change]:
    """Runs of UTF-8 that were read as Windows-1252 or Latin-1, once or several times over.

    >>> find_utf8_as_latin("It doesnâ€™t matter")
    [Change(start=8, end=11, after='’')]
    >>> find_utf8_as_latin("“Café”…")
    []
    """
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
