"""U+FFFD, which stands for what could not be read."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.sound_lines import in_sound_lines

_REPLACEMENT = re.compile("\ufffd+")


def find_replacement_characters(text: str) -> list[Change]:
    r"""U+FFFD in otherwise sound lines.

    >>> find_replacement_characters("这是一个很好的\ufffd问题")
    [Change(start=7, end=8, after='')]
    """
    return in_sound_lines(text, _REPLACEMENT, lambda _text, _match: "")
