"""How much of two texts pairs: what tells documents that are translations of each other from others."""

from __future__ import annotations

from collections.abc import Iterable

from duiqi.model import Alignment

# Characters of English to one of Chinese, by which the two sides of a pair are weighed (structure/sides).
ENGLISH_TO_CHINESE = 3.0
# Steps of a tenth, as the picture of the scores has them (pictures/panels).
_BINS = 10


def share_paired(alignment: Alignment) -> float:
    """How much of the texts pairs, from 0 to 1, each pair counted by its score."""
    zh = [len(sentence.text) * ENGLISH_TO_CHINESE for sentence in alignment.zh]
    en = [len(sentence.text) for sentence in alignment.en]
    total = sum(zh) + sum(en)
    paired = sum(
        bead.score * (sum(zh[i] for i in bead.zh) + sum(en[j] for j in bead.en))
        for bead in alignment.beads
        if not bead.is_null
    )
    return paired / total if total else 0.0


def scores_in_tenths(scores: Iterable[float]) -> tuple[int, ...]:
    """How many scores there are from 0 to .1, from .1 to .2, and so on."""
    counts = [0] * _BINS
    for score in scores:
        counts[min(_BINS - 1, int(score * _BINS))] += 1
    return tuple(counts)
