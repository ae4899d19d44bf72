"""From scored beads to the Beads a user sees: null runs taken apart, scores and their parts."""

from __future__ import annotations

from collections.abc import Sequence

from duiqi.aligner.candidates.lattice import alone
from duiqi.aligner.narrowing.windows import Window
from duiqi.aligner.result.parts import FeatureParts
from duiqi.aligner.scoring.calibration import calibrated
from duiqi.aligner.scoring.passes import Scored
from duiqi.model import Bead


def beads_along(path: Sequence[int], window: Window, scored: Scored) -> list[Bead]:
    """The beads of a path through the lattice of a window, in order, with sentence numbers of the whole text."""
    spans = scored.along(path)
    # Most texts leave nothing alone.
    if not all(n_zh and n_en for _, _, n_zh, n_en in spans):
        alone_zh, alone_en = alone(scored.lattice, scored.posterior, window.bitext.zh.size, window.bitext.en.size)
        stretch = scored.null_calibration(path)
    beads: list[Bead] = []
    weights, features, posterior = scored.weights, scored.features[path], scored.posterior[path].tolist()
    for k, (i, j, n_zh, n_en) in enumerate(spans):
        zh, en = i + window.zh, j + window.en
        if n_zh and n_en:
            score = weights.calibration.match_score(posterior[k])
            parts = FeatureParts(weights, features, k, score)
            beads.append(Bead(range(zh, zh + n_zh), range(en, en + n_en), score, parts))
        else:
            of_sides = (alone_zh[i : i + n_zh].tolist(), alone_en[j : j + n_en].tolist())
            beads += _alone(zh, en, *([calibrated(p, *stretch) for p in side] for side in of_sides))
    return beads


def all_alone(window: Window) -> list[Bead]:
    """The beads of a window with an empty side: there is nothing to pair with, so each sentence is surely alone."""
    return _alone(window.zh, window.en, [1.0] * window.bitext.zh.size, [1.0] * window.bitext.en.size)


def _alone(zh: int, en: int, zh_scores: Sequence[float], en_scores: Sequence[float]) -> list[Bead]:
    """A null bead for each score, of Chinese sentences from ``zh`` on or of English ones from ``en`` on."""
    beads = [Bead(range(k, k + 1), range(en, en), score, {}) for k, score in enumerate(zh_scores, zh)]
    beads += [Bead(range(zh, zh), range(k, k + 1), score, {}) for k, score in enumerate(en_scores, en)]
    return beads
