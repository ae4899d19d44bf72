"""Bytes read as Windows-1252 or Latin-1: the characters they became, and back."""

from __future__ import annotations

CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_SPECIALS = "".join(CP1252)
TRAIL = f"[\x80-\xbf{_SPECIALS}]"
HIGH_LATIN = f"[\x80-\xff{_SPECIALS}]"


def latin_bytes(text: str) -> bytes:
    """The bytes of text read as Windows-1252, or as Latin-1 where that has no character."""
    return bytes(CP1252.get(c, ord(c) if ord(c) < 0x100 else 0x3F) for c in text)
