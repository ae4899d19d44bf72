"""Rule ``version``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import Node


class Version(ElementRule):
    """The version of ``<tmx>`` is not 1.4."""

    id = "version"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tmx version="1.3"><header …/><body><tu>…</tu></body></tmx>'

    def element(self, element: Node) -> None:
        version = element.attributes.get("version")
        if element.tag == "tmx" and version != "1.4":
            is_what = "is missing" if version is None else f'is "{version}"'
            self.add(element.line, f'the version of <tmx> {is_what}; it must be "1.4"')
