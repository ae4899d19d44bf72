"""Rule ``unknown-attribute``."""

from __future__ import annotations

from duiqi.checking.codes import SCHEMA_CODE
from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.checking.wording import cut
from duiqi.tmx import ATTRIBUTES, POSITIONS, SEGTYPES, Node


class UnknownAttribute(ElementRule):
    """An attribute that TMX does not know, or a value of ``segtype``, ``pos`` or ``xml:lang`` that it does not."""

    id = "unknown-attribute"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tuv xml:lang="en" score="0.9"><seg>The meeting begins.</seg></tuv>'

    def attribute(self, element: Node, name: str, value: str) -> None:
        known = name in ATTRIBUTES.get(element.tag, ())
        if not known and not name.startswith("xmlns"):
            self.add(element.line, f"<{element.tag}> has the attribute {name}, which TMX does not know")
        elif name == "segtype" and value not in SEGTYPES and element.tag != "header":
            self.add(element.line, f'segtype is "{cut(value)}"; it can be {", ".join(SEGTYPES)}')
        elif name == "pos" and value not in POSITIONS:
            self.add(element.line, f'pos of <{element.tag}> is "{cut(value)}"; it can be {", ".join(POSITIONS)}')
        elif name == "xml:lang" and element.tag != "tuv" and value and not SCHEMA_CODE.fullmatch(value):
            self.add(element.line, f'xml:lang of <{element.tag}> is "{cut(value)}"; codes are written like zh-CN')
