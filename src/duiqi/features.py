"""The features of a bead: one plain function each, registered by name in FEATURES.

Each takes a View and returns one number a bead, (B,). A bead's score is the sum of its features times their weights;
features depend on the bead and its two ends only, so the search over paths is exact. ``docs/scoring.md`` has a
section on each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from duiqi.beadtypes import NAMED_TYPES, USUAL_SIZE, USUAL_TYPES
from duiqi.bitext import Bitext, FloatArray
from duiqi.evidence import Evidence
from duiqi.firstpass import block_lengths, length_terms
from duiqi.lattice import Lattice


@dataclass(frozen=True, slots=True)
class View:
    """What a feature may look at: the text, the beads, and by bead (B,) the word evidence and lengths.

    ``log_length`` and ``gale_church`` are 0 for null beads, ``unaligned`` for all others.
    """

    bitext: Bitext
    lattice: Lattice
    evidence: Evidence
    log_length: FloatArray
    gale_church: FloatArray
    unaligned: FloatArray


def make_view(bitext: Bitext, lattice: Lattice, evidence: Evidence) -> View:
    """Gather what the features need."""
    spans = lattice.zh, lattice.zh + lattice.a, lattice.en, lattice.en + lattice.b
    zh, en = block_lengths(bitext, *spans)
    log_length, gale_church = length_terms(bitext, *spans)
    null = lattice.is_null
    return View(
        bitext,
        lattice,
        evidence,
        log_length=log_length * ~null,
        gale_church=gale_church * ~null,
        unaligned=np.log1p(zh + en) * null,
    )


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


# Keeps a bead of one or two words from looking wholly covered (ALIGNER recipe, point 8).
SOME_MASS = 3.0


def _coverages(view: View) -> tuple[FloatArray, FloatArray]:
    e = view.evidence
    return e.matched_zh / (e.mass_zh + SOME_MASS), e.matched_en / (e.mass_en + SOME_MASS)


def _harmonic(view: View) -> FloatArray:
    zh, en = _coverages(view)
    return 2 * zh * en / np.maximum(zh + en, 1e-9)


@feature
def coverage_least(view: View) -> FloatArray:
    """The smaller of the two sides' covered shares."""
    return np.minimum(*_coverages(view))


@feature
def coverage_least_squared(view: View) -> FloatArray:
    """Square of the smaller covered share: the last words to find a partner count for more than the first."""
    return coverage_least(view) ** 2


@feature
def coverage_by_length(view: View) -> FloatArray:
    """The harmonic mean of the covered shares times log length: a share of much text says more."""
    return _harmonic(view) * view.log_length


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
    return view.unaligned


# The node where the bead ends.


def _ends(view: View, name: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    lattice = view.lattice
    return (
        getattr(view.bitext.zh.boundaries, name)[lattice.zh + lattice.a],
        getattr(view.bitext.en.boundaries, name)[lattice.en + lattice.b],
    )


def _both(name: str, view: View) -> FloatArray:
    zh, en = _ends(view, name)
    return (zh & en).astype(np.float64)


def _one(name: str, view: View) -> FloatArray:
    zh, en = _ends(view, name)
    return (zh ^ en).astype(np.float64)


@feature
def inside_differs(view: View) -> FloatArray:
    """The end lies inside a quotation on one side only."""
    return _one("inside", view)


@feature
def opens_both(view: View) -> FloatArray:
    """A quotation opens after the end on both sides."""
    return _both("opens", view)


@feature
def closes_both(view: View) -> FloatArray:
    """A quotation closes before the end on both sides."""
    return _both("closes", view)


@feature
def closes_one(view: View) -> FloatArray:
    """A quotation closes before the end on one side only."""
    return _one("closes", view)


@feature
def question_both(view: View) -> FloatArray:
    """Both sides end in a question mark."""
    return _both("question", view)


@feature
def unterminated_one(view: View) -> FloatArray:
    """One side only ends without any end punctuation."""
    return _one("terminal", view)


def _paragraphs(view: View) -> tuple[FloatArray, FloatArray]:
    """(B,) each: whether a paragraph begins at the bead's end, on the Chinese and on the English side."""
    zh, en = _ends(view, "paragraph")
    known = view.bitext.zh.boundaries.has_paragraphs and view.bitext.en.boundaries.has_paragraphs
    return zh.astype(np.float64) * known, en.astype(np.float64) * known


@feature
def paragraph_both(view: View) -> FloatArray:
    """A paragraph ends on both sides."""
    zh, en = _paragraphs(view)
    return zh * en


@feature
def paragraph_one(view: View) -> FloatArray:
    """A paragraph ends on one side only."""
    zh, en = _paragraphs(view)
    return np.abs(zh - en)


@feature
def paragraph_inside(view: View) -> FloatArray:
    """Paragraph breaks inside a match bead, on both sides together."""
    if not (view.bitext.zh.boundaries.has_paragraphs and view.bitext.en.boundaries.has_paragraphs):
        return np.zeros(len(view.lattice.a))
    lattice, total = view.lattice, np.zeros(len(view.lattice.a))
    for side, start, count in ((view.bitext.zh, lattice.zh, lattice.a), (view.bitext.en, lattice.en, lattice.b)):
        breaks = np.cumsum(side.boundaries.paragraph)
        total += np.where(lattice.is_null, 0, breaks[np.maximum(start + count - 1, start)] - breaks[start])
    return total


@feature
def block_differs(view: View) -> FloatArray:
    """A match bead joins sentences of blocks that the layout puts apart."""
    lattice = view.lattice
    ends = []
    for side, start, count in ((view.bitext.zh, lattice.zh, lattice.a), (view.bitext.en, lattice.en, lattice.b)):
        block = side.boundaries.block
        ends += [block[start], block[np.maximum(start + count - 1, start)]]
    blocks = np.stack(ends)
    apart = (blocks.min(axis=0) > 0) & (blocks.min(axis=0) < blocks.max(axis=0))
    return np.asarray(apart & ~lattice.is_null, dtype=np.float64)


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
def excess(view: View) -> FloatArray:
    """Sentences beyond the usual size of a match bead."""
    return np.where(view.lattice.is_null, 0, np.maximum(view.lattice.a + view.lattice.b - USUAL_SIZE, 0)).astype(
        np.float64
    )


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
