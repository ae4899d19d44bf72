"""The lattice of a whole document as it is kept for realigning, in Python and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from duiqi.aligner.candidates.lattice import Lattice, alone, numbered, posteriors
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.calibration import calibrated
from duiqi.arrays.types import FloatArray, IntArray

# Of a log-odds. Sums of a thousand of them are still right to three places; each more costs a byte a bead.
DECIMALS = 6

Sides = tuple[FloatArray, FloatArray]
Rectangle = tuple[int, int, int, int]  # (i, j)–(i′, j′): borders


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was scored together, from the sentences ``zh`` and ``en`` on: slope and shift of its match and null
    calibration."""

    zh: int
    en: int
    match: tuple[float, float]
    null: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ReviewLattice:
    """``B`` candidates between ``n`` Chinese and ``m`` English sentences, with log-odds ``score`` (B,).

    ``path`` are the numbers of those on the best path, in order; ``alone`` (n,) and (m,) the log-odds of each sentence
    without a partner. ``before`` (B,) and ``before_alone`` (n,) and (m,) are the probabilities with nothing fixed; NaN
    for a sentence that was cut anew. ``broken`` are the rectangles of beads on the path that a new cut took away.
    ``anchors`` are the sentence pairs that the search held for sure, for pictures; a new cut forgets them.
    """

    n: int
    m: int
    spans: Spans
    score: FloatArray
    path: IntArray
    alone: Sides
    stretches: tuple[Stretch, ...]
    before: FloatArray
    before_alone: Sides
    broken: tuple[Rectangle, ...] = ()
    anchors: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.spans)

    def match_score(self, zh: int, en: int, posterior: float) -> float:
        """The score of a match bead that begins at these sentences."""
        return calibrated(posterior, *self._stretch(zh, en).match)

    def null_score(self, zh: int, en: int, posterior: float) -> float:
        """The score of a sentence alone, where these are the sentences that come next."""
        return calibrated(posterior, *self._stretch(zh, en).null)

    def _stretch(self, zh: int, en: int) -> Stretch:
        return next((s for s in reversed(self.stretches) if s.zh <= zh and s.en <= en), self.stretches[0])

    def as_dict(self) -> dict[str, Any]:
        """What JSON holds of it (docs/corrections.md)."""
        spans = self.spans
        columns = {name: getattr(spans, name).tolist() for name in ("zh", "en", "n_zh", "n_en")}
        zh, en = self.alone
        return {
            "n": self.n,
            "m": self.m,
            **columns,
            "score": self.score.tolist(),
            "path": self.path.tolist(),
            "alone_zh": zh.tolist(),
            "alone_en": en.tolist(),
            "windows": [{"zh": s.zh, "en": s.en, "match": list(s.match), "null": list(s.null)} for s in self.stretches],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReviewLattice:
        """The lattice that ``as_dict`` made this of."""
        columns = [np.array(data[name], dtype=np.int64) for name in ("zh", "en", "n_zh", "n_en")]
        stretches = tuple(Stretch(w["zh"], w["en"], tuple(w["match"]), tuple(w["null"])) for w in data["windows"])
        alone_zh, alone_en = (np.array(data[name], dtype=np.float64) for name in ("alone_zh", "alone_en"))
        score = np.array(data["score"], dtype=np.float64)
        path = np.array(data["path"], dtype=np.int64)
        return review_lattice(Spans(*columns), score, path, (alone_zh, alone_en), stretches)


def review_lattice(
    spans: Spans, score: FloatArray, path: IntArray, alone_odds: Sides, stretches: Sequence[Stretch]
) -> ReviewLattice:
    """The lattice of these candidates, with the probabilities that they have when nothing is fixed."""
    n, m = len(alone_odds[0]), len(alone_odds[1])
    order, graph = as_graph(spans)
    posterior = posteriors(graph, score[order]) if len(spans) else score
    before = np.empty(len(spans))
    before[order] = posterior
    before_alone = alone(graph, posterior, n, m)
    return ReviewLattice(n, m, spans, score, path, alone_odds, tuple(stretches), before, before_alone)


def as_graph(spans: Spans) -> tuple[IntArray, Lattice]:
    """The beads in the order of the search, and the order (B,): place k of it has bead ``order[k]``."""
    order, tail, head, nodes = numbered(spans)
    return order, Lattice(spans[order], tail, head, nodes, np.zeros(len(spans)))
