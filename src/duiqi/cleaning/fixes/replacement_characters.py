"""A stray U+FFFD between letters that belong together: ``此艦本�來應該``.

Two and more in a row stand for something that was lost, and stay: decoders write one for each byte, and so does
cleaning (``evidence/holes.py``). So does one that stands by itself: text about the character means it.
"""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.sound_lines import in_sound_lines

_STRAY = re.compile("(?<!\ufffd)(?:(?<=\\w)\ufffd|\ufffd(?=\\w))(?!\ufffd)")
_LOST = re.compile("\ufffd+")


def find_replacement_characters(text: str) -> list[Change]:
    r"""U+FFFD beside a letter or digit in otherwise sound lines.

    >>> find_replacement_characters("这是一个很好的\ufffd问题")
    [Change(start=7, end=8, after='')]
    """
    return in_sound_lines(text, _STRAY, _LOST, lambda _text, _match: "")
