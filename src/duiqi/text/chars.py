"""Code points that more than one stage needs, in one place."""

from __future__ import annotations

import re

from duiqi.text.code_points import code_points, told_of

# Unified ideographs, extension A, compatibility ideographs, extensions B and beyond (Unicode 16, blocks), and 〇.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHAR = re.compile(f"[{HAN}]")
HAN_RUN = re.compile(f"[{HAN}]+")
# Characters from which on it is quicker to look at all at once; runs of Han have three to ten.
LONG = 1 << 12
# Half of a character beyond U+FFFF, which alone no encoding can hold.
SURROGATE = re.compile("[\ud800-\udfff]")
# A letter of any script.
LETTER = re.compile(r"[^\W\d_]")
ASCII_LETTER = re.compile("[A-Za-z]")
NOT_ASCII = re.compile("[^\x00-\x7f]")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
ACCENTED_LETTER = re.compile("[\u00c0-\u024f]")
ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def is_han(char: str) -> bool:
    """Whether a character is Han."""
    return HAN_CHAR.match(char) is not None


def count_han(text: str) -> int:
    """How many Han characters ``text`` holds."""
    if len(text) >= LONG and not text.isascii():
        return int(told_of(is_han, code_points(text)).sum())
    return 0 if text.isascii() else sum(map(len, HAN_RUN.findall(text)))


def han_bounds(text: str) -> tuple[int, int] | None:
    """Where the first Han character of ``text`` begins and the last one ends; None where there is none."""
    first = None if text.isascii() else HAN_CHAR.search(text)
    if not first:
        return None
    return first.start(), next(end for end in range(len(text), 0, -1) if HAN_CHAR.match(text, end - 1))


def _is_latin(char: str) -> bool:
    return LATIN_LETTER.match(char) is not None


def count_latin(text: str) -> int:
    """How many Latin letters ``text`` holds."""
    if len(text) >= LONG:
        return int(told_of(_is_latin, code_points(text)).sum())
    # In UTF-8 the bytes of ASCII letters stand for nothing else.
    encoded = text.encode("utf-8", "surrogatepass")
    plain = len(encoded) - len(encoded.translate(None, ASCII_LETTERS))
    return plain if text.isascii() else plain + len(ACCENTED_LETTER.findall(text))


# The end of a line that ends a sentence or a part of one, behind which something may be closed.
STOPS, CLOSED = "。！？!?.：:；;…", "\"'”’」』）)"
STOP = re.compile(f"[{STOPS}][{CLOSED}]*\\s*\\Z")
# Or that breaks off.
STOP_OR_DASH = re.compile(f"[{STOPS}—][{CLOSED}]*\\s*\\Z")

# List bullets that open a line. Dashes and asterisks count only when white space follows.
BULLETS = "·•‧∙・●○◦◆◇■□▪▫►▶\uf06c\uf0a7\uf0b7\uf0d8"
BULLET_DASHES = "-–*"
LIST_MARKER = re.compile(rf"\s*(?:(?:[{BULLETS}]|[{BULLET_DASHES}](?=\s|\Z))\s*)*")


def list_marker_end(line: str) -> int:
    """Where the content of ``line`` begins, after white space and list bullets."""
    if line[:1].isalnum():
        return 0
    match = LIST_MARKER.match(line)
    return match.end() if match else 0
