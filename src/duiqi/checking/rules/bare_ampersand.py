"""Rule ``bare-ampersand``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_FILE, CharacterRule
from duiqi.tmx.xml_faults import AMPERSAND


class BareAmpersand(CharacterRule):
    """An ampersand that stands alone; in XML it is written ``&amp;``."""

    id = "bare-ampersand"
    severity = "refused"
    effect = REFUSES_FILE
    example = "<seg>R&D</seg>"
    fault = AMPERSAND
