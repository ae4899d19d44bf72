"""Units that are laid out alike: what was found out about the elements of one holds for all, and their texts are read
without making a tree of each.

A layout is a unit without its texts and without those values that say nothing about its elements: ids, sound dates,
how often it was used, what is in properties and notes. A memory has a handful of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.tmx.dtd import DATE
from duiqi.tmx.pieces import Layout, Node, PlainUnit
from duiqi.tmx.units import code_of, made_by_duiqi, text_of

_SEGMENT = re.compile(rb"<seg>([^<]*)</seg>")
# The end of an attribute's name and its value; what is in a property or note. A line break would move what follows.
_FREE = re.compile(rb'id="[^"<&\n]*"|usagecount="\d*"|>[^<&\n]*</(?=prop>|note>)')
_DATE = re.compile(b'date="' + DATE.pattern.encode("ascii") + b'"')
_SCORE = re.compile(rb'<prop type="x-score">([01](?:\.\d+)?)</prop>')
_SCORE_LEFT = b'<prop type="x-score"id'  # of it in a layout
# A comment or the like may hold anything; a segment that is left has codes or attributes.
_NOT_PLAIN = re.compile(rb"<[!?]|<seg|\r(?!\n)")
_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
# A memory has a handful of layouts; where every unit has another one, none needs to be kept.
MOST_LAYOUTS = 1_000


class Layouts:
    """The layouts that are known of a file."""

    def __init__(self) -> None:
        self._known: dict[bytes, Layout] = {}

    def read(self, raw: bytes) -> PlainUnit | None:
        """The unit, where its layout is known: then it is well-formed, too. None where it has to be looked into."""
        key, segments = _taken_apart(raw)
        layout = self._known.get(key)
        if layout is None:
            return None
        texts = _as_read(segments)
        if texts is None:
            return None
        score = _SCORE.search(raw) if layout.is_scored else None
        return PlainUnit(layout, texts, min(float(score[1]), 1.0) if score else 1.0)

    def learn(self, raw: bytes, unit: Node, tool: str) -> None:
        """Keep the layout of a unit, ``unit`` its tree, if it is a plain one; ``tool`` is the program that made the
        file. Only for a unit without any fault in its elements."""
        key, segments = _taken_apart(raw)
        variants, texts = unit.all("tuv"), _as_read(segments)
        if key in self._known or texts is None or _NOT_PLAIN.search(key):
            return
        if texts != [text_of(variant) for variant in variants] or any(len(each.all("seg")) != 1 for each in variants):
            return
        scores = [prop for prop in unit.all("prop") if prop.attributes.get("type") == "x-score"]
        if scores and (len(scores) > 1 or _SCORE_LEFT not in key):
            return
        if len(self._known) == MOST_LAYOUTS:
            self._known.clear()
        self._known[key] = Layout(
            tuple(map(code_of, variants)),
            tuple(variant.line - unit.line for variant in variants),
            made_by_duiqi(unit, tool) and bool(scores),
        )


def _taken_apart(raw: bytes) -> tuple[bytes, list[bytes]]:
    """What tells the layout, and what is in the segments."""
    parts = _SEGMENT.split(raw)
    key = _FREE.sub(b"id", b"\0".join(parts[::2]))
    return _DATE.sub(b"date", key) if b'date="' in key else key, parts[1::2]


def _as_read(texts: Sequence[bytes]) -> list[str] | None:
    """The texts as a parser reads them; None where that is not plain to see."""
    joined = b"\0".join(texts).decode("utf-8")
    if "\r" in joined or "\n" in joined or "]]>" in joined:
        return None
    if "&" in joined:
        if _ENTITY.search(joined):
            return None
        for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
            joined = joined.replace(entity, char)
    return joined.split("\0")
