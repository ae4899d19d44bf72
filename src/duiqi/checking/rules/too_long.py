"""Rule ``too-long``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import MAX_LENGTH, Text


class TooLong(TextRule):
    """A text has more than 2,000 characters."""

    id = "too-long"
    severity = "dropped"
    effect = "Trados Cloud passes over units with more than 2,000 characters a side"
    example = (("会议开始了。", "The meeting has begun. " * 100),)

    def text(self, text: Text) -> str:
        return f"the text has {len(text.text):,} characters" if len(text.text) > MAX_LENGTH else ""
