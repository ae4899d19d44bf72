"""Rule ``empty``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Text


class Empty(TextRule):
    """A text is empty."""

    id = "empty"
    severity = "doubtful"
    effect = "OmegaT inserts an empty translation"
    example = (("会议开始了。", ""),)

    def text(self, text: Text) -> str:
        return "" if text.text.strip() else "the text is empty"
