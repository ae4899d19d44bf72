"""What a unit holds: its texts, their language codes, and what duiqi has written there."""

from __future__ import annotations

import re

from duiqi.model import Language
from duiqi.tmx.pieces import Node
from duiqi.tmx.variants import FIRST, Variants

# The properties that duiqi writes (docs/formats.md).
OWN_PROPS = (
    *("x-score", "x-align", "x-document", "x-ids", "x-paragraphs", "x-place", "x-repair", "x-checked", "x-kind"),
    "x-parent",
    "x-signature",
)


def code_of(variant: Node) -> str:
    """The language code of a ``<tuv>`` as written."""
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang") or ""


def text_of(variant: Node) -> str:
    """The text of a ``<tuv>``, without inline codes."""
    segments = variant.all("seg")
    return segments[0].text if segments else ""


def sides_of(unit: Node, choice: Variants = FIRST) -> dict[Language, Node]:
    """The Chinese and the English ``<tuv>``, in the order of the file; of several in a language the one of ``choice``,
    by default the first."""
    variants: dict[str, Node] = {}
    for variant in unit.all("tuv"):
        variants.setdefault(code_of(variant), variant)
    tags = choice.sides(list(variants))
    return {language: variant for tag, variant in variants.items() for language in tags if tags[language] == tag}


def property_of(unit: Node, name: str) -> str:
    """The text of the first ``<prop>`` of that type; empty when there is none."""
    return next((prop.text for prop in unit.all("prop") if prop.attributes.get("type") == name), "")


def made_by_duiqi(unit: Node, tool: str) -> bool:
    """Whether duiqi made the unit; ``tool`` is the program that made the file, as its header says."""
    return unit.attributes.get("creationtool", tool) == "duiqi"


def score_of(unit: Node, tool: str) -> float:
    """The score that duiqi has put there; 1 where there is none."""
    text = property_of(unit, "x-score") if made_by_duiqi(unit, tool) else ""
    return min(float(text), 1.0) if re.fullmatch(r"[01](\.\d+)?", text) else 1.0
