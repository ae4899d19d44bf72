"""What the benchmarks share: scores of documents with confidence intervals, calibration, gold folders as texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from duiqi.evaluation import Scores, evaluate
from duiqi.formats.index import IndexBead
from duiqi.model import Bead

ROOT = Path(__file__).resolve().parents[2]
SEED = 20200618
# Resamples of the bootstrap; the ends of a 95% interval then have a standard error of about .02 of its width.
RESAMPLES = 2000
# A single document is resampled by blocks of so many gold beads.
BLOCK = 50
BINS = 10
SURE = 0.9

Statistic = Callable[[Scores], float]


@dataclass(frozen=True, slots=True)
class Judged:
    """Predicted scores (probabilities) and whether each was right, or how often it would be."""

    score: tuple[float, ...] = ()
    right: tuple[float, ...] = ()

    def __add__(self, other: Judged) -> Judged:
        return Judged(self.score + other.score, self.right + other.right)

    def at_least(self, least: float) -> tuple[float, float]:
        """(share of the predictions that score ``least`` or more, share of those that are right)."""
        above = [right for score, right in zip(self.score, self.right, strict=True) if score >= least]
        return len(above) / max(len(self.score), 1), sum(above) / max(len(above), 1)

    def bins(self, count: int = BINS) -> list[tuple[float, float, int]]:
        """(mean score, share right, size) of ``count`` bins of equal size by score, the lowest first."""
        order = sorted(range(len(self.score)), key=lambda k: (self.score[k], self.right[k]))
        edges = [round(k * len(order) / count) for k in range(count + 1)]
        out = []
        for low, high in pairwise(edges):
            part = order[low:high]
            if part:
                size = len(part)
                out.append((sum(self.score[k] for k in part) / size, sum(self.right[k] for k in part) / size, size))
        return out

    def calibration_error(self) -> float:
        """Expected calibration error (Naeini et al. 2015) over BINS bins of equal mass."""
        return sum(size * abs(mean - right) for mean, right, size in self.bins()) / max(len(self.score), 1)


def judge(beads: Sequence[Bead], gold: Sequence[IndexBead], null: bool) -> Judged:
    """The null or the match beads with their scores, each right when it is exactly a gold bead."""
    wanted = {(tuple(sorted(zh)), tuple(sorted(en))) for zh, en in gold if zh and en}
    wanted |= {((i,), ()) for zh, en in gold if not en for i in zh}
    wanted |= {((), (j,)) for zh, en in gold if not zh for j in en}
    chosen = [bead for bead in beads if bead.is_null == null]
    return Judged(tuple(b.score for b in chosen), tuple((tuple(b.zh), tuple(b.en)) in wanted for b in chosen))


def units(predicted: Sequence[Sequence[IndexBead]], gold: Sequence[Sequence[IndexBead]]) -> tuple[list[Scores], str]:
    """The scores that the bootstrap draws from, and what they are: documents, or blocks of the only document."""
    if len(gold) > 1:
        return [evaluate(p, g) for p, g in zip(predicted, gold, strict=True)], "documents"
    return list(_blocks(predicted[0], gold[0])), f"blocks of {BLOCK} beads"


def _blocks(predicted: Sequence[IndexBead], gold: Sequence[IndexBead]) -> Iterator[Scores]:
    """Scores of each BLOCK gold beads with the predicted beads that begin among their sentences."""
    home: dict[tuple[int, int], int] = {}
    for number, bead in enumerate(gold):
        for side in (0, 1):
            home.update({(side, index): number // BLOCK for index in bead[side]})
    beads: dict[int, list[IndexBead]] = {}
    for bead in predicted:
        side = 0 if bead[0] else 1
        beads.setdefault(home.get((side, min(bead[side])), 0), []).append(bead)
    for block in range(-(-len(gold) // BLOCK)):
        yield evaluate(beads.get(block, []), gold[block * BLOCK : (block + 1) * BLOCK])


def intervals(drawn_from: Sequence[Scores], statistics: Mapping[str, Statistic]) -> dict[str, tuple[float, float]]:
    """95% percentile intervals of each statistic by bootstrap over the units (Efron 1979), seeded.

    None where there is but one unit.
    """
    if len(drawn_from) < 2:
        return {}
    rng = random.Random(SEED)
    bare = [Scores(s.strict, s.lax, s.links, s.nulls) for s in drawn_from]
    values: dict[str, list[float]] = {name: [] for name in statistics}
    for _ in range(RESAMPLES):
        total = sum(rng.choices(bare, k=len(bare)), Scores())
        for name, statistic in statistics.items():
            values[name].append(statistic(total))
    return {name: (_at(drawn, 0.025), _at(drawn, 0.975)) for name, drawn in values.items()}


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def as_index(beads: Sequence[Bead]) -> list[IndexBead]:
    """Beads as pairs of index tuples."""
    return [(tuple(bead.zh), tuple(bead.en)) for bead in beads]


def span_index(spans: Sequence[tuple[int, int, int, int]]) -> list[IndexBead]:
    """Spans of the fitting scripts (first sentences, then counts) as pairs of index tuples."""
    return [(tuple(range(i, i + n_zh)), tuple(range(j, j + n_en))) for i, j, n_zh, n_en in spans]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain text table: the first column to the left, the others to the right."""
    widths = [max(len(line[k]) for line in [head, *rows]) for k in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if k == 0 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in [head, *rows]
    )
