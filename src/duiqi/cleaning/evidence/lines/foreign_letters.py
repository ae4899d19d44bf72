"""Lines of Cyrillic, Greek, Hebrew, Arabic or Thai letters or of signs of drawings: what they cost as text.

GBK and Big5 become such lines in single-byte tables.
"""

from __future__ import annotations

import re

from duiqi.cleaning.evidence.char_model import Plausibility

# No single-byte table has these.
WIDE = re.compile("[\u3000-\uf7ff]")
_LETTERS, _SIGNS = "\u0370-\u05ff\u0600-\u06ff\u0e00-\u0e7f", "\u2500-\u259f"
_FOREIGN, _FOREIGN_SIGN = re.compile(f"[{_LETTERS}{_SIGNS}]"), re.compile(f"[{_SIGNS}]+")
# A capital behind a small letter; a sign of a drawing that touches a letter.
_LOWER, _UPPER = "\u03ac-\u03ce\u0430-\u045f", "\u0386-\u03ab\u0400-\u042f"
_CAPITAL_INSIDE = re.compile(f"[{_LOWER}](?=[{_UPPER}])")
_TOUCHING = re.compile(f"[{_SIGNS}](?=[^\x00-\x7f{_SIGNS}])|[^\x00-\x7f{_SIGNS}](?=[{_SIGNS}])")
# In nats: one of 33 letters; one in ten thousand and one in twenty of the places between two of them.
_LETTER, _CAPITAL, _TOUCH = 3.5, 9.2, 3.0
# Bytes of Chinese are of many kinds, fill half the line and more, and have no spaces between them; words of these
# languages have five to seven letters (Thai, which has no spaces, is told by what it costs).
_LEAST_SHARE, _LEAST_KINDS, _LEAST_LENGTH = 0.5, 8, 10
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def may_be_bytes(line: str) -> bool:
    """Whether foreign letters or signs of drawings, with none that only Chinese has, may stand for bytes of Chinese."""
    if WIDE.search(line):  # most lines that are asked
        return False
    high = _NOT_ASCII.findall(line)
    if len({*high}) < _LEAST_KINDS or not is_foreign(line):
        return False
    parts = line.split()
    length = sum(map(len, parts))
    return len(high) >= _LEAST_SHARE * length and length >= _LEAST_LENGTH * len(parts)


def is_foreign(line: str) -> bool:
    """Whether a tenth of the characters are such letters or signs, and none is one that only Chinese has."""
    return 10 * len(_FOREIGN.findall(line)) >= len(line) and not WIDE.search(line)


def has_foreign(line: str) -> bool:
    """Whether there is such a letter or sign at all."""
    return _FOREIGN.search(line) is not None


def cost_if_written(line: str, model: Plausibility) -> float:
    """The cost (nats) of the line as a text of such letters."""
    letters = len(_FOREIGN.findall(line)) - len(_FOREIGN_SIGN.findall(line))
    rest = model.text_cost(_FOREIGN.sub("a", line))
    return (
        _LETTER * letters + _CAPITAL * len(_CAPITAL_INSIDE.findall(line)) + _TOUCH * len(_TOUCHING.findall(line)) + rest
    )
