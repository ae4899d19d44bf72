"""Whether a TMX file is valid by the document type of TMX 1.4b."""

from __future__ import annotations

from pathlib import Path

DTD = Path(__file__).parents[1] / "cases" / "tmx" / "tmx14.dtd"


def is_valid(data: bytes) -> bool:
    from lxml import etree

    return bool(etree.DTD(str(DTD)).validate(etree.fromstring(data)))
