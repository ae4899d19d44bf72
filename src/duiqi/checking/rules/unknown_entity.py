"""Rule ``unknown-entity``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_FILE, CharacterRule
from duiqi.tmx.xml_faults import ENTITY


class UnknownEntity(CharacterRule):
    """An entity that XML does not know, such as those of HTML."""

    id = "unknown-entity"
    severity = "refused"
    effect = REFUSES_FILE
    example = "<seg>one&nbsp;two</seg>"
    fault = ENTITY
