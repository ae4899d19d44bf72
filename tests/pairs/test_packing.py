"""Pairs as bytes and back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from duiqi.model import Bead, Pair
from duiqi.pairs.packing import packed, unpacked

TEXTS = st.text(st.characters() | st.sampled_from("\ud83d\ude00"))
NUMBERS = st.lists(st.integers(min_value=0), max_size=3).map(tuple)
BEADS = st.builds(Bead, st.just(range(3, 4)), st.just(range(0)), st.floats(0, 1))
PAIRS = st.builds(lambda bead, *rest: Pair(*rest[:2], bead.score, bead, *rest[2:]), BEADS, *[TEXTS] * 2, *[NUMBERS] * 2)


@given(PAIRS, TEXTS, TEXTS)
def test_round_trip(pair: Pair, document: str, place: str) -> None:
    pair = replace(
        pair,
        document=document,
        place=place,
        repair="inferred" if place else "",
        score=pair.score * (0.5 if place else 1),
    )
    assert unpacked(packed(pair)) == pair
