"""From what the conductor finds, window by window, to the lattice of the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.narrowing.windows import Window
from duiqi.aligner.realigning.review_lattice import DECIMALS, ReviewLattice, Stretch, review_lattice
from duiqi.aligner.realigning.rows import along_beads
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import feature_matrix
from duiqi.aligner.scoring.passes import Scored
from duiqi.arrays.types import FloatArray, IntArray
from duiqi.model import Bead

# Sentences beside which there is nothing are surely alone, whatever their log-odds.
NOTHING_BESIDE = Stretch(0, 0, (1.0, 0.0), (1.0, 0.0))


@dataclass
class LatticeKeeper:
    """Takes the windows of a search in order; ``lattice`` is what they make together. ``beads`` are those found, where
    the text has the English in another order."""

    _spans: list[Spans] = field(default_factory=list)
    _scores: list[FloatArray] = field(default_factory=list)
    _path: list[int] = field(default_factory=list)
    _alone: tuple[list[FloatArray], list[FloatArray]] = field(default_factory=lambda: ([], []))
    _stretches: list[Stretch] = field(default_factory=list)
    _anchors: list[tuple[int, int]] = field(default_factory=list)
    _count: int = 0
    beads: Sequence[Bead] | None = None

    def keep(self, window: Window, scored: Scored, path: Sequence[int]) -> None:
        """A window that was searched, and the path through it."""
        calibration = scored.weights.calibration
        match = (calibration.match[0], calibration.match[1])
        self._stretches.append(Stretch(window.zh, window.en, match, scored.null_calibration(path)))
        self._anchors += [(i + window.zh, j + window.en) for i, j in window.anchors]
        self._add(window, scored.lattice.spans, scored.score, list(path))
        for side, odds in zip(self._alone, _alone(window, scored, path), strict=True):
            side.append(odds)

    def keep_alone(self, window: Window) -> None:
        """A window with an empty side."""
        n, m = window.bitext.zh.size, window.bitext.en.size
        self._stretches.append(replace(NOTHING_BESIDE, zh=window.zh, en=window.en))
        singles = Spans(*(np.array(column, dtype=np.int64) for column in (
            [*range(n), *[n] * m], [*[0] * n, *range(m)], [1] * n + [0] * m, [0] * n + [1] * m,
        )))  # fmt: skip
        self._add(window, singles, np.zeros(n + m), list(range(n + m)))
        for side, size in zip(self._alone, (n, m), strict=True):
            side.append(np.zeros(size))

    def lattice(self, beads: Sequence[Bead]) -> ReviewLattice:
        """All of it; ``beads`` are those that became of the path."""
        none = np.zeros(0)
        alone_zh, alone_en = (np.round(np.concatenate([none, *side]), DECIMALS) for side in self._alone)
        empty = np.zeros(0, dtype=np.int64)
        spans = Spans.joined([Spans(empty, empty, empty, empty), *self._spans])
        score = np.round(np.concatenate([none, *self._scores]), DECIMALS)
        spans, score, path = _with_new(spans, score, self._path, self.beads or beads)
        found = review_lattice(spans, score, path, (alone_zh, alone_en), self._stretches or [NOTHING_BESIDE])
        # Anchors are for pictures of the text as it stands.
        return replace(found, anchors=tuple(self._anchors) if self.beads is None else ())

    def _add(self, window: Window, spans: Spans, score: FloatArray, path: list[int]) -> None:
        self._spans.append(replace(spans, zh=spans.zh + window.zh, en=spans.en + window.en))
        self._scores.append(score)
        self._path += [k + self._count for k in path]
        self._count += len(spans)


def _with_new(
    spans: Spans, score: FloatArray, path: Sequence[int], beads: Sequence[Bead]
) -> tuple[Spans, FloatArray, IntArray]:
    """The candidates, with those of pairs that were made after the search, and the path with these."""
    numbers = np.array(path, dtype=np.int64)
    elements, anything_new = along_beads(spans[numbers].tuples(), score[numbers].tolist(), beads)
    if not anything_new:
        return spans, score, numbers
    new = [element for element in elements if not isinstance(element, int)]
    counter = iter(range(len(spans), len(spans) + len(new)))
    now = [path[element] if isinstance(element, int) else next(counter) for element in elements]
    columns = np.array([rectangle for rectangle, _ in new], dtype=np.int64).T
    odds = np.round([odds for _, odds in new], DECIMALS)
    return Spans.joined([spans, Spans(*columns)]), np.concatenate([score, odds]), np.array(now, dtype=np.int64)


def _alone(window: Window, scored: Scored, path: Sequence[int]) -> tuple[FloatArray, FloatArray]:
    """(n,) and (m,) the log-odds of each sentence alone, beside the place where the path's bead over it begins."""
    along = scored.lattice.spans[np.array(path, dtype=np.int64)]
    in_zh, zh = along.in_zh.numbers()
    in_en, en = along.in_en.numbers()
    of_zh = Spans(zh, along.en[in_zh], _ones(zh), _ones(zh) * 0)
    of_en = Spans(along.zh[in_en], en, _ones(en) * 0, _ones(en))
    context = feature_context(window.bitext, Spans.joined([of_zh, of_en]))
    odds = feature_matrix(replace(context, omissions=scored.omissions), scored.weights.names) @ scored.weights.vector
    of_side = odds[: len(zh)], odds[len(zh) :]
    if scored.alone_costs is None:
        return of_side
    return of_side[0] - scored.alone_costs[0], of_side[1] - scored.alone_costs[1]


def _ones(like: IntArray) -> IntArray:
    return np.ones(len(like), dtype=np.int64)
