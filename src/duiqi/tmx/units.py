"""What a unit holds: its texts, their language codes, and what duiqi has written there."""

from __future__ import annotations

import re

from duiqi.model import Language
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx.pieces import Node


def code_of(variant: Node) -> str:
    """The language code of a ``<tuv>`` as written."""
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang") or ""


def text_of(variant: Node) -> str:
    """The text of a ``<tuv>``, without inline codes."""
    segments = variant.all("seg")
    return segments[0].text if segments else ""


def sides_of(unit: Node) -> dict[Language, Node]:
    """The first Chinese and the first English ``<tuv>``, in the order of the file."""
    found: dict[Language, Node] = {}
    for variant in unit.all("tuv"):
        language = side_of_tag(code_of(variant))
        if language:
            found.setdefault(language, variant)
    return found


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
