"""Rule ``escaped-twice``."""

from __future__ import annotations

import re

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Text

_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9A-Fa-f]+);")


class EscapedTwice(TextRule):
    """A text has been escaped once too often, so that it holds the markup of a character."""

    id = "escaped-twice"
    signs = "&"
    severity = "doubtful"
    effect = "the translator gets the markup as text"
    example = (("研究与发展", "R&amp;D"),)

    def text(self, text: Text) -> str:
        found = _ESCAPED.search(text.text)
        return f"the text has {found[0]} in it, escaped twice" if found else ""
