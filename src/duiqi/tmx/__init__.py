"""TMX as checking, updating and the format share it: a file cut into pieces that joined give the whole, the characters
that no parser takes, what a unit holds, and what the document type allows.

It takes bytes and gives pieces with small trees; the room in RAM does not grow with the file. It knows what is wrong in
the characters of any XML; what else is a fault, and how a file is written, is the matter of the rooms after it, which
it never imports.
"""

from __future__ import annotations

from duiqi.tmx.dtd import (
    ATTRIBUTES,
    CHILDREN,
    DATE,
    DATES,
    ELEMENTS,
    HEADER_REQUIRED,
    POSITIONS,
    REQUIRED,
    SEGTYPES,
    TEXT,
)
from duiqi.tmx.layouts import Layouts
from duiqi.tmx.losses import ONE_SIDED, count_losses
from duiqi.tmx.pieces import EntityDeclared, Node, PlainUnit, TmxPiece
from duiqi.tmx.scanner import scan, with_tree
from duiqi.tmx.units import OWN_PROPS, code_of, made_by_duiqi, property_of, score_of, sides_of, text_of
from duiqi.tmx.variants import FIRST, Variants, language_counts, preferred_variants, variants_of
from duiqi.tmx.whole_unit import WholeUnit, under_header, with_unit
from duiqi.tmx.xml_faults import XML_FAULTS
from duiqi.tmx.xml_text import CharacterFault, FoundFault, Mended, mended_text, plain_text

__all__ = [
    "ATTRIBUTES",
    "CHILDREN",
    "DATE",
    "DATES",
    "ELEMENTS",
    "FIRST",
    "HEADER_REQUIRED",
    "ONE_SIDED",
    "OWN_PROPS",
    "POSITIONS",
    "REQUIRED",
    "SEGTYPES",
    "TEXT",
    "XML_FAULTS",
    "CharacterFault",
    "EntityDeclared",
    "FoundFault",
    "Layouts",
    "Mended",
    "Node",
    "PlainUnit",
    "TmxPiece",
    "Variants",
    "WholeUnit",
    "code_of",
    "count_losses",
    "language_counts",
    "made_by_duiqi",
    "mended_text",
    "plain_text",
    "preferred_variants",
    "property_of",
    "scan",
    "score_of",
    "sides_of",
    "text_of",
    "under_header",
    "variants_of",
    "with_tree",
    "with_unit",
]
