"""The pinyin readings of Han characters, to tell a gloss from a parenthesis."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources

# One toned or toneless syllable as glosses write it. ɑ (U+0251) and ɡ (U+0261) stand for a and g in some fonts' text.
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɑɡ\u0300\u0301\u0304\u0308\u030c"
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@lru_cache(maxsize=1)
def readings() -> dict[str, tuple[str, ...]]:
    """Character → syllables with tone numbers (``lü4`` as ``lv4``), the most frequent first."""
    table: dict[str, tuple[str, ...]] = {}
    text = resources.files("duiqi.data").joinpath("readings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        syllables, _, chars = line.partition("\t")
        known = tuple(syllables.split(" "))
        for char in chars:
            table[char] = known
    return table


@lru_cache(maxsize=1)
def characters_by_syllable() -> dict[str, tuple[str, ...]]:
    """Toneless syllable → the characters that can be read so."""
    found: dict[str, list[str]] = {}
    for char, syllables in readings().items():
        for bare in dict.fromkeys(s.rstrip("12345") for s in syllables):
            found.setdefault(bare, []).append(char)
    return {syllable: tuple(chars) for syllable, chars in found.items()}


@lru_cache(maxsize=4096)
def split_tone(written: str) -> tuple[str, str]:
    """``wù`` → (``wu``, ``4``); the tone is empty where none is written. ü is v."""
    letters: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", written.replace("ɑ", "a").replace("ɡ", "g")):
        if char in _TONES:
            tone = _TONES[char]
        elif char == "\u0308" and letters and letters[-1] == "u":
            letters[-1] = "v"
        elif char.isalpha():
            letters.append(char)
    return "".join(letters), tone


def can_be_read(char: str, written: str) -> bool:
    """Whether ``written`` (``wù`` or ``wu``) is a reading of ``char``; the tone is not held against it.

    Tones differ by neighbour (不 bú), by region, and where one simplified character was turned into a wrong
    traditional one (發 for 髮), so a match of the syllable is enough.
    """
    syllable, _ = split_tone(written)
    return any(known.rstrip("12345") == syllable for known in readings().get(char, ()))


def is_toned(written: str) -> bool:
    """Whether a tone is written, as a mark or as a number behind the syllable."""
    return bool(re.search("[1-5āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c]", written))
