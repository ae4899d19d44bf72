"""The single-byte encodings that bytes are read in by mistake: the characters they became, and back."""

from __future__ import annotations

from functools import lru_cache

# Those that occur in practice: Windows (Western, Central European, Cyrillic, Turkish), Latin-1, Latin-9, DOS
# (American, Western), Mac OS. In order of frequency, which settles nothing: two that differ are left alone.
TABLES = ("cp1252", "latin-1", "iso8859-15", "cp1250", "cp1251", "cp1254", "cp437", "cp850", "mac-roman")
# In these most bytes from 0xC0 are letters of languages in use, which must not be taken for UTF-8.
LATIN_TABLES = frozenset(("cp1252", "latin-1", "iso8859-15", "cp1250", "cp1254"))


@lru_cache(maxsize=16)
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


@lru_cache(maxsize=16)
def _to_bytes(table: str) -> dict[int, str]:
    chars = high_characters(table)
    # A character of Latin-1 that the table does not have must not pass for the byte of its number.
    mapping = dict.fromkeys(range(128, 256), "\x00")
    mapping.update({ord(char): chr(byte) for char, byte in chars.items()})
    return mapping


def image(text: str, table: str) -> str:
    """The bytes of ``text`` in ``table``, each as the character of its number, at the same offsets. What the table does
    not have stays a character that no byte is."""
    return text.translate(_to_bytes(table))


# "latin": Windows-1252, or Latin-1 where that has no character.
CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_SPECIALS = "".join(CP1252)
TRAIL = f"[\x80-\xbf{_SPECIALS}]"
HIGH_LATIN = f"[\x80-\xff{_SPECIALS}]"


def latin_bytes(text: str) -> bytes:
    """The bytes of text read as Windows-1252, or as Latin-1 where that has no character."""
    return bytes(CP1252.get(c, ord(c) if ord(c) < 0x100 else 0x3F) for c in text)
