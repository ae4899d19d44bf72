"""Rule ``character-reference``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_FILE, CharacterRule
from duiqi.tmx.xml_faults import REFERENCE


class CharacterReference(CharacterRule):
    """A reference to a character that XML cannot hold."""

    id = "character-reference"
    severity = "refused"
    effect = REFUSES_FILE
    example = "<seg>one&#1;two</seg>"
    fault = REFERENCE
