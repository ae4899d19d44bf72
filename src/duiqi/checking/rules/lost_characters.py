"""Rule ``lost-characters``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Text


class LostCharacters(TextRule):
    """A text has U+FFFD in it, the mark of a character that some program could not read."""

    id = "lost-characters"
    signs = "\ufffd"
    severity = "doubtful"
    effect = "what stood there is lost"
    example = (("王毅主持会\ufffd。", "Wang Yi chaired the meeting."),)

    def text(self, text: Text) -> str:
        return "the text has U+FFFD in it, the mark of a lost character" if "\ufffd" in text.text else ""
