"""What programs make of a text: misread bytes altered once more, readings, characters as numbers."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from duiqi.cleaning.evidence.pinyin import readings
from duiqi.text.chars import HAN_CHAR
from tests.benchmarks.damage import toned

Rewriting = Callable[[str, random.Random], str]


def read(data: bytes, wrong: str) -> str:
    """Bytes read in a single-byte encoding; what it does not define becomes a C1 control, as in browsers."""
    return "".join(bytes([byte]).decode(wrong, errors="ignore") or chr(byte) for byte in data)


def misread(wrong: str, alter: Callable[[str], str]) -> Rewriting:
    """UTF-8 read as ``wrong``, and what became of that."""
    return lambda text, rng: alter(read(text.encode(), wrong))


def normalised(text: str) -> str:
    """NFKC, as search engines and tokenisers do."""
    return unicodedata.normalize("NFKC", text)


def plain_spaces(text: str) -> str:
    """As pages and editors do with no-break spaces."""
    return text.replace("\xa0", " ")


def with_readings(text: str, rng: random.Random) -> str:
    """A reading behind every character that has one, in brackets."""
    return "".join(f"{c}({toned(readings()[c][0])})" if readings().get(c) else c for c in text)


def numbered(form: str) -> Rewriting:
    """Each character that is not ASCII as its number."""
    return lambda text, rng: "".join(char if char.isascii() else form.format(ord(char)) for char in text)


def tex_ligatures(codes: str) -> Callable[[str, random.Random], str]:
    """Ligatures as a font's five ``codes`` for ff, fi, fl, ffi, ffl."""
    table = dict(zip(("ff", "fi", "fl", "ffi", "ffl"), codes, strict=True))
    return lambda text, rng: re.sub("ff[il]?|f[il]", lambda match: table[match[0]], text)


def low_bytes(text: str, rng: random.Random) -> str:
    """Quotation marks and dashes of English as the last eight bits of each."""
    if HAN_CHAR.search(text):
        return text
    return re.sub("[–—‘’“”]", lambda match: chr(ord(match[0]) & 0xFF), text)


def curly(text: str) -> str:
    """English with typographic quotation marks and apostrophes."""
    text = re.sub(r"(?<=[A-Za-z])'(?=[A-Za-z])", "’", text)
    return re.sub(r'(?<![^\s(])"(?=\w)([^"]*)(?<=\S)"(?!\w)', r"“\1”", text)


# What ASCII does not have of English.
ENGLISH_MARKS = "–—‘’“”…é"


def turned(marks: str) -> Rewriting:
    """Each of ``marks`` as a question mark, as programs write what a table does not have."""
    return lambda text, rng: (
        text if marks == ENGLISH_MARKS and HAN_CHAR.search(text) else re.sub(f"[{marks}]", "?", text)
    )
