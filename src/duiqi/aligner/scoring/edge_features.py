"""Features of the place where a bead ends, and of the paragraphs it lies in: one number a bead, (B,), each.

End marks, quotations and paragraphs are those of ``bitext.edges``.
"""

from __future__ import annotations

import numpy as np

from duiqi.aligner.scoring.context import FeatureContext
from duiqi.aligner.scoring.registry import Features
from duiqi.arrays.ragged import Ranges
from duiqi.arrays.types import BoolArray, FloatArray, IntArray

EDGE_FEATURES = Features()


def _ends(context: FeatureContext, name: str) -> tuple[BoolArray, BoolArray]:
    return (
        getattr(context.bitext.zh.boundaries, name)[context.spans.end_zh],
        getattr(context.bitext.en.boundaries, name)[context.spans.end_en],
    )


def _both(name: str, context: FeatureContext) -> FloatArray:
    zh, en = _ends(context, name)
    return (zh & en).astype(np.float64)


def _one(name: str, context: FeatureContext) -> FloatArray:
    zh, en = _ends(context, name)
    return (zh ^ en).astype(np.float64)


def _gaps_inside(marked: BoolArray, covered: Ranges) -> IntArray:
    """How many of the marked gaps lie between the sentences of each range."""
    count = np.cumsum(marked)
    return count[np.maximum(covered.end - 1, covered.first)] - count[covered.first]


@EDGE_FEATURES.add("ends inside a quotation on one side only")
def inside_differs(context: FeatureContext) -> FloatArray:
    """The end lies inside a quotation on one side only."""
    return _one("inside", context)


@EDGE_FEATURES.add("a quotation closes at the end of both sides")
def closes_both(context: FeatureContext) -> FloatArray:
    """A quotation closes before the end on both sides."""
    return _both("closes", context)


@EDGE_FEATURES.add("a quotation closes at the end of one side only")
def closes_one(context: FeatureContext) -> FloatArray:
    """A quotation closes before the end on one side only."""
    return _one("closes", context)


@EDGE_FEATURES.add("a quotation opens after the end of both sides")
def opens_both(context: FeatureContext) -> FloatArray:
    """A quotation opens after the end on both sides."""
    return _both("opens", context)


@EDGE_FEATURES.add("a quotation opens after the end of one side only")
def opens_one(context: FeatureContext) -> FloatArray:
    """A quotation opens after the end on one side only."""
    return _one("opens", context)


@EDGE_FEATURES.add("speakers joined")
def turns_inside(context: FeatureContext) -> FloatArray:
    """Places inside a match bead where a quotation closes and the next sentence opens another, both sides together."""
    bitext, spans, total = context.bitext, context.spans, np.zeros(len(context.spans))
    for side, covered in ((bitext.zh, spans.in_zh), (bitext.en, spans.in_en)):
        total += _gaps_inside(side.boundaries.closes & side.boundaries.opens, covered)
    return np.where(spans.is_null, 0.0, total)


@EDGE_FEATURES.add("both sides end in a question mark")
def question_both(context: FeatureContext) -> FloatArray:
    """Both sides end in a question mark."""
    return _both("question", context)


@EDGE_FEATURES.add("more after a question mark")
def question_inside(context: FeatureContext) -> FloatArray:
    """Sentences of a match bead that end in a question mark and are not its last, both sides together."""
    bitext, spans, total = context.bitext, context.spans, np.zeros(len(context.spans))
    for side, covered in ((bitext.zh, spans.in_zh), (bitext.en, spans.in_en)):
        total += _gaps_inside(side.boundaries.question, covered)
    return np.where(spans.is_null, 0.0, total)


def _knows_paragraphs(context: FeatureContext) -> bool:
    return context.bitext.zh.boundaries.has_paragraphs and context.bitext.en.boundaries.has_paragraphs


@EDGE_FEATURES.add("a paragraph ends on both sides")
def paragraph_both(context: FeatureContext) -> FloatArray:
    """A paragraph ends on both sides."""
    return _both("paragraph", context) * _knows_paragraphs(context)


@EDGE_FEATURES.add("paragraphs joined")
def paragraph_inside(context: FeatureContext) -> FloatArray:
    """Paragraph breaks inside a match bead, on both sides together; not those after a colon, which leads on."""
    bitext, spans, total = context.bitext, context.spans, np.zeros(len(context.spans))
    if not _knows_paragraphs(context):
        return total
    for side, covered in ((bitext.zh, spans.in_zh), (bitext.en, spans.in_en)):
        total += _gaps_inside(side.boundaries.paragraph & ~side.boundaries.colon, covered)
    return np.where(spans.is_null, 0.0, total)


@EDGE_FEATURES.add("in different blocks of a document that alternates")
def block_differs(context: FeatureContext) -> FloatArray:
    """A match bead joins sentences of blocks that the layout puts apart."""
    bitext, spans = context.bitext, context.spans
    ends = []
    for side, covered in ((bitext.zh, spans.in_zh), (bitext.en, spans.in_en)):
        block = side.boundaries.block
        ends += [block[covered.first], block[np.maximum(covered.end - 1, covered.first)]]
    blocks = np.stack(ends)
    apart = (blocks.min(axis=0) > 0) & (blocks.min(axis=0) < blocks.max(axis=0))
    return np.asarray(apart & ~spans.is_null, dtype=np.float64)
