"""Sentences that are missing: how clear it is, and numbers without an equal one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from duiqi import align_sentences
from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.candidates.first_pass import Candidates
from duiqi.aligner.candidates.lattice import make_lattice
from duiqi.aligner.narrowing.anchors import find_anchors
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.missing import BY_CHANCE, ENOUGH, LONG, omissions, with_omissions
from duiqi.aligner.scoring.passes import bead_features, candidate_lattice
from duiqi.aligner.scoring.weights import load_weights


def lattice_of(pairs: int, alone: int):
    """``pairs`` 1-1 beads, then ``alone`` Chinese sentences: one path only."""
    zh = np.arange(pairs + alone)
    en = np.minimum(zh, pairs)
    b = (zh < pairs).astype(np.int64)
    return make_lattice(Candidates(zh, en, np.ones_like(zh), b, np.zeros(len(zh))))


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
    posterior = ((lattice.a + lattice.b == 1) | ~lattice.is_null).astype(np.float64)  # no runs
    assert omissions(lattice, posterior) == pytest.approx(share)


def test_sentences_that_may_be_paired_are_not_counted() -> None:
    lattice = lattice_of(100, 20)
    posterior = np.where(lattice.is_null, np.where(lattice.a + lattice.b == 1, 0.7, 0.0), 1.0)
    assert omissions(lattice, posterior) == 0.0


def test_sentences_that_only_look_alone_take_from_it() -> None:
    lattice = lattice_of(100, 20)
    single = np.flatnonzero(lattice.is_null & (lattice.a + lattice.b == 1))
    posterior = (~lattice.is_null).astype(np.float64)
    posterior[single[:10]], posterior[single[10:]] = 1.0, 0.5
    assert omissions(lattice, posterior) == pytest.approx(math.sqrt(10 / 15))


def test_the_feature_is_filled_in_for_null_beads_only() -> None:
    lattice = lattice_of(3, 2)
    features = with_omissions(np.zeros((len(lattice.a), len(FEATURES))), lattice, 0.5)
    assert features[:, list(FEATURES).index("omissions")].tolist() == (0.5 * lattice.is_null).tolist()
    assert features.sum() == pytest.approx(0.5 * lattice.is_null.sum())


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("最高赔付金额是1000美元。", "The most that is paid is 1,000 dollars.", 0),
        ("最高赔付金额是1000美元。", "We expect payment within 25 days.", 2),
        ("共有二十五人参加。", "In all 25 people took part.", 0),
        ("共有二十五人参加。", "Many people took part.", 1),
        ("有3人参加。", "Many people took part.", 0),  # of one digit
        ("10、20、30、40和50。", "Nothing at all.", 3),  # no more than three
    ],
)
def test_numbers_without_an_equal_one(zh: str, en: str, missing: int) -> None:
    bitext = make_bitext([zh], [en])
    lattice = candidate_lattice(bitext, find_anchors(bitext), load_weights().first_pass)
    features = bead_features(bitext, lattice)[:, list(FEATURES).index("numbers_missing")]
    assert {float(v) for v in features[~lattice.is_null]} == {float(missing)}
    assert not features[lattice.is_null].any()


def test_neighbours_that_lost_their_partners_are_no_pair() -> None:
    zh = ["会议于2021年6月18日在北京举行。", "出口总额为4500亿元。", "主席感谢各国代表。"]
    en = ["The meeting was held in Beijing on 18 June 2021.", "More than 120 firms sent 3,600 people.",
          "The chairman thanked the representatives of all countries."]  # fmt: skip
    beads = align_sentences(zh, en).beads
    assert [(list(b.zh), list(b.en)) for b in beads if not b.is_null] == [([0], [0]), ([2], [2])]
