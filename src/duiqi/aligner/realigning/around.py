"""The beads that a search around fixed ones may use: candidates that go with them, and links where the path is broken.

The steps 1 to 4 of docs/corrections.md, Realigning.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.candidates.bead_types import MAX_EN, MAX_ZH
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.realigning.review_lattice import Rectangle, ReviewLattice
from duiqi.arrays.ragged import cumulative
from duiqi.arrays.types import BoolArray, FloatArray, IntArray

# The longest side of a bead: the path has a border among any nine that follow each other.
REACH = max(MAX_ZH, MAX_EN)
# Numbers of beads that are no candidates of the lattice.
FIXED, LINK = -1, -2

Node = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pinned:
    """What a person fixed: ``pairs`` as rectangles in order, and whether each sentence was left alone, (n,), (m,)."""

    pairs: tuple[Rectangle, ...]
    zh: BoolArray
    en: BoolArray


@dataclass(frozen=True, slots=True)
class Usable:
    """The beads that may be used: ``origin`` (B,) is the number of the candidate, FIXED or LINK."""

    spans: Spans
    score: FloatArray
    origin: IntArray


def usable_beads(lattice: ReviewLattice, pinned: Pinned) -> Usable:
    """The candidates that go with what is pinned, the pinned pairs, and links where the path is broken."""
    region = _regions(lattice.spans, pinned)
    kept = np.flatnonzero(region >= 0)
    lost = [_rectangle(lattice.spans, k) for k in lattice.path.tolist() if region[k] < 0]
    spans = lattice.spans[kept]
    links = _links(lattice, spans, pinned, [*lost, *lattice.broken])
    pairs = _spans([(i, j, i_end - i, j_end - j) for i, j, i_end, j_end in pinned.pairs])
    score_zh, score_en = (cumulative(odds) for odds in lattice.alone)
    link_score = score_zh[links.end_zh] - score_zh[links.zh] + score_en[links.end_en] - score_en[links.en]
    return Usable(
        Spans.joined([spans, pairs, links]),
        np.concatenate([lattice.score[kept], np.zeros(len(pairs)), link_score]),
        np.concatenate([kept, np.full(len(pairs), FIXED), np.full(len(links), LINK)]),
    )


def _regions(spans: Spans, pinned: Pinned) -> IntArray:
    """(B,) the region that each candidate lies in, as the number of pinned pairs before it; -1 for none."""
    columns = np.array(pinned.pairs, dtype=np.int64).reshape(-1, 4).T
    start_zh, start_en, end_zh, end_en = columns
    before = np.minimum(np.searchsorted(end_zh, spans.zh, "right"), np.searchsorted(end_en, spans.en, "right"))
    far = np.iinfo(np.int64).max
    next_zh, next_en = np.append(start_zh, far)[before], np.append(start_en, far)[before]
    fits = (spans.end_zh <= next_zh) & (spans.end_en <= next_en)
    alone_zh, alone_en = (cumulative(side.astype(np.float64)) for side in (pinned.zh, pinned.en))
    covered = alone_zh[spans.end_zh] - alone_zh[spans.zh] + alone_en[spans.end_en] - alone_en[spans.en]
    return np.where(fits & (spans.is_null | (covered == 0)), before, -1)


def _links(lattice: ReviewLattice, spans: Spans, pinned: Pinned, lost: Sequence[Rectangle]) -> Spans:
    """Null beads between neighbours in the rows and columns of new nodes."""
    starts = [(0, 0), *((i, j) for _, _, i, j in pinned.pairs)]
    ends = [*((i, j) for i, j, _, _ in pinned.pairs), (lattice.n, lattice.m)]
    along = lattice.spans[lattice.path]
    on_path = {(0, 0), (lattice.n, lattice.m), *zip(along.end_zh.tolist(), along.end_en.tolist(), strict=True)}
    taken = _null_ends(spans)
    found: list[tuple[int, int, int, int]] = []
    for start, end, broken in zip(starts, ends, _by_region(lost, starts, ends), strict=True):
        new = _new_nodes(start, end, on_path, broken)
        if new:
            found += _linked(new, _inside(spans, start, end) | {start, end}, taken)
    return _spans(found)


def _by_region(lost: Iterable[Rectangle], starts: Sequence[Node], ends: Sequence[Node]) -> list[list[Rectangle]]:
    """For each region the rectangles that may reach into it."""
    last_rows = [i for i, _ in ends]
    regions: list[list[Rectangle]] = [[] for _ in ends]
    for rectangle in lost:
        region = bisect_left(last_rows, rectangle[0])
        while region < len(regions) and starts[region][0] <= rectangle[2]:
            regions[region].append(rectangle)
            region += 1
    return regions


def _new_nodes(start: Node, end: Node, on_path: set[Node], lost: Iterable[Rectangle]) -> set[Node]:
    """The nodes that a region from ``start`` to ``end`` needs beside those of its candidates."""
    (i0, j0), (i1, j1) = start, end
    new: set[Node] = set()
    if start not in on_path:
        new.update((i0 + k, j0) for k in range(REACH + 1))
        new.update((i0, j0 + k) for k in range(REACH + 1))
    if end not in on_path:
        new.update((i1 - k, j1) for k in range(REACH + 1))
        new.update((i1, j1 - k) for k in range(REACH + 1))
    if new:
        new.add((i1, j0))
    for i, j, i_end, j_end in lost:
        # Clipped before it is filled: the rectangle of a run may be long.
        rows = range(max(i, i0), min(i_end, i1) + 1)
        new.update((row, column) for row in rows for column in range(max(j, j0), min(j_end, j1) + 1))
    return {(i, j) for i, j in new if i0 <= i <= i1 and j0 <= j <= j1}


def _inside(spans: Spans, start: Node, end: Node) -> set[Node]:
    """The nodes of the candidates of a region."""
    (i0, j0), (i1, j1) = start, end
    chosen = (spans.zh >= i0) & (spans.en >= j0) & (spans.end_zh <= i1) & (spans.end_en <= j1)
    of = spans[chosen]
    tails = zip(of.zh.tolist(), of.en.tolist(), strict=True)
    return {*tails, *zip(of.end_zh.tolist(), of.end_en.tolist(), strict=True)}


def _null_ends(spans: Spans) -> set[tuple[int, int, int, int]]:
    return set(spans[spans.is_null].tuples())


def _linked(
    new: set[Node], others: set[Node], taken: set[tuple[int, int, int, int]]
) -> list[tuple[int, int, int, int]]:
    """Links in each row and column of a new node, unless a candidate of ``taken`` leads there."""
    rows, columns = {i for i, _ in new}, {j for _, j in new}
    nodes = new | others
    in_rows = sorted(node for node in nodes if node[0] in rows)
    in_columns = sorted((j, i) for i, j in nodes if j in columns)
    links = [(i, j, 0, later - j) for (i, j), (row, later) in _neighbours(in_rows) if row == i]
    links += [(i, j, later - i, 0) for (j, i), (column, later) in _neighbours(in_columns) if column == j]
    return [link for link in links if link not in taken]


def _neighbours(nodes: list[Node]) -> Iterable[tuple[Node, Node]]:
    return itertools.pairwise(nodes)


def _rectangle(spans: Spans, k: int) -> Rectangle:
    return int(spans.zh[k]), int(spans.en[k]), int(spans.end_zh[k]), int(spans.end_en[k])


def _spans(rows: Sequence[tuple[int, int, int, int]]) -> Spans:
    return Spans(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)
