"""Pairs of rows that were made after the search are candidates, too."""

from __future__ import annotations

import math

import pytest
from support.corrected import sentences

from duiqi.aligner.realigning import realign
from duiqi.aligner.realigning.keeping import LatticeKeeper
from duiqi.aligner.realigning.rows import along_beads
from duiqi.model import Bead


def _null(zh: int, en: int, side: int) -> Bead:
    here = [range(zh, zh), range(en, en)]
    here[side] = range((zh, en)[side], (zh, en)[side] + 1)
    return Bead(here[0], here[1], 0.6)


def test_a_path_that_stayed_is_kept() -> None:
    path = [(0, 0, 1, 1), (1, 1, 2, 0), (3, 1, 1, 2)]
    beads = [Bead(range(0, 1), range(0, 1), 0.9), _null(1, 1, 0), _null(2, 1, 0), Bead(range(3, 4), range(1, 3), 0.9)]
    assert along_beads(path, [1.0, -6.0, 2.0], beads) == ([0, 1, 2], False)


def test_a_pair_made_of_runs_leaves_what_is_beside_it_alone() -> None:
    # Three Chinese sentences and two English ones had no partner; the second Chinese and the first English are a row.
    path = [(0, 0, 1, 1), (1, 1, 3, 0), (4, 1, 0, 2), (4, 3, 1, 1)]
    beads = [
        Bead(range(0, 1), range(0, 1), 0.9), _null(1, 1, 0), Bead(range(2, 3), range(1, 2), 0.8), _null(3, 2, 0),
        _null(4, 2, 1), Bead(range(4, 5), range(3, 4), 0.9),
    ]  # fmt: skip
    found, anything_new = along_beads(path, [1.0, -6.0, -3.0, 2.0], beads)
    assert anything_new
    assert found == [
        0,
        ((1, 1, 1, 0), -2.0),
        ((2, 1, 1, 1), pytest.approx(-2.0 - 1.5 + math.log(4))),
        ((3, 2, 1, 0), -2.0),
        ((4, 2, 0, 1), -1.5),
        3,
    ]


def test_the_search_finds_them_again() -> None:
    from duiqi.aligner.bitext.sides import make_bitext
    from duiqi.aligner.narrowing.windows import Window

    zh, en = ([s.text for s in sentences(side)] for side in (("苹果", "丙丁", "香蕉"), ("apple", "Qwx Zyr", "banana")))
    keeper = LatticeKeeper()
    # As if nothing had been found at all: then one row is made a pair.
    keeper.keep_alone(Window(make_bitext(zh, en), [], 0, 0))
    beads = [_null(0, 0, 0), _null(1, 0, 1), Bead(range(1, 2), range(1, 2), 0.75), _null(2, 2, 0), _null(3, 2, 1)]
    found = realign(keeper.lattice(beads), [])
    assert [(b.zh, b.en) for b in found] == [(b.zh, b.en) for b in beads]
    assert all(bead.same for bead in found)
