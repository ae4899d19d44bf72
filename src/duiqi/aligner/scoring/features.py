"""The features of a bead: one plain function each, with its phrase, gathered by name in FEATURES.

Each takes a FeatureContext and returns one number a bead, (B,). A bead's score is the sum of its features times their
weights; features depend on the bead and its two ends only, so the search over paths is exact. ``docs/scoring.md`` has a
section on each.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from duiqi.aligner.candidates.bead_types import NAMED_TYPES, USUAL_TYPES
from duiqi.aligner.scoring.context import FeatureContext
from duiqi.aligner.scoring.edge_features import EDGE_FEATURES
from duiqi.aligner.scoring.evidence.coverage import PRIOR_IDF_MASS
from duiqi.aligner.scoring.registry import Features, Function
from duiqi.arrays.ragged import cumulative
from duiqi.arrays.types import FloatArray

WORD_FEATURES, LENGTH_FEATURES, TYPE_FEATURES = Features(), Features(), Features()


# Words. Likelihoods are divided by 10 so that all weights are of the order of 1.


@WORD_FEATURES.add("English words that the Chinese explains", name="placed_en")
def positional_llr_en(context: FeatureContext) -> FloatArray:
    """The position-aware likelihood ratio of the English words."""
    return context.evidence.positional_llr_en / 10


@WORD_FEATURES.add("Chinese words that the English explains", name="placed_zh")
def positional_llr_zh(context: FeatureContext) -> FloatArray:
    """The position-aware likelihood ratio of the Chinese words, capped after self-training (MOST_PLACED_ZH)."""
    return context.placed_zh / 10


def _harmonic(zh: FloatArray, en: FloatArray) -> FloatArray:
    return 2 * zh * en / np.maximum(zh + en, 1e-9)


@WORD_FEATURES.add("share of the words paired, in much text")
def coverage_by_length(context: FeatureContext) -> FloatArray:
    """The harmonic mean of the covered shares times log length: a share of much text says more."""
    e = context.evidence
    shares = e.matched_zh / (e.idf_mass_zh + PRIOR_IDF_MASS), e.matched_en / (e.idf_mass_en + PRIOR_IDF_MASS)
    return _harmonic(*shares) * context.log_length


@WORD_FEATURES.add("that share, of words in like places")
def coverage_in_place(context: FeatureContext) -> FloatArray:
    """The same of the pairs weighted by how alike their places in the two sides are."""
    e = context.evidence
    shares = e.in_place_zh / (e.idf_mass_zh + PRIOR_IDF_MASS), e.in_place_en / (e.idf_mass_en + PRIOR_IDF_MASS)
    return _harmonic(*shares) * context.log_length


@WORD_FEATURES.add("share of the words paired in the sentence with the least")
def coverage_weakest(context: FeatureContext) -> FloatArray:
    """The covered share of that sentence of the two sides that has the smallest."""
    return context.evidence.weakest


@WORD_FEATURES.add("words beside its end that belong beyond it")
def crossing_end(context: FeatureContext) -> FloatArray:
    """How much the sentences beside the end seem to reach over it, of null beads too; 0 before self-training."""
    return context.evidence.crossing_end


# More of them in a bead say no more: of 2,390 gold beads of macdev and aca 46 have any and 4 this many.
MOST_NUMBERS = 3


@WORD_FEATURES.add("numbers without an equal one on the other side")
def numbers_missing(context: FeatureContext) -> FloatArray:
    """Numbers of two digits or more without an equal one on the other side: a translation keeps them."""
    return np.minimum(context.evidence.numbers_missing, MOST_NUMBERS)


# Lengths.


@LENGTH_FEATURES.add("length of both sides")
def log_length(context: FeatureContext) -> FloatArray:
    """log(1 + length of both sides), in English characters."""
    return context.log_length


@LENGTH_FEATURES.add("how well the lengths agree")
def gale_church(context: FeatureContext) -> FloatArray:
    """How well the lengths agree: -δ²/4v, δ Gale and Church's normal deviate, v the mean of δ² in this text."""
    return context.gale_church


@LENGTH_FEATURES.add("that lengths may be far apart once in a while")
def length_tail(context: FeatureContext) -> FloatArray:
    """-log(1 + δ²/2v): beyond some distance a greater one says little more."""
    return context.length_tail


@LENGTH_FEATURES.add("how well the numbers of clauses agree")
def clauses_agree(context: FeatureContext) -> FloatArray:
    """-|c_z - c_e|/√(c_z + c_e) of the numbers of clauses of both sides: a deviate, as of two counts."""
    spans = context.spans
    zh, en = cumulative(context.bitext.zh.clauses), cumulative(context.bitext.en.clauses)
    of_zh, of_en = zh[spans.end_zh] - zh[spans.zh], en[spans.end_en] - en[spans.en]
    return np.where(spans.is_null, 0.0, -np.abs(of_zh - of_en) / np.sqrt(of_zh + of_en))


@LENGTH_FEATURES.add("length of what has no partner, in few sentences")
def unaligned_length(context: FeatureContext) -> FloatArray:
    """log(1 + characters) of the sentences of a null bead, in a text too short to train itself."""
    return context.unaligned_length


# Bead types. 1-1, 1-2 and 1-3 are the reference; a type without a feature of its own is "other".


def _type_feature(n_zh: int, n_en: int) -> Function:
    def is_of_type(context: FeatureContext) -> FloatArray:
        return np.asarray((context.spans.n_zh == n_zh) & (context.spans.n_en == n_en), dtype=np.float64)

    is_of_type.__doc__ = f"The bead is of type {n_zh}-{n_en}."
    return is_of_type


for _zh, _en in NAMED_TYPES:
    TYPE_FEATURES.add(f"how common {_zh}-{_en} pairs are", name=f"type_{_zh}_{_en}")(_type_feature(_zh, _en))


@TYPE_FEATURES.add("how common pairs of so many sentences are")
def type_other(context: FeatureContext) -> FloatArray:
    """A match bead of any other type."""
    spans = context.spans
    named = np.zeros(len(spans), dtype=np.bool_)
    for n_zh, n_en in (*USUAL_TYPES, *NAMED_TYPES):
        named |= (spans.n_zh == n_zh) & (spans.n_en == n_en)
    return np.asarray(~named & ~spans.is_null, dtype=np.float64)


@TYPE_FEATURES.add("how common sentences without partner are")
def unaligned(context: FeatureContext) -> FloatArray:
    """The bead is a null bead."""
    return context.spans.is_null.astype(np.float64)


@TYPE_FEATURES.add("so few sentences may have no partner")
def unaligned_in_short(context: FeatureContext) -> FloatArray:
    """For null beads 1/sentences of the shorter side: whether a text of one sentence has a partner is open."""
    shorter = max(1, min(context.bitext.zh.size, context.bitext.en.size))
    return unaligned(context) / shorter


@TYPE_FEATURES.add("other sentences of this text clearly have no partner")
def omissions(context: FeatureContext) -> FloatArray:
    """For null beads: how clear it is that this text lacks sentences, 0 to 1 (``scoring.omissions``)."""
    return unaligned(context) * context.omissions


@TYPE_FEATURES.add("the start of a run without partners")
def run_open(context: FeatureContext) -> FloatArray:
    """The bead is a run of unaligned sentences."""
    return context.spans.is_run.astype(np.float64)


@TYPE_FEATURES.add("the length of a run without partners, where others clearly have none")
def omissions_in_run(context: FeatureContext) -> FloatArray:
    """How many sentences a run of unaligned ones has, times ``omissions``: whole texts seldom lack several in a row."""
    return run_open(context) * (context.spans.n_zh + context.spans.n_en) * context.omissions


SIMILARITY_FEATURES = Features()


@SIMILARITY_FEATURES.add("how alike the two are in meaning, by the encoder")
def similarity(context: FeatureContext) -> FloatArray:
    """How much more alike in meaning the sides are than their neighbours, times log length (``embedding.likeness``)."""
    return np.zeros(len(context.spans)) if context.likeness is None else context.likeness * context.log_length


# By name, in the order of the columns. The order does not matter to the scores but for their last bits.
FEATURES = Features({**WORD_FEATURES, **LENGTH_FEATURES, **EDGE_FEATURES, **TYPE_FEATURES})
# With those that only a text with an encoder has.
ALL_FEATURES = Features({**FEATURES, **SIMILARITY_FEATURES})


def features_of(context: FeatureContext) -> Features:
    """The features of a text, with those of an encoder where there is one."""
    return FEATURES if context.likeness is None else ALL_FEATURES


def feature_matrix(context: FeatureContext, names: Iterable[str] | None = None) -> FloatArray:
    """(B, F) the features of every bead, columns in the order of ``names``, by default all that the text has."""
    names = tuple(features_of(context) if names is None else names)
    matrix = np.empty((len(context.spans), len(names)))
    for column, name in enumerate(names):
        matrix[:, column] = ALL_FEATURES[name](context)
    return matrix
