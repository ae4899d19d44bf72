"""The facts of TMX 1.4b are those of its document type."""

from __future__ import annotations

from support.tmx_validity import DTD

from duiqi.tmx import ATTRIBUTES, ELEMENTS, HEADER_REQUIRED, REQUIRED


def test_elements_and_attributes_are_those_of_the_document_type() -> None:
    from lxml import etree

    elements = {element.name: element for element in etree.DTD(str(DTD)).iterelements()}
    assert set(ELEMENTS) == set(elements)
    for name, element in elements.items():
        found = {f"{a.prefix}:{a.name}" if a.prefix else a.name: a.default for a in element.iterattributes()}
        assert set(ATTRIBUTES[name]) == set(found), name
        required = {attribute for attribute, default in found.items() if default == "required"} - {"xml:lang"}
        # xml:lang has a rule of its own, and so has version, which is fixed.
        assert required == (set(HEADER_REQUIRED) if name == "header" else {REQUIRED.get(name)} - {None}), name
