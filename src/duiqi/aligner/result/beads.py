"""From scored beads to the Beads a user sees: null runs taken apart, scores and their parts."""

from __future__ import annotations

from collections.abc import Sequence

from duiqi.aligner.candidates.lattice import alone
from duiqi.aligner.narrowing.windows import Window
from duiqi.aligner.result.parts import FeatureParts
from duiqi.aligner.scoring.calibration import calibrated
from duiqi.aligner.scoring.passes import Scored
from duiqi.arrays.types import FloatArray
from duiqi.model import Bead


def beads_along(path: Sequence[int], window: Window, scored: Scored) -> list[Bead]:
    """The beads of a path through the lattice of a window, in order, with sentence numbers of the whole text."""
    n, m = window.bitext.zh.size, window.bitext.en.size
    calibration = scored.weights.calibration
    alone_zh, alone_en = alone(scored.lattice, scored.posterior, n, m)
    stretch = scored.null_calibration(path)

    def null_scores(probability: FloatArray) -> list[float]:
        return [calibrated(p, *stretch) for p in probability.tolist()]

    beads: list[Bead] = []
    weights, features, posterior = scored.weights, scored.features[path], scored.posterior[path].tolist()
    for k, (i, j, n_zh, n_en) in enumerate(scored.along(path)):
        zh, en = i + window.zh, j + window.en
        if n_zh and n_en:
            score = calibration.match_score(posterior[k])
            parts = FeatureParts(weights, features, k, score)
            beads.append(Bead(range(zh, zh + n_zh), range(en, en + n_en), score, parts))
        else:
            beads += _alone(zh, en, null_scores(alone_zh[i : i + n_zh]), null_scores(alone_en[j : j + n_en]))
    return beads


def all_alone(window: Window) -> list[Bead]:
    """The beads of a window with an empty side: there is nothing to pair with, so each sentence is surely alone."""
    return _alone(window.zh, window.en, [1.0] * window.bitext.zh.size, [1.0] * window.bitext.en.size)


def _alone(zh: int, en: int, zh_scores: Sequence[float], en_scores: Sequence[float]) -> list[Bead]:
    """A null bead for each score, of Chinese sentences from ``zh`` on or of English ones from ``en`` on."""
    beads = [Bead(range(k, k + 1), range(en, en), score, {}) for k, score in enumerate(zh_scores, zh)]
    beads += [Bead(range(zh, zh), range(k, k + 1), score, {}) for k, score in enumerate(en_scores, en)]
    return beads
