"""How many pairs de-duplication drops at each threshold, how fast, and which ones.

python -m tests.benchmarks.duplicates ../shared/train/tatoeba.cmn-eng.tsv
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from duiqi.export import iter_pairs
from duiqi.pairs import duplicates


def main(path: str) -> None:
    pairs = list(iter_pairs(path))
    for threshold in (0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        duplicates.NEAR = threshold
        left_out: Counter[str] = Counter()
        start = time.perf_counter()
        kept = list(duplicates.without_duplicates(pairs, "near", "first", left_out))
        seconds = time.perf_counter() - start
        print(f"{threshold}: {left_out.total()} of {len(pairs)} dropped, {1e6 * seconds / len(pairs):.0f} µs a pair")
        if threshold in (0.7, 0.85):
            texts = {(pair.zh, pair.en) for pair in kept}
            dropped = [pair for pair in pairs if (pair.zh, pair.en) not in texts]
            for pair in dropped[:: len(dropped) // 30]:
                shingles = duplicates._shingles(pair)
                like = max(kept, key=lambda other: len(shingles & duplicates._shingles(other)))
                print(f"    {pair.zh} | {pair.en}\n        {like.zh} | {like.en}")


if __name__ == "__main__":
    main(*sys.argv[1:])
