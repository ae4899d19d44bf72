"""Rule ``bytes``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_FILE, CharacterRule
from duiqi.tmx.xml_faults import BYTE


class Bytes(CharacterRule):
    """A byte that is not of the file's encoding."""

    id = "bytes"
    severity = "refused"
    effect = REFUSES_FILE
    example = "<seg>caf\udce9</seg>"
    fault = BYTE
