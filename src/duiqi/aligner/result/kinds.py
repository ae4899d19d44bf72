"""What kind of pair a bead is, and rows whose words do not tell that they are pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from duiqi.aligner.result.parts import ROW
from duiqi.aligner.scoring.calibration import log_odds
from duiqi.joining import join_chinese
from duiqi.model import Bead, BeadKind, Sentence
from duiqi.pairs.filters import same_sides
from duiqi.structure import SentencePlaces

Sides = tuple[Sequence[Sentence], Sequence[Sentence]]
# Rows are taken for pairs whatever their words say where more than this share of the rows are pairs by their words.
ROWS_ARE_PAIRS = 0.5


def with_rows(beads: Sequence[Bead], sides: Sides, places: SentencePlaces) -> list[Bead]:
    """The beads, with each row that has a paragraph of either language and no pair made one.

    That is what rows are for: a name or term is often in no dictionary. So it is done where most rows are pairs by
    their words; the share of these is the score. ``beads`` must be in order, and cross no row.
    """
    if not places.gates:
        return list(beads)
    groups = [list(group) for _, group in groupby(beads, key=lambda bead: _row(bead, places) or id(bead))]
    both = [group for group in groups if _row(group[0], places) and _is_whole(group, sides)]
    paired = sum(any(not bead.is_null for bead in group) for group in both)
    share = paired / len(both) if both else 0.0
    if share <= ROWS_ARE_PAIRS:
        return list(beads)
    alone = {id(group[0]) for group in both if all(bead.is_null for bead in group)}
    out: list[Bead] = []
    for group in groups:
        out += [_joined(group, share)] if id(group[0]) in alone else group
    return out


def with_kinds(beads: Sequence[Bead], sides: Sides, places: SentencePlaces) -> list[Bead]:
    """The beads, with the kinds of those that are no ordinary pairs."""
    terms = any(map(any, places.terms))
    return [bead if bead.is_null else _with_kind(bead, _kind(bead, sides, places, terms)) for bead in beads]


def _may_be_odd(bead: Bead, sides: Sides) -> bool:
    """Whether the sides may be one text, or without words: not where they begin with different letters, as most do."""
    zh, en = sides[0][bead.zh.start].text[:1], sides[1][bead.en.start].text[:1]
    return not (zh.isalpha() and en.isalpha()) or zh.casefold()[:1] == en.casefold()[:1]


def _with_kind(bead: Bead, kind: BeadKind) -> Bead:
    return replace(bead, kind=kind) if kind and (not bead.kind or kind != "term") else bead


def _kind(bead: Bead, sides: Sides, places: SentencePlaces, terms: bool) -> BeadKind:
    """The kind of a match; ``terms``: whether any sentence may be one."""
    if _may_be_odd(bead, sides):
        zh, en = [sides[0][k].text for k in bead.zh], [sides[1][k].text for k in bead.en]
        texts = join_chinese(zh), " ".join(en)
        if same_sides(*texts):
            return "same"
        if not all(map(str.strip, texts)) or not any(char.isalpha() for text in texts for char in text):
            return "wordless"
    if not terms or not places.terms[0][bead.zh.start]:
        return ""
    term = all(places.terms[0][i] for i in bead.zh) and all(places.terms[1][j] for j in bead.en)
    return "term" if term and _row(bead, places) else ""


def _row(bead: Bead, places: SentencePlaces) -> int:
    """The one row that all sentences of a bead stand in; 0 when there is none."""
    rows = {places.rows[0][i] for i in bead.zh} | {places.rows[1][j] for j in bead.en}
    return rows.pop() if len(rows) == 1 else 0


def _is_whole(group: Sequence[Bead], sides: Sides) -> bool:
    """Whether a row has one paragraph on either side."""
    return all(
        len({side[k].paragraph for bead in group for k in getattr(bead, name)}) == 1
        for side, name in zip(sides, ("zh", "en"), strict=True)
    )


def _joined(group: Sequence[Bead], score: float) -> Bead:
    zh, en = ([k for bead in group for k in getattr(bead, name)] for name in ("zh", "en"))
    odds = log_odds(score)
    return Bead(range(min(zh), max(zh) + 1), range(min(en), max(en) + 1), score, {ROW: odds})
