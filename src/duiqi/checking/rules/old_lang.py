"""Rule ``old-lang``."""

from __future__ import annotations

from duiqi.checking.rule import ElementRule
from duiqi.tmx import Node


class OldLang(ElementRule):
    """The language stands in ``lang``, as before TMX 1.4, and not in ``xml:lang``."""

    id = "old-lang"
    severity = "refused"
    effect = "OmegaT 6 refuses the whole file, translate-toolkit does not see the text"
    example = '<tuv lang="en"><seg>The meeting begins.</seg></tuv>'

    def variant(self, variant: Node, unit: Node) -> None:
        if "xml:lang" not in variant.attributes and "lang" in variant.attributes:
            self.add(variant.line, "<tuv> has lang and not xml:lang")
