"""How the two languages are laid out, and which runs of paragraphs stand side by side.

All lengths here are in words: English words, and Han characters scaled so that both sides of the document are
equally long in total. Three readings of the document are priced by what they leave without a partner:

* one language: the other side is less than a tenth as long, so it is names, titles or credits, not a translation;
* one side after the other: the length of the paragraphs on the wrong side of the best place to switch;
* alternating: the runs are paired with their neighbours so that the least is left over (``pair_runs``).

The cheaper of the last two is taken; one side after the other when they are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from duiqi.model import Language, Layout

# Chinese takes about 1.5 Han characters to an English word (Tatoeba, 24,026 pairs).
HAN_PER_WORD = 1.5
# A side this many times shorter than the other cannot be its translation.
ONE_LANGUAGE = 10.0


def detect_layout(languages: Sequence[Language], lengths: Sequence[float]) -> tuple[Layout, tuple[int, ...]]:
    """The layout, and a block number for each paragraph (all 0 unless alternating).

    ``lengths`` are in words, Han characters divided by ``HAN_PER_WORD``.
    """
    none = (0,) * len(languages)
    totals = {side: sum(n for lang, n in zip(languages, lengths, strict=True) if lang == side) for side in ("zh", "en")}
    if totals["zh"] >= ONE_LANGUAGE * totals["en"]:
        return "zh", none
    if totals["en"] >= ONE_LANGUAGE * totals["zh"]:
        return "en", none
    scaled = _scale(languages, lengths)
    costs: dict[Layout, float] = {
        "zh-then-en": _misplaced(languages, scaled, "zh"),
        "en-then-zh": _misplaced(languages, scaled, "en"),
    }
    layout = min(costs, key=lambda key: costs[key])
    left_over, blocks = pair_runs(languages, scaled)
    if left_over < costs[layout]:
        return "alternating", blocks
    return layout, none


def blocks_of(languages: Sequence[Language], lengths: Sequence[float]) -> tuple[int, ...]:
    """Block numbers when the layout is known to alternate."""
    return pair_runs(languages, _scale(languages, lengths))[1]


def pair_runs(languages: Sequence[Language], lengths: Sequence[float]) -> tuple[float, tuple[int, ...]]:
    """Pair each run of one language with the run beside it, so that the least length is left over.

    Returns that length and a block number for each paragraph. A run may stay alone (its whole length is then left
    over); of a pair the difference in length is left over. So a stray title at the top does not shift every pair
    after it, whichever language comes first. Dynamic programming over the runs, linear in their number.
    """
    runs: list[tuple[int, float]] = []
    start = 0
    for _, group in groupby(languages):
        size = len(list(group))
        runs.append((size, sum(lengths[start : start + size])))
        start += size
    best = [0.0]
    paired = [False]
    for i, (_, length) in enumerate(runs):
        alone = best[i] + length
        pair = best[i - 1] + abs(length - runs[i - 1][1]) if i else float("inf")
        best.append(min(pair, alone))
        paired.append(pair <= alone)
    opens = [True] * len(runs)
    i = len(runs)
    while i:
        if paired[i]:
            opens[i - 1] = False
        i -= 2 if paired[i] else 1
    blocks: list[int] = []
    number = -1
    for (size, _), first in zip(runs, opens, strict=True):
        number += first
        blocks += [number] * size
    return best[-1], tuple(blocks)


def _scale(languages: Sequence[Language], lengths: Sequence[float]) -> list[float]:
    zh = sum(n for lang, n in zip(languages, lengths, strict=True) if lang == "zh")
    en = sum(n for lang, n in zip(languages, lengths, strict=True) if lang == "en")
    factor = en / zh if zh and en else 1.0
    return [n * factor if lang == "zh" else n for lang, n in zip(languages, lengths, strict=True)]


def _misplaced(languages: Sequence[Language], lengths: Sequence[float], first: Language) -> float:
    """Length on the wrong side of the best switch, when ``first`` comes first."""
    wrong_before = [0.0, *accumulate(n if lang != first else 0.0 for lang, n in zip(languages, lengths, strict=True))]
    right_before = [0.0, *accumulate(n if lang == first else 0.0 for lang, n in zip(languages, lengths, strict=True))]
    total = right_before[-1]
    return min(wrong + total - right for wrong, right in zip(wrong_before, right_before, strict=True))
