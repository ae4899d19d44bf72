"""Omissions: how clear it is that sentences are missing, and what follows from it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from support.bitexts import spans_of

from duiqi import align_sentences
from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.candidates.first_pass import Candidates
from duiqi.aligner.candidates.lattice import Lattice, make_lattice
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import FEATURES, feature_matrix
from duiqi.aligner.scoring.omissions import BY_CHANCE, ENOUGH, LONG, omission_share
from duiqi.arrays.types import BoolArray


def lattice_of(pairs: int, alone: int) -> Lattice:
    """``pairs`` 1-1 beads, then ``alone`` Chinese sentences: one path only."""
    spans = spans_of(*((k, min(k, pairs), 1, int(k < pairs)) for k in range(pairs + alone)))
    return make_lattice(Candidates(spans, np.zeros(len(spans))))


def single(lattice: Lattice) -> BoolArray:
    """Which beads are a sentence alone, no run."""
    return lattice.spans.n_zh + lattice.spans.n_en == 1


@pytest.mark.parametrize(
    ("pairs", "alone", "share"),
    [
        (30, 0, 0.0),
        (20, 1, min(1.0, 1 / 41 / ENOUGH)),  # short: one is enough
        (LONG, 1, math.sqrt((1 - BY_CHANCE) / (2 * LONG + 1) / ENOUGH)),  # long: one may be chance
        (200, 4, math.sqrt((4 - BY_CHANCE) / 404 / ENOUGH)),
        (100, 20, 1.0),
    ],
)
def test_share_of_sentences_clearly_alone(pairs: int, alone: int, share: float) -> None:
    lattice = lattice_of(pairs, alone)
    posterior = (single(lattice) | ~lattice.spans.is_null).astype(np.float64)  # no runs
    assert omission_share(lattice, posterior) == pytest.approx(share)


def test_sentences_that_may_be_paired_are_not_counted() -> None:
    lattice = lattice_of(100, 20)
    posterior = np.where(lattice.spans.is_null, np.where(single(lattice), 0.7, 0.0), 1.0)
    assert omission_share(lattice, posterior) == 0.0


def test_sentences_that_only_look_alone_take_from_it() -> None:
    lattice = lattice_of(100, 20)
    ones = np.flatnonzero(single(lattice))
    posterior = (~lattice.spans.is_null).astype(np.float64)
    posterior[ones[:10]], posterior[ones[10:]] = 1.0, 0.5
    assert omission_share(lattice, posterior) == pytest.approx(math.sqrt(10 / 15))


def test_only_null_beads_are_told() -> None:
    """By the feature of that name, and runs by one more; all others stay as they were."""
    bitext = make_bitext(["会议在北京举行。", "天黑了。"], ["The meeting was held in Beijing."])
    spans = spans_of((0, 0, 1, 1), (0, 0, 2, 1), (0, 0, 1, 0), (0, 0, 2, 0), (0, 0, 0, 1))
    context = feature_context(bitext, spans)
    change = feature_matrix(replace(context, omissions=0.5)) - feature_matrix(context)
    assert change[:, list(FEATURES).index("omissions")].tolist() == (0.5 * spans.is_null).tolist()
    in_run = change[:, list(FEATURES).index("omissions_in_run")]
    assert in_run.tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]
    assert change.sum() == pytest.approx(0.5 * 3 + 1.0)


def test_neighbours_that_lost_their_partners_are_no_pair() -> None:
    zh = ["会议于2021年6月18日在北京举行。", "出口总额为4500亿元。", "主席感谢各国代表。"]
    en = ["The meeting was held in Beijing on 18 June 2021.", "More than 120 firms sent 3,600 people.",
          "The chairman thanked the representatives of all countries."]  # fmt: skip
    beads = align_sentences(zh, en).beads
    assert [(list(b.zh), list(b.en)) for b in beads if not b.is_null] == [([0], [0]), ([2], [2])]
