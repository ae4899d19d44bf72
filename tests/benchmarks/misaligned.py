"""Where true pairs and wrong ones lie on the scale of ``explained_shares``: how ``LEAST_SHARE`` was set.

    python -m tests.benchmarks.misaligned ../shared/train/*.t??

Wrong pairs: each Chinese text with the English of another pair whose length is nearest, and with the next one in the
file, as after a shift by one.
"""

from __future__ import annotations

import sys
import time

from duiqi.export import iter_pairs
from duiqi.pairs.lexical_check import explained_shares


def main(*paths: str) -> None:
    for path in paths:
        pairs = list(iter_pairs(path))[:6000]
        zh, en = [p.zh for p in pairs], [p.en for p in pairs]
        order = sorted(range(len(en)), key=lambda k: (len(en[k]), k))
        near = dict(zip(order, order[1:] + order[:1], strict=True))
        start = time.perf_counter()
        good = explained_shares(zh, en)
        seconds = time.perf_counter() - start
        print(f"{path}: {len(zh)} pairs, {1e6 * seconds / len(zh):.0f} µs a pair")
        sets = {
            "true": good,
            "same length": explained_shares(zh, [en[near[k]] for k in range(len(en))]),
            "shifted by one": explained_shares(zh, en[1:] + en[:1]),
        }
        for name, shares in sets.items():
            known = sorted(share for share in shares if share is not None)
            below = [f"{sum(s < t / 100 for s in known) / len(known):7.2%}" for t in range(4, 40, 4)]
            print(f"  {name:15s} {len(known):6d} known, below .04 .08 …: {' '.join(below)}")
        worst = sorted((s, k) for k, s in enumerate(good) if s is not None)[:12]
        for share, k in worst:
            print(f"    {share:.2f} {zh[k]} | {en[k]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
