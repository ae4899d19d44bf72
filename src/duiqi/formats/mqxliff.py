"""MQXLIFF, the bilingual files of memoQ: an XLIFF 1.2 with a row of memoQ's grid in each unit, and its status.

Read: rows that are confirmed.
Left out: drafts, rejected translations, comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from duiqi.formats.format import Format
from duiqi.formats.trans_units import trans_units
from duiqi.io.signature import root_of
from duiqi.model import Pair
from duiqi.pairs.fields import Source
from duiqi.pairs.states import State, UnitPairs
from duiqi.tmx import ONE_SIDED

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "MQXliff"
# The row statuses of memoQ's documents. What a translator has not confirmed is a draft: not started, pre-translated,
# edited, assembled from fragments, machine translated. A reviewer's confirmation approves.
STATES: dict[str, State] = {
    "ManuallyConfirmed": "translated",
    "Reviewer1Confirmed": "approved",
    "Proofread": "approved",
    "Rejected": "rejected",
}


def read_mqxliff(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """A pair a row: what is confirmed, and what a reviewer confirmed as approved; drafts, rejected and empty rows are
    counted. Raises InputError for a file that is damaged or in other languages."""
    pairs = UnitPairs(source, ONE_SIDED)
    for unit in trans_units(stream, source.path):
        sides = dict(zip(unit.sides, (unit.text("source"), unit.text("target")), strict=True))
        place = f"row {unit.element.get('id', '')}"
        pair = pairs.pair(sides, _state(unit.element), place=place, document=unit.document)
        if pair is not None:
            yield pair


def _state(unit: _Element) -> State:
    return STATES.get(unit.get(f"{{{NAMESPACE}}}status", ""), "draft")


FORMAT = Format(
    name="mqxliff",
    label="a translation file of memoQ (MQXLIFF)",
    suffixes=(".mqxliff",),
    read_pairs=read_mqxliff,
    recognises=lambda text: f'"{NAMESPACE}"' in text and root_of(text) == "xliff",
    library="lxml",
)
