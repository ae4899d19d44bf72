"""Size, time of filling and times of searches in a large memory.

python -m tests.benchmarks.memory ../shared 1000000
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from duiqi.memory import LocalMemory, look_up, open_memory, search
from duiqi.model import Pair
from tests.benchmarks.corpus import corpus

QUERIES = 200


def main(shared: str, size: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        start = time.perf_counter()
        with open_memory(path, create=True) as memory:
            added = memory.add(corpus(Path(shared), int(size))).added
        seconds = time.perf_counter() - start
        print(f"{added} pairs in {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        sample = list(corpus(Path(shared), QUERIES, seed=2))
        with open_memory(path) as memory:
            measure(memory, sample)


def measure(memory: LocalMemory, sample: list[Pair]) -> None:
    order = random.Random(3)

    def piece(text: str, length: int) -> str:
        at = order.randrange(max(1, len(text) - length))
        return text[at : at + length]

    def words(text: str, length: int) -> str:
        parts = text.split()
        at = order.randrange(max(1, len(parts) - length))
        return " ".join(parts[at : at + length])

    tasks: dict[str, Callable[[Pair], object]] = {
        "one Chinese character": lambda pair: search(memory, piece(pair.zh, 1)),
        "two Chinese characters": lambda pair: search(memory, piece(pair.zh, 2)),
        "four Chinese characters": lambda pair: search(memory, piece(pair.zh, 4)),
        "one English word": lambda pair: search(memory, words(pair.en, 1)),
        "three English words": lambda pair: search(memory, words(pair.en, 3)),
        "a word of each": lambda pair: search(memory, piece(pair.zh, 2) + " " + words(pair.en, 1)),
        "fuzzy, Chinese": lambda pair: look_up(memory, pair.zh[:20] + "了" + pair.zh[20:]),
        "fuzzy, English": lambda pair: look_up(memory, "Well, " + pair.en),
    }
    for name, task in tasks.items():
        times = []
        for pair in sample:
            start = time.perf_counter()
            task(pair)
            times.append(1000 * (time.perf_counter() - start))
        times.sort()
        print(
            f"{name:24s} median {statistics.median(times):6.1f} ms, 95% under {times[len(times) * 95 // 100]:6.1f} ms"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
