"""Rule ``header-value``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.checking.wording import cut
from duiqi.tmx import SEGTYPES, Node


class HeaderValue(ElementRule):
    """The header's ``segtype`` is none that TMX knows."""

    id = "header-value"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<header creationtool="x" creationtoolversion="1" segtype="sentences" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/>'  # noqa: E501

    def attribute(self, element: Node, name: str, value: str) -> None:
        if element.tag == "header" and name == "segtype" and value not in SEGTYPES:
            self.add(element.line, f'segtype is "{cut(value)}"; it can be {", ".join(SEGTYPES)}')
