"""Whether the scores of pairs with repaired sentences hold: the share right at each score, by the kind of repair.

    python -m tests.benchmarks.repaired_pairs SHARED [--documents N] [--only WORD]

The damaged documents of processes.py, as one file with both languages, are aligned, and so are the same documents
before the damage. A pair of the damaged one is right as text when the other has the same pair, letter for letter. Its
kind is ``pair.repair``: exact, inferred, or lost (it holds U+FFFD, and never is right).
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import duiqi
from tests.benchmarks.damages import PROCESSES
from tests.benchmarks.measures import table
from tests.benchmarks.processes import cases

# Kinds of damage whose repair may be inferred, and for comparison one whose repairs are exact.
KINDS = ("slipped", "strewn", "lossy", "glosses")
FROM = (0.0, 0.5, 0.9, 0.99)


@lru_cache(maxsize=64)
def aligned(text: str) -> duiqi.Alignment | None:
    """The alignment of a text that holds both languages, None where one is missing."""
    try:
        return duiqi.align(io.StringIO(text))
    except duiqi.InputError:
        return None


def judged(shared: Path, only: str, documents: int) -> Iterator[tuple[str, float, bool]]:
    """(kind of repair, score, whether it is right as text) of each pair with a repaired sentence."""
    kinds = {process.name: process.kind for process in PROCESSES}
    for case in cases(shared, only, documents):
        if kinds[case.process] not in KINDS:
            continue
        sound, damaged = aligned("\n\n".join(case.clean) + "\n"), aligned(case.text)
        if sound is None or damaged is None:
            continue
        right = {(pair.zh, pair.en) for pair in sound.pairs()}
        for pair in damaged.pairs():
            if pair.repair:
                yield pair.repair, pair.score, (pair.zh, pair.en) in right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--documents", type=int, default=6, metavar="N", help="the first N documents")
    parser.add_argument("--only", default="", metavar="WORD", help="processes whose name holds WORD")
    options = parser.parse_args()
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, score, is_right in judged(options.shared, options.only, options.documents):
        found[kind].append((score, is_right))
    rows = []
    for kind, pairs in sorted(found.items()):
        for low in FROM:
            band = [pair for pair in pairs if pair[0] >= low]
            mean = sum(score for score, _ in band) / max(len(band), 1)
            share = sum(is_right for _, is_right in band) / max(len(band), 1)
            rows.append([kind, f"{low:g}", str(len(band)), f"{mean:.3f}", f"{share:.3f}"])
    print(table(["repair", "score from", "pairs", "mean score", "right as text"], rows))


if __name__ == "__main__":
    main()
