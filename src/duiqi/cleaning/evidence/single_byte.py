"""The single-byte encodings that bytes are read in by mistake: the characters they became, and back."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from duiqi.text.code_points import looked_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Those that occur in practice: Windows (Western, Central European, Cyrillic, Turkish), Latin-1, Latin-9, DOS
# (American, Western), Mac OS; then those of other countries' systems. In order of frequency, which settles nothing: two
# that differ are left alone.
TABLES = (
    *("cp1252", "latin-1", "iso8859-15", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "mac-roman"),
    *("iso8859-2", "cp1257", "cp1258", "cp852", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    *("cp1253", "iso8859-7", "cp1255", "cp1256", "cp874"),
)
# In these most bytes from 0xC0 are letters of languages in use, which must not be taken for UTF-8.
LATIN_TABLES = frozenset(("cp1252", "latin-1", "iso8859-15", "cp1250", "cp1254", "iso8859-2", "cp1257", "cp1258"))
# In these words of the language hold sequences of three bytes that are whole: แดง, чем.
WORDY_TABLES = frozenset(("cp866", "cp874"))


@lru_cache(maxsize=32)
def high_characters(table: str) -> dict[str, int]:
    """Character → byte from 0x80. Bytes that the table does not define are read as C1 controls, as browsers do."""
    found = {}
    for byte in range(0x80, 0x100):
        try:
            char = bytes([byte]).decode(table)
        except UnicodeDecodeError:
            char = chr(byte)
        found[char] = byte
    return found


class _Images(dict[int, str]):
    """The images of code points; of one that the table lacks, itself (without an entry ``str.translate`` is slow)."""

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code)
        return char


@lru_cache(maxsize=32)
def _to_bytes(table: str) -> dict[int, str]:
    chars = high_characters(table)
    # A character of Latin-1 that the table does not have must not pass for the byte of its number.
    mapping = _Images(dict.fromkeys(range(128, 256), "\x00"))
    mapping.update({ord(char): chr(byte) for char, byte in chars.items()})
    return mapping


def image(text: str, table: str) -> str:
    """The bytes of ``text`` in ``table``, each as the character of its number, at the same offsets. What the table does
    not have stays a character that no byte is."""
    return text.translate(_to_bytes(table))


@lru_cache(maxsize=1)
def _bytes_of() -> NDArray[np.uint8]:
    """A row for each table: the byte of each code point below 0x10000, 0 for ASCII and for what the table has not."""
    import numpy as np

    rows = np.zeros((len(TABLES), 0x10000), np.uint8)
    for row, table in zip(rows, TABLES, strict=True):
        for char, byte in high_characters(table).items():
            row[ord(char)] = byte
    return rows


def lacking(codes: NDArray[np.uint16], table: str) -> int:
    """How many of ``codes`` (code points from 0x80, 0xFFFF for those beyond) ``table`` does not have."""
    import numpy as np

    return len(codes) - int(np.count_nonzero(_bytes_of()[TABLES.index(table)].take(codes)))


@lru_cache(maxsize=1)
def _beginnings() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether a code point can begin a UTF-8 sequence in one of the tables, and whether it can go on with one."""
    import numpy as np

    rows = _bytes_of()
    lead, trail = (rows >= 0xC2) & (rows <= 0xF4), (rows >= 0x80) & (rows <= 0xBF)
    return np.asarray(lead.any(axis=0)), np.asarray(trail.any(axis=0))


def whole_sequences(codes: NDArray[np.uint16]) -> dict[str, tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """For each table, where whole UTF-8 sequences of two, three or four bytes begin, all characters (given by their
    code points, 0xFFFF for those beyond) being read in it; and how many bytes each has."""
    import numpy as np

    lead, trail = _beginnings()
    places = np.flatnonzero(looked_up(lead, codes[:-1]))
    places = places[trail.take(codes[places + 1])]
    around = np.pad(codes, (0, 3), constant_values=0xFFFF)[places + np.arange(4)[:, None]]
    found = {}
    for table, row in zip(TABLES, _bytes_of(), strict=True):
        sequences = row.take(around)
        first, second, third, fourth = sequences
        second, third, fourth = ((each & 0xC0) == 0x80 for each in (second, third, fourth))
        two = (first >= 0xC2) & (first <= 0xDF) & second
        three = (first >= 0xE0) & (first <= 0xEF) & second & third
        four = (first >= 0xF0) & (first <= 0xF4) & second & third & fourth
        lengths = 2 * two + 3 * three + 4 * four
        found[table] = places[lengths > 0], lengths[lengths > 0]
    return found


# "latin": Windows-1252, or Latin-1 where that has no character.
CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_SPECIALS = "".join(CP1252)
HIGH_LATIN = f"[\x80-\xff{_SPECIALS}]"
