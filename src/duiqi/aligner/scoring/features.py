"""The features of a bead: one plain function each, registered by name in FEATURES.

Each takes a View and returns one number a bead, (B,). A bead's score is the sum of its features times their weights;
features depend on the bead and its two ends only, so the search over paths is exact. ``docs/scoring.md`` has a
section on each.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from duiqi.aligner.candidates.bead_types import NAMED_TYPES, USUAL_TYPES
from duiqi.aligner.scoring.context import View
from duiqi.aligner.scoring.edge_features import END_FEATURES
from duiqi.aligner.scoring.evidence import SOME_MASS
from duiqi.arrays.types import FloatArray

Feature = Callable[[View], npt.NDArray[np.float64]]
FEATURES: dict[str, Feature] = {}


def feature(function: Feature) -> Feature:
    """Register ``function`` under its name."""
    FEATURES[function.__name__] = function
    return function


def feature_matrix(view: View, names: list[str] | None = None) -> FloatArray:
    """(B, F) the features of every bead, columns in the order of ``names`` (default: that of FEATURES)."""
    return np.column_stack([FEATURES[name](view).astype(np.float64) for name in (names or FEATURES)])


# Words. Likelihoods are divided by 10 so that all weights are of the order of 1.


@feature
def placed_en(view: View) -> FloatArray:
    """The position-aware likelihood ratio of the English words."""
    return view.evidence.placed_en / 10


@feature
def placed_zh(view: View) -> FloatArray:
    """The position-aware likelihood ratio of the Chinese words."""
    return view.evidence.placed_zh / 10


def _harmonic(zh: FloatArray, en: FloatArray) -> FloatArray:
    return 2 * zh * en / np.maximum(zh + en, 1e-9)


@feature
def coverage_by_length(view: View) -> FloatArray:
    """The harmonic mean of the covered shares times log length: a share of much text says more."""
    e = view.evidence
    shares = e.matched_zh / (e.mass_zh + SOME_MASS), e.matched_en / (e.mass_en + SOME_MASS)
    return _harmonic(*shares) * view.log_length


@feature
def coverage_in_place(view: View) -> FloatArray:
    """The same of the pairs weighted by how alike their places in the two sides are."""
    e = view.evidence
    shares = e.placed_match_zh / (e.mass_zh + SOME_MASS), e.placed_match_en / (e.mass_en + SOME_MASS)
    return _harmonic(*shares) * view.log_length


@feature
def coverage_weakest(view: View) -> FloatArray:
    """The covered share of that sentence of the two sides that has the smallest."""
    return view.evidence.weakest


# More of them in a bead say no more: of 2,390 gold beads of macdev and aca 46 have any and 4 this many.
MOST_MISSING = 3


@feature
def numbers_missing(view: View) -> FloatArray:
    """Numbers of two digits or more without an equal one on the other side: a translation keeps them."""
    return np.minimum(view.evidence.numbers_missing, MOST_MISSING)


# Lengths.


@feature
def log_length(view: View) -> FloatArray:
    """log(1 + length of both sides), in English characters."""
    return view.log_length


@feature
def gale_church(view: View) -> FloatArray:
    """How well the lengths agree: Gale and Church's normal deviate, -δ²/2."""
    return view.gale_church


@feature
def unaligned_length(view: View) -> FloatArray:
    """log(1 + characters) of the sentences of a null bead."""
    return view.unaligned_length


# The place where the bead ends: duiqi.endfeatures.

for _function in END_FEATURES:
    feature(_function)


# Bead types. 1-1, 1-2 and 1-3 are the reference; a type without a feature of its own is "other".


def _type_feature(a: int, b: int) -> Feature:
    def prior(view: View) -> FloatArray:
        return np.asarray((view.lattice.a == a) & (view.lattice.b == b), dtype=np.float64)

    prior.__name__ = f"type_{a}_{b}"
    prior.__doc__ = f"The bead is of type {a}-{b}."
    return prior


for _a, _b in NAMED_TYPES:
    feature(_type_feature(_a, _b))


@feature
def type_other(view: View) -> FloatArray:
    """A match bead of any other type."""
    a, b = view.lattice.a, view.lattice.b
    named = np.zeros(len(a), dtype=np.bool_)
    for x, y in (*USUAL_TYPES, *NAMED_TYPES):
        named |= (a == x) & (b == y)
    return np.asarray(~named & ~view.lattice.is_null, dtype=np.float64)


@feature
def unaligned(view: View) -> FloatArray:
    """The bead is a null bead."""
    return view.lattice.is_null.astype(np.float64)


@feature
def unaligned_in_short(view: View) -> FloatArray:
    """For null beads 1/sentences of the shorter side: whether a text of one sentence has a partner is open."""
    return view.lattice.is_null / max(1.0, min(view.bitext.zh.size, view.bitext.en.size))


@feature
def omissions(view: View) -> FloatArray:
    """For null beads: how clear it is that this text lacks sentences, 0 to 1. ``duiqi.omissions`` fills it in."""
    return np.zeros(len(view.lattice.a))


@feature
def run_open(view: View) -> FloatArray:
    """The bead is a run of unaligned sentences."""
    return (view.lattice.is_null & (view.lattice.a + view.lattice.b > 1)).astype(np.float64)


@feature
def run_length(view: View) -> FloatArray:
    """How many sentences a run of unaligned sentences has."""
    return run_open(view) * (view.lattice.a + view.lattice.b)
