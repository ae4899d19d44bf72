"""Rule ``date``."""

from __future__ import annotations

from duiqi.checking.rule import ElementRule
from duiqi.checking.wording import cut
from duiqi.tmx import ATTRIBUTES, DATE, DATES, Node


class Date(ElementRule):
    """A date is not of the form 20200618T120000Z."""

    id = "date"
    severity = "dropped"
    effect = "OmegaT does not read the date"
    example = '<tuv xml:lang="en" changedate="2020-06-18"><seg>The meeting begins.</seg></tuv>'

    def attribute(self, element: Node, name: str, value: str) -> None:
        if name in DATES and name in ATTRIBUTES.get(element.tag, ()) and not DATE.fullmatch(value):
            self.add(element.line, f'the {name} "{cut(value)}" is not of the form 20200618T120000Z')
