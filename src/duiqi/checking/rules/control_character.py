"""Rule ``control-character``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_FILE, CharacterRule
from duiqi.tmx.xml_faults import CONTROL


class ControlCharacter(CharacterRule):
    """A character that XML cannot hold: a control character, U+FFFE, U+FFFF."""

    id = "control-character"
    severity = "refused"
    effect = REFUSES_FILE
    example = "<seg>one\x01two</seg>"
    fault = CONTROL
