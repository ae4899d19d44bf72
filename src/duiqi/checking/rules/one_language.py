"""Rule ``one-language``."""

from __future__ import annotations

from duiqi.checking.rule import ElementRule
from duiqi.tmx import Node, code_of


class OneLanguage(ElementRule):
    """All texts of a unit are in one language."""

    id = "one-language"
    severity = "dropped"
    effect = "there is nothing to look up, and importers pass over the unit"
    example = '<tu><tuv xml:lang="en"><seg>The meeting begins.</seg></tuv></tu>'

    def unit(self, unit: Node) -> None:
        codes = [code_of(variant) for variant in unit.all("tuv")]
        if len({code.lower() for code in codes}) == 1:
            self.add(unit.line, f"the unit has text in {codes[0] or 'no language'} only")
