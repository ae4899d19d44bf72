"""SDLXLIFF, the bilingual files of Trados Studio: an XLIFF 1.2 whose segments have a state each.

A unit is a paragraph, cut into segments by ``<mrk mtype="seg">`` in ``<seg-source>`` and ``<target>``; ``<sdl:seg>``
says by the same id how far each has come. Comments, and what a tracked change has deleted, are no text.

Read: segments that are translated or approved.
Left out: drafts, rejected translations, comments, deleted text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from duiqi.formats.format import Format
from duiqi.formats.trans_units import TransUnit, trans_units
from duiqi.io.signature import root_of
from duiqi.model import Pair
from duiqi.pairs.fields import Source
from duiqi.pairs.states import State, UnitPairs
from duiqi.tmx import ONE_SIDED

NAMESPACE = "http://sdl.com/FileTypes/SdlXliff/"
# ConfirmationLevel of the Studio API. A segment without one is not translated yet.
STATES: dict[str, State] = {
    "Draft": "draft",
    "Translated": "translated",
    "RejectedTranslation": "rejected",
    "ApprovedTranslation": "approved",
    "RejectedSignOff": "rejected",
    "ApprovedSignOff": "approved",
}


def read_sdlxliff(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """A pair a segment: what is translated, and what is approved as such; drafts, rejected and empty segments are
    counted. Raises InputError for a file that is damaged or in other languages."""
    pairs = UnitPairs(source, ONE_SIDED)
    for unit in trans_units(stream, source.path):
        states = {seg.get("id", ""): STATES.get(seg.get("conf", ""), "draft") for seg in unit.element.iter("{*}seg")}
        for name, texts in _segments(unit).items():
            state = states.get(name, "draft")
            sides = dict(zip(unit.sides, texts, strict=True))
            pair = pairs.pair(sides, state, place=f"segment {name}" if name else "", document=unit.document)
            if pair is not None:
                yield pair


def _segments(unit: TransUnit) -> dict[str, tuple[str, str]]:
    """Source and target of each segment by its id. A unit that is not cut and not to be translated has none."""
    sources, targets = unit.segments("seg-source"), unit.segments("target")
    if sources:
        return {name: (text, targets.get(name, "")) for name, text in sources.items()}
    return {} if unit.element.get("translate") == "no" else {"": (unit.text("source"), unit.text("target"))}


FORMAT = Format(
    name="sdlxliff",
    label="a translation file of Trados (SDLXLIFF)",
    suffixes=(".sdlxliff",),
    read_pairs=read_sdlxliff,
    recognises=lambda text: NAMESPACE in text and root_of(text) == "xliff",
    library="lxml",
)
