"""U+FFFD, which stands for what could not be read."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.sound_lines import in_sound_lines

_REPLACEMENT = re.compile("\ufffd+")


def find_replacement_characters(text: str) -> list[Change]:
    """U+FFFD in otherwise sound lines."""
    return in_sound_lines(text, _REPLACEMENT, lambda _text, _match: "")
