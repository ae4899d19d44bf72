"""Rule ``version``."""

from __future__ import annotations

from duiqi.checking.rule import REFUSES_SCHEMA, ElementRule
from duiqi.tmx import Node


class Version(ElementRule):
    """The version of ``<tmx>`` is neither 1.4 nor 1.1, which OmegaT gives its own memories."""

    id = "version"
    severity = "refused"
    effect = REFUSES_SCHEMA
    example = '<tmx version="1.3"><header …/><body><tu>…</tu></body></tmx>'

    def element(self, element: Node) -> None:
        version = element.attributes.get("version")
        # The schema takes a <tmx> without a version.
        if element.tag == "tmx" and version not in ("1.4", "1.1", None):
            self.add(element.line, f'the version of <tmx> is "{version}"; it must be "1.4"')
