"""One unit with a new translation, or with what a person made of it: all else in it stays as it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping

from duiqi.codes import segment_xml
from duiqi.formats.tmx import unit_props
from duiqi.inline import Codes
from duiqi.io.xml import escape
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Labels, unit_id
from duiqi.tmx import Node, TmxPiece
from duiqi.updating.relabelling import edited


def replaced(piece: TmxPiece, pair: Pair, labels: Labels, both: Mapping[Language, Node], own: bool) -> bytes:
    """The unit's bytes, on its sides ``both``, with ``pair``'s translation, score and numbers; ``changedate`` when
    there is a date to set. With ``own`` duiqi gave it its id, which follows the texts, but not those that a person made
    of them: these are known by an id that does not fit."""
    unit = piece.node
    assert unit is not None
    edits = []
    sides: dict[Language, tuple[str, Codes]] = {"zh": (pair.zh, pair.zh_codes), "en": (pair.en, pair.en_codes)}
    for side, (text, codes) in sides.items():
        segment = both[side].all("seg")[0]
        if segment.text != text:
            edits.append((segment.start, segment.end, f"<seg>{segment_xml(text, codes)}</seg>"))
    values = dict(unit_props(pair))
    values.pop("x-document")
    if "x-checked" in values and not any(prop.attributes.get("type") == "x-checked" for prop in unit.all("prop")):
        edits.append((unit.inside, unit.inside, f'<prop type="x-checked">{values["x-checked"]}</prop>'))
    for prop in unit.all("prop"):
        name = prop.attributes.get("type", "")
        if name in values:
            edits.append((prop.start, prop.end, f'<prop type="{name}">{escape(values[name])}</prop>'))
    attributes = dict(unit.attributes)
    if own and not pair.was:
        attributes["tuid"] = unit_id(pair)
    if labels.created:
        attributes["changedate"] = labels.created
    if attributes != unit.attributes:
        written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
        edits.append((unit.start, unit.inside, f"<tu {written}>"))
    return edited(piece.raw, edits)
