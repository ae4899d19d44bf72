"""Rule ``bare-less-than``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_FILE, CharacterRule
from duiqi.tmx.xml_faults import LESS_THAN


class BareLessThan(CharacterRule):
    """A less-than sign that stands alone; in XML it is written ``&lt;``."""

    id = "bare-less-than"
    severity = "refused"
    effect = REFUSES_FILE
    example = "<seg>p < 0.05</seg>"
    fault = LESS_THAN
