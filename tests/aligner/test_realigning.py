"""Realigning: fixed beads are kept, the rest is the best path around them, and what nothing touched stays as it was."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.aligner import align_keeping_lattice
from duiqi.aligner.realigning import Recut, ReviewLattice, realign, recut
from duiqi.model import Alignment, Sentence
from duiqi.segmentation import segment

SEED = Path(__file__).parents[2] / "data" / "samples" / "belt-and-road-2020-06-18.txt"
ZH = "我们昨天签署了协议。会议在北京举行。王先生没有来。天气很好。我们明天回上海。"
EN = (
    "We signed the agreement yesterday. The meeting was held in Beijing. The weather was fine. "
    "Tomorrow we return to Shanghai."
)


def _sides(zh: str = ZH, en: str = EN) -> tuple[list[Sentence], list[Sentence]]:
    return segment(zh, "zh"), segment(en, "en")


@pytest.fixture(scope="module")
def kept() -> tuple[Alignment, ReviewLattice]:
    zh, en = _sides(ZH * 4, " ".join([EN] * 4))
    return align_keeping_lattice(zh, en)


def test_with_nothing_fixed_the_alignment_is_found_again(kept: tuple[Alignment, ReviewLattice]) -> None:
    alignment, lattice = kept
    found = realign(lattice, [])
    assert [(b.zh, b.en) for b in found] == [(b.zh, b.en) for b in alignment.beads]
    assert [b.score for b in found] == pytest.approx([b.score for b in alignment.beads], abs=1e-5)
    assert all(bead.same and not bead.fixed for bead in found)


def test_the_beads_of_the_path_fixed_change_none(kept: tuple[Alignment, ReviewLattice]) -> None:
    alignment, lattice = kept
    fixed = [(b.zh, b.en) for b in alignment.beads]
    found = realign(lattice, fixed)
    assert [(b.zh, b.en) for b in found] == fixed
    assert all(bead.fixed and bead.score == 1.0 for bead in found)


def test_a_fixed_bead_moves_its_neighbours() -> None:
    _, lattice = align_keeping_lattice(*_sides())
    # Fixed against what the words say: the first two Chinese sentences belong to the first English one.
    found = realign(lattice, [(range(0, 2), range(0, 1))])
    beads = [(list(b.zh), list(b.en)) for b in found]
    assert beads[0] == ([0, 1], [0])
    # What is left between the two is a doubtful pair or two sentences alone, and which comes first is open.
    assert beads[1:-2] in ([([2], [1])], [([], [1]), ([2], [])], [([2], []), ([], [1])])
    assert max(b.score for b in found[1:-2]) < 0.9
    assert beads[-2:] == [([3], [2]), ([4], [3])]
    assert [b.fixed for b in found] == [True] + [False] * (len(found) - 1)


def test_as_json_it_is_the_same(kept: tuple[Alignment, ReviewLattice]) -> None:
    lattice = kept[1]
    again = ReviewLattice.from_dict(json.loads(json.dumps(lattice.as_dict())))
    fixed = [(range(4, 6), range(3, 4)), (range(9, 10), range(0))]
    assert realign(again, fixed) == realign(lattice, fixed)


@st.composite
def _fixed_beads(draw: st.DrawFn, n: int, m: int) -> list[tuple[range, range]]:
    """A few beads in order, pairs and sentences alone, wherever they are."""
    found, i, j = [], 0, 0
    for _ in range(draw(st.integers(0, 5))):
        i, j = i + draw(st.integers(0, 6)), j + draw(st.integers(0, 6))
        n_zh, n_en = draw(st.sampled_from([(1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (3, 3), (9, 1)]))
        if i + n_zh > n or j + n_en > m:
            break
        found.append((range(i, i + n_zh), range(j, j + n_en)))
        i, j = i + n_zh, j + n_en
    return found


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_fixed_is_kept_and_the_rest_is_tiled(data: st.DataObject) -> None:
    lattice = _lattice()
    found = realign(lattice, fixed := data.draw(_fixed_beads(lattice.n, lattice.m)))
    assert [i for bead in found for i in bead.zh] == list(range(lattice.n))
    assert [j for bead in found for j in bead.en] == list(range(lattice.m))
    here = {(bead.zh, bead.en) for bead in found if bead.fixed and bead.zh and bead.en}
    assert here == {(zh, en) for zh, en in fixed if zh and en}
    alone = {("zh", i) for b in found if b.fixed and not b.en for i in b.zh}
    alone |= {("en", j) for b in found if b.fixed and not b.zh for j in b.en}
    assert alone == {("zh", i) for zh, en in fixed if not en for i in zh} | {
        ("en", j) for zh, en in fixed if not zh for j in en
    }
    assert all(0 <= bead.score <= 1 for bead in found)


_KEPT: list[ReviewLattice] = []


def _lattice() -> ReviewLattice:
    if not _KEPT:
        _KEPT.append(align_keeping_lattice(*_sides(ZH * 5, " ".join([EN] * 5)))[1])
    return _KEPT[0]


def test_far_from_what_is_fixed_nothing_changes() -> None:
    text = SEED.read_text("utf-8")
    zh = [s for line in text.splitlines() if "的" in line for s in segment(line, "zh")]
    en = [s for line in text.splitlines() if " the " in line for s in segment(line, "en")]
    alignment, lattice = align_keeping_lattice(zh, en)
    first = alignment.beads[0]
    # What is sure far away is not asked again.
    found = realign(lattice, [(first.zh, first.en)])
    assert [(b.zh, b.en) for b in found] == [(b.zh, b.en) for b in alignment.beads]
    assert found[-1].same


@pytest.mark.parametrize(
    ("fixed", "message"),
    [
        (
            [(range(0, 1), range(0, 1)), (range(0, 1), range(2, 3))],
            r"the fixed bead [0]:[2] shares a sentence with another",
        ),
        ([(range(3, 4), range(0, 1)), (range(0, 1), range(2, 3))], "the fixed beads at [0, 2] and [3, 0] cross"),
        ([(range(9, 10), range(0, 1))], "the fixed bead [9]:[0] is not in the text"),
    ],
)
def test_beads_that_cannot_be_fixed_together(fixed: list[tuple[range, range]], message: str) -> None:
    _, lattice = align_keeping_lattice(*_sides())
    with pytest.raises(ValueError, match=r".*") as caught:
        realign(lattice, fixed)
    assert str(caught.value) == message


def test_joined_sentences_are_one() -> None:
    alignment, lattice = align_keeping_lattice(*_sides())
    joined = recut(lattice, [Recut(1, 2, 1)], [])
    assert joined.n == lattice.n - 1
    found = realign(joined, [])
    assert [i for bead in found for i in bead.zh] == list(range(4))
    assert [j for bead in found for j in bead.en] == list(range(4))
    assert {(b.zh, b.en) for b in found} >= {(range(0, 1), range(0, 1)), (range(3, 4), range(3, 4))}
    assert alignment.beads[0].zh == range(0, 1)


def test_split_sentences_can_be_paired_apart() -> None:
    _, lattice = align_keeping_lattice(*_sides())
    split = recut(lattice, [], [Recut(0, 1, 2)])
    assert split.m == lattice.m + 1
    assert next((list(b.zh), list(b.en)) for b in realign(split, [])) == ([0], [0, 1])
    found = realign(split, [(range(0, 1), range(0, 1)), (range(0), range(1, 2))])
    assert [(list(b.zh), list(b.en)) for b in found][:3] == [([0], [0]), ([], [1]), ([1], [2])]


def test_any_cuts_leave_a_path() -> None:
    rng = random.Random(16)
    lattice = _lattice()
    for _ in range(60):
        cuts = [_random_cuts(size, rng) for size in (lattice.n, lattice.m)]
        now = recut(lattice, *cuts)
        found = realign(now, [])
        assert [i for bead in found for i in bead.zh] == list(range(now.n))
        assert [j for bead in found for j in bead.en] == list(range(now.m))
        assert np.isclose(now.alone[0].sum(), lattice.alone[0].sum())


def _random_cuts(size: int, rng: random.Random) -> list[Recut]:
    cuts, at = [], 0
    while (at := at + rng.randrange(8)) < size:
        count = min(rng.randint(1, 3), size - at)
        cuts.append(Recut(at, count, rng.randint(1, 3)))
        at += count
    return cuts


def test_one_side_is_empty() -> None:
    zh, _ = _sides()
    alignment, lattice = align_keeping_lattice(zh, [])
    found = realign(lattice, [])
    assert [(b.zh, b.en) for b in found] == [(b.zh, b.en) for b in alignment.beads]
    assert all(bead.same for bead in found)
