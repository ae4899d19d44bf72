"""Rule ``header-attribute``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import HEADER_REQUIRED, Node


class HeaderAttribute(ElementRule):
    """The header has not all the attributes that it must have."""

    id = "header-attribute"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<header srclang="zh-CN" datatype="plaintext"/>'

    def leave(self, element: Node) -> None:
        if element.tag == "header":
            missing = [name for name in HEADER_REQUIRED if name not in element.attributes]
            if missing:
                self.add(element.line, f"the header has no {' and no '.join(missing)}")
