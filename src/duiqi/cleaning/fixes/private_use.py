"""Private-use characters, most of them bullets of symbol fonts."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.sound_lines import in_sound_lines

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
# Wingdings and Symbol bullets, as PDF and Word leave them.
_BULLET = re.compile("[\uf0b7\uf0a7\uf0d8\uf0fc\uf06c\uf06e\uf076]")


def find_private_use(text: str) -> list[Change]:
    r"""Private-use characters in otherwise sound lines; a bullet of a symbol font at the start of a line becomes •.

    >>> find_private_use("\uf0b7 first point")
    [Change(start=0, end=1, after='•')]
    """
    return in_sound_lines(text, _PRIVATE, _PRIVATE, _private_meaning)


def _private_meaning(text: str, match: re.Match[str]) -> str:
    line_start = text.rfind("\n", 0, match.start()) + 1
    opens_line = not text[line_start : match.start()].strip()
    return (
        "•" if opens_line and _BULLET.fullmatch(match[0]) and text[match.end() : match.end() + 1] in (" ", "\t") else ""
    )
