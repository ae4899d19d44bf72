"""One unit with a new translation: all else in it stays as it stands in the file."""

from __future__ import annotations

from duiqi.formats.tmx import unit_props
from duiqi.io.xml import escape
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Labels, unit_id
from duiqi.tmx import TmxPiece, sides_of


def replaced(piece: TmxPiece, pair: Pair, labels: Labels, own: bool) -> bytes:
    """The unit's bytes with ``pair``'s translation, score and numbers; ``changedate`` when there is a date to set. With
    ``own`` duiqi gave it its id, which follows the texts."""
    unit = piece.node
    assert unit is not None
    both = sides_of(unit)
    target: Language = "en" if labels.srclang == "zh" else "zh"
    segment = both[target].all("seg")[0]
    text = pair.en if target == "en" else pair.zh
    edits = [(segment.start, segment.end, f"<seg>{escape(text)}</seg>")]
    values = dict(unit_props(pair))
    values.pop("x-document")
    for prop in unit.all("prop"):
        name = prop.attributes.get("type", "")
        if name in values:
            edits.append((prop.start, prop.end, f'<prop type="{name}">{escape(values[name])}</prop>'))
    attributes = dict(unit.attributes)
    if own:
        attributes["tuid"] = unit_id(pair)
    if labels.created:
        attributes["changedate"] = labels.created
    if attributes != unit.attributes:
        written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
        edits.append((unit.start, unit.inside, f"<tu {written}>"))
    raw = piece.raw
    for start, end, new in sorted(edits, reverse=True):
        raw = raw[:start] + new.encode("utf-8") + raw[end:]
    return raw
