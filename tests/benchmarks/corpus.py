"""A corpus of any size out of the development pairs: two of them joined, each couple once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from duiqi.export import iter_pairs
from duiqi.model import Bead, Pair

SOURCES = ("train/tatoeba.cmn-eng.tsv", "train/tico19.en-zh.tmx")


def corpus(shared: Path, size: int, seed: int = 1) -> Iterator[Pair]:
    """``size`` different pairs in documents of fifty, the same for the same seed."""
    pairs = [(pair.zh, pair.en) for source in SOURCES for pair in iter_pairs(shared / source)]
    order, seen = random.Random(seed), set[tuple[int, int]]()
    while len(seen) < size:
        first, second = order.randrange(len(pairs)), order.randrange(len(pairs))
        if (first, second) in seen:
            continue
        number = len(seen) % 50
        seen.add((first, second))
        zh, en = pairs[first][0] + pairs[second][0], f"{pairs[first][1]} {pairs[second][1]}"
        bead = Bead(range(number, number + 1), range(number, number + 1), 0.9)
        yield Pair(zh, en, 0.9, bead, document=f"document-{len(seen) // 50}.txt")
