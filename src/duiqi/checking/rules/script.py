"""Rule ``script``."""

from __future__ import annotations

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Text
from duiqi.text.script import other_script


class Script(TextRule):
    """The Chinese is in the other script than its language code says.

    It has two or more characters that exist in the other script only, and hardly any of the code's own.
    """

    id = "script"
    severity = "doubtful"
    effect = "the translator gets the other script"
    example = (("會議開始了。", "The meeting has begun."),)

    def side(self, side: Text) -> str:
        script = other_script(side.text, side.code) if side.language == "zh" else ""
        return f'{script} characters under "{side.code}"' if script else ""
