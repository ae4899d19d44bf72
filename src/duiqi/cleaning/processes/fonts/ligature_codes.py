r"""Ligatures of fonts without a map, as in PDF by TeX: copied as the codes that they have in the font, ``\x0crst``.

A form feed before a page, a vertical tab between lines and the separators of records stand beside letters too; only
where codes of one font become the ligatures that common words lack were they ligatures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from duiqi.cleaning.processes.fonts.font_marks import find_ot1_marks, find_t1_marks
from duiqi.cleaning.processes.fonts.ligature_words import is_listed
from duiqi.cleaning.processes.odds import FOUND, RARE

# A listed word: .86 of the words with ligatures (``ligature_words.py``). Where a separator stands between two words of
# 472,038, or at an end of one, a listed word comes out of 3 in 100,000.
_LISTED, _OTHER = math.log(0.86 / 3e-5), math.log(0.14)
LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
# Knuth's text encoding (OT1: The TeXbook, appendix F), Cork's (T1: TUGboat 11:4), private characters of Apple's fonts.
OT1 = dict(zip("\x0b\x0c\r\x0e\x0f", LIGATURES, strict=True))
T1 = dict(zip("\x1b\x1c\x1d\x1e\x1f", LIGATURES, strict=True))
PRIVATE = {"\uf001": "fi", "\uf002": "fl"}
# Codes of a PDF, as ``blocks/printed/page/font_codes.py`` keeps them.
SYMBOLS = [{chr(0xF000 + ord(code)): letters for code, letters in font.items()} for font in (OT1, T1)]
# Adobe's StandardEncoding (PDF Reference, appendix D), TeX's Type 1 fonts (which have OT1's first codes once more from
# \xa1 on) and Mac OS Roman, read as Latin-1.
STANDARD = {"®": "fi", "¯": "fl"}
AGAIN = dict(zip("®¯°±²", LIGATURES, strict=True))
MAC = {"Þ": "fi", "ß": "fl"}
SIGNS = (STANDARD, AGAIN, MAC)
FONTS = (OT1, T1, PRIVATE, *SYMBOLS, *SIGNS)
# Inside a word these are no code of the font, but for its letters, marks and accents (``font_marks.py``).
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f"
_OTHER_GLYPHS = "\x10-\x1f"
LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
_WORD = re.compile(f"[{LETTERS}]+")
# What may have parted a word.
_CODES, _BREAKS = "\v-\x0f\x1b-\x1f\uf001\uf002\uf00b-\uf01f", "\r\n"
# A file with OT1's fl is read as one with line breaks there: ``con\nict``.
_BROKEN = re.compile("(?:(?<= )|(?<![A-Za-z\n])([A-Za-z][a-z]*))[\r\n]([a-z]+)")


class Coded(NamedTuple):
    """Places (start, end, letters meant) of a font's codes, and the log-odds that they are its ligatures."""

    places: list[tuple[int, int, str]]
    odds: float


class _Token(NamedTuple):
    """A word with codes: where it begins, as it stands, what it says for them (nats), and whether they may as well part
    lines or pages."""

    start: int
    text: str
    says: float
    parts: bool


def find_coded(text: str) -> list[Coded]:
    """The ligatures of each font whose codes the text shows to be such."""
    found = []
    for font in FONTS:
        if not any(code in text for code in font) or (font in SIGNS and not _beside_letters(text, font)):
            continue
        tokens = list(_tokens(text, font, whole_words(text, _CODES)))
        # A word that comes again says nothing new.
        odds = RARE + sum({token.text: token.says for token in tokens}.values()) - _LISTED * _others(text, font)
        if odds < FOUND:
            continue
        places = [place for token in tokens if not token.parts for place in _places(token, font)]
        if font is OT1:
            places += [*_broken(text), *find_ot1_marks(text, "".join(font))]
        elif font is T1:
            places += find_t1_marks(text, "".join(font))
        found.append(Coded(sorted(places), odds))
    return found


def _beside_letters(text: str, font: dict[str, str]) -> bool:
    """Whether one of the signs stands before small letters."""
    return re.search(f"[{''.join(font)}][a-z]", text) is not None


def whole_words(text: str, beside: str) -> set[str]:
    """The words of two letters and more, in lower case, that none of the characters ``beside`` touches."""
    whole = f"(?<![{beside}{LETTERS}])[{LETTERS}]{{2,}}(?![{beside}{LETTERS}])"
    return {word.lower() for word in re.findall(whole, text)}


def _others(text: str, font: dict[str, str]) -> int:
    """How many other controls stand inside words: each takes away what a listed word says."""
    if font not in (OT1, T1):
        return 0
    own = "".join(font) + _OTHER_GLYPHS
    return len(re.findall(f"(?<=[a-z])(?![{own}])[{_CONTROL}](?=[a-z])", text))


def _tokens(text: str, font: dict[str, str], words: set[str]) -> Iterator[_Token]:
    """The words with codes of ``font`` and small letters. A capital behind a code begins another word."""
    codes = "".join(font).replace("\r", "")
    table = str.maketrans(font)
    inside = re.compile(f"[a-z]{{2}}[{codes}][a-z]|[a-z][{codes}][a-z]{{2}}")
    for match in re.finditer(f"(?<![{LETTERS}])[{LETTERS}]*(?:[{codes}]+[{LETTERS}]*)+", text):
        start, end = match.span()
        # A page ends or begins beside the word.
        if _begins_page(text, start) and any(code in text[start + 1 : end] for code in codes):
            start += 1
        if _ends_page(text, end) and any(code in text[start : end - 1] for code in codes):
            end -= 1
        shown = text[start:end]
        if not _WORD.search(shown) or re.search(f"[{codes}][A-Z]|[A-Z]{{2}}", shown):
            continue
        meant = shown.translate(table).lower()
        last = max(map(shown.rfind, codes))
        if is_listed(meant, len(shown[:last].translate(table))):
            yield _Token(start, shown, _LISTED, False)
        elif meant in words:
            yield _Token(start, shown, 0.0, False)
        elif (font in SIGNS and not inside.search(shown)) or _begins_page(text, start) or _ends_page(text, end):
            yield _Token(start, shown, 0.0, True)
        else:
            parts = all(part.lower() in words for part in _WORD.findall(shown))
            yield _Token(start, shown, _OTHER, parts)


def _begins_page(text: str, start: int) -> bool:
    """Whether a form feed begins the line at ``start``."""
    return text[start] == "\f" and text[start - 1 : start] in ("", "\n")


def _ends_page(text: str, end: int) -> bool:
    """Whether one ends the line at ``end``."""
    return text[end - 1] == "\f" and text[end : end + 1] in ("", "\n")


def _places(token: _Token, font: dict[str, str]) -> list[tuple[int, int, str]]:
    start = token.start
    return [(start + k, start + k + 1, font[char]) for k, char in enumerate(token.text) if char in font]


def _broken(text: str) -> list[tuple[int, int, str]]:
    """Line breaks that are OT1's fl: a listed word comes out, whose end is no word of the text."""
    words, found = whole_words(text, _CODES + _BREAKS), []
    for match in _BROKEN.finditer(text):
        left, right = match[1] or "", match[2]
        if is_listed(f"{left}fl{right}".lower(), len(left)) and right not in words:
            at = match.start(2) - 1
            found.append((at, at + 1, OT1["\r"]))
    return found
