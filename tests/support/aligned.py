"""Lists of sentences aligned, each alignment checked; the cases of tests/cases/align."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from duiqi import Alignment, Bead, Document, align, align_sentences
from duiqi.aligner.scoring.calibration import log_odds
from duiqi.options import Options

CASES = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parents[1].glob("cases/align/*.json"))
}


def check(alignment: Alignment, zh: Sequence[str], en: Sequence[str]) -> None:
    """What holds of every alignment: beads tile both sides, scores are probabilities, parts add up to them."""
    assert [s.text for s in alignment.zh] == list(zh)
    assert [s.text for s in alignment.en] == list(en)
    i = j = 0
    for bead in alignment.beads:
        assert (bead.zh.start, bead.en.start) == (i, j)
        assert bead.zh or bead.en
        i, j = bead.zh.stop, bead.en.stop
        assert 0.0 <= bead.score <= 1.0
        if bead.is_null:
            assert len(bead.zh) + len(bead.en) == 1
        if bead.parts:
            assert sum(bead.parts.values()) == pytest.approx(log_odds(bead.score), abs=1e-6)
        else:
            assert bead.is_null
    assert (i, j) == (len(zh), len(en))


def aligned(zh: Sequence[str], en: Sequence[str], **options: Any) -> Alignment:
    """The alignment, checked."""
    alignment = align_sentences(zh, en, options=Options(**options) if options else None)
    check(alignment, zh, en)
    return alignment


def aligned_lines(zh: Sequence[str], en: Sequence[str], *, one: bool = False) -> Alignment:
    """The alignment of two documents with these lines, or of one that holds both."""
    sides = ["\n".join(side) + "\n" for side in (zh, en)]
    return align(Document("a.txt", "\n".join(sides))) if one else align(*(Document("a.txt", side) for side in sides))


def indices(beads: Sequence[Bead]) -> list[list[list[int]]]:
    return [[list(bead.zh), list(bead.en)] for bead in beads]


def matches(alignment: Alignment) -> list[Bead]:
    return [bead for bead in alignment.beads if not bead.is_null]
