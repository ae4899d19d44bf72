"""Features of the place where a bead ends, and of the paragraphs it lies in: one number a bead, (B,), each.

End marks, quotations and paragraphs are those of ``duiqi.boundaries``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from duiqi.aligner.scoring.context import View
from duiqi.arrays.types import FloatArray


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


def inside_differs(view: View) -> FloatArray:
    """The end lies inside a quotation on one side only."""
    return _one("inside", view)


def closes_both(view: View) -> FloatArray:
    """A quotation closes before the end on both sides."""
    return _both("closes", view)


def closes_one(view: View) -> FloatArray:
    """A quotation closes before the end on one side only."""
    return _one("closes", view)


def question_both(view: View) -> FloatArray:
    """Both sides end in a question mark."""
    return _both("question", view)


def _knows_paragraphs(view: View) -> bool:
    return view.bitext.zh.boundaries.has_paragraphs and view.bitext.en.boundaries.has_paragraphs


def paragraph_both(view: View) -> FloatArray:
    """A paragraph ends on both sides."""
    return _both("paragraph", view) * _knows_paragraphs(view)


def paragraph_inside(view: View) -> FloatArray:
    """Paragraph breaks inside a match bead, on both sides together; not those after a colon, which leads on."""
    if not _knows_paragraphs(view):
        return np.zeros(len(view.lattice.a))
    lattice, total = view.lattice, np.zeros(len(view.lattice.a))
    for side, start, count in ((view.bitext.zh, lattice.zh, lattice.a), (view.bitext.en, lattice.en, lattice.b)):
        breaks = np.cumsum(side.boundaries.paragraph & ~side.boundaries.colon)
        total += np.where(lattice.is_null, 0, breaks[np.maximum(start + count - 1, start)] - breaks[start])
    return total


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


END_FEATURES = (
    inside_differs,
    closes_both,
    closes_one,
    question_both,
    paragraph_both,
    paragraph_inside,
    block_differs,
)
