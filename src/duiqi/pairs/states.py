"""How far a translator has come with a unit of a translation program: drafts are no pairs, unless asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from duiqi.errors import InputError
from duiqi.model import Bead, BeadKind, Checked, Language, Pair
from duiqi.pairs.fields import Source

# ``draft``: made by a machine, copied from a memory or begun, and confirmed by no one. ``translated``: a translator
# confirmed it. ``approved``: another person did. ``rejected``: one who looked found it wrong.
State = Literal["draft", "translated", "approved", "rejected"]

DRAFTS, REJECTED = "drafts (--drafts takes them)", "rejected translations"
_CHECKED: dict[State, Checked] = {"approved": "approved"}


class UnitPairs:
    """The pairs of a file, numbered in their order; what is none is counted in ``source.lost``."""

    def __init__(self, source: Source, one_sided: str) -> None:
        if source.need_ids:
            raise InputError("has no sentence numbers", path=source.path)
        self._source, self._one_sided, self._count = source, one_sided, 0

    def pair(
        self,
        texts: Mapping[Language, str],
        state: State = "translated",
        *,
        place: str = "",
        document: str = "",
        kind: BeadKind = "",
    ) -> Pair | None:
        """The pair of a unit's ``texts``; None where a side is empty, it is rejected, or a draft that is not wanted."""
        zh, en = texts.get("zh", "").strip(), texts.get("en", "").strip()
        lost, drafts = self._source.lost, self._source.options.drafts
        if not zh or not en:
            lost[self._one_sided] += 1
        elif state == "rejected":
            lost[REJECTED] += 1
        elif state == "draft" and not drafts:
            lost[DRAFTS] += 1
        else:
            numbers = range(self._count, self._count + 1)
            self._count += 1
            bead = Bead(numbers, numbers, 1.0, checked=_CHECKED.get(state, ""), kind=kind)
            return Pair(zh, en, 1.0, bead, document=document, place=place)
        return None
